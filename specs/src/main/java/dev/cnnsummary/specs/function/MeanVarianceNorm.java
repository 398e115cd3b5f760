package dev.cnnsummary.specs.function;

import java.util.List;

/**
 * {@code (x − mean)/deviation} over some axes, without weights.
 *
 * @param axes which axes
 */
public record MeanVarianceNorm(List<Integer> axes) implements TensorFunction {
  /** Copies the list. */
  public MeanVarianceNorm {
    axes = List.copyOf(axes);
  }
}
