package dev.cnnsummary.specs.function;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds axes of a single element.
 *
 * @param dims where they stand in the output, negative ones counted from its end; null where the
 *     second operand tells
 */
public record UnsqueezeAxes(@Nullable List<Integer> dims) implements TensorFunction {
  /** Copies the list. */
  public UnsqueezeAxes {
    dims = dims == null ? null : List.copyOf(dims);
  }
}
