package dev.cnnsummary.specs.function;

import dev.cnnsummary.specs.shape.DType;
import java.util.Locale;

/**
 * Normalises the elements from an axis on, with a scale and perhaps a shift that are operands.
 *
 * @param kind how
 * @param axis the first axis; negative counts from the end
 * @param eps added to the variance or mean square
 * @param stash the type that statistics are computed in
 * @param bias whether there is a shift
 * @param outputs up to 3: the output, the mean, and one over the standard deviation
 */
public record AxisNorm(Kind kind, int axis, double eps, DType stash, boolean bias, int outputs)
    implements TensorFunction {

  /** How. */
  public enum Kind {
    /** By their mean and variance. */
    LAYER,
    /** By their mean square. */
    RMS;

    /** As people write it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
