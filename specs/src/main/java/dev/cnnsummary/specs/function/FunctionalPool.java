package dev.cnnsummary.specs.function;

import java.util.Locale;

/**
 * Pooling with a sliding window, each channel by itself, where {@link dev.cnnsummary.specs.op.Pool}
 * says too little: padding that follows the input, a power norm with padding, positions counted
 * over the whole tensor.
 *
 * @param kind what is taken of a window
 * @param sliding how the kernel slides
 * @param ceilMode whether a last window that starts inside the input or its left padding counts
 *     even where it runs over the edge
 * @param countIncludePad whether an average divides by the padded elements too
 * @param normType the power of a norm
 * @param columnMajor whether positions count the spatial axes from the first on
 * @param outputs 2 where the positions of the maxima, counted over the whole tensor, are put out as
 *     well
 */
public record FunctionalPool(
    Kind kind,
    Sliding sliding,
    boolean ceilMode,
    boolean countIncludePad,
    double normType,
    boolean columnMajor,
    int outputs)
    implements TensorFunction {

  /** What is taken of a window. */
  public enum Kind {
    /** The greatest element. */
    MAX,
    /** The mean. */
    AVERAGE,
    /** The power norm. */
    NORM;

    /** As people write it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
