package dev.cnnsummary.specs.function;

import java.util.Locale;

/**
 * A function of any number of tensors, element by element, with NumPy's broadcasting.
 *
 * @param kind which function
 */
public record Combination(Kind kind) implements TensorFunction {

  /** The functions. */
  public enum Kind {
    /** Their sum. */
    SUM,
    /** Their mean. */
    MEAN,
    /** The greatest. */
    MAX,
    /** The least. */
    MIN;

    /** As people write it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
