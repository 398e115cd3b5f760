package dev.cnnsummary.specs.function;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts out the middle of axes, or surrounds it with zeros, so that they have the extents that the
 * second operand tells.
 *
 * @param axes which axes; null for all
 */
public record CropPad(@Nullable List<Integer> axes) implements TensorFunction {
  /** Copies the list. */
  public CropPad {
    axes = axes == null ? null : List.copyOf(axes);
  }
}
