package dev.cnnsummary.specs.op;

import dev.cnnsummary.specs.shape.DType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A parameter or buffer that a module has by itself, such as a class token. It is a value that
 * others take, so no node has it as its operator.
 *
 * @param learnable whether it is a parameter
 * @param shape its extents
 * @param dtype the type of its elements; floating-point for a parameter
 * @param formula what it is constructed with; null where that is not said
 */
public record FreeTensor(
    boolean learnable, List<Integer> shape, DType dtype, @Nullable Formula formula) implements Op {
  /** Copies the list. */
  public FreeTensor {
    shape = List.copyOf(shape);
  }
}
