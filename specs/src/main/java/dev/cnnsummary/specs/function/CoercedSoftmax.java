package dev.cnnsummary.specs.function;

import java.util.Locale;

/**
 * A softmax over all elements from an axis on, as ONNX defined it before version 13, or a hard
 * maximum.
 *
 * @param kind which
 * @param axis the axis; negative counts from the end
 * @param joined whether it is over all elements from the axis on; otherwise along it
 */
public record CoercedSoftmax(Kind kind, int axis, boolean joined) implements TensorFunction {

  /** Which. */
  public enum Kind {
    /** Exponentials that sum to one. */
    SOFTMAX,
    /** Their logarithms. */
    LOG_SOFTMAX,
    /** One at the first of the greatest elements, zero elsewhere. */
    HARDMAX;

    /** As people write it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
