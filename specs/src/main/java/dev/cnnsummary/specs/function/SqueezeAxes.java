package dev.cnnsummary.specs.function;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Drops axes, which must be of a single element.
 *
 * @param dims which, negative ones counted from the end; null where the second operand tells, or
 *     for all of a single element where there is none
 */
public record SqueezeAxes(@Nullable List<Integer> dims) implements TensorFunction {
  /** Copies the list. */
  public SqueezeAxes {
    dims = dims == null ? null : List.copyOf(dims);
  }
}
