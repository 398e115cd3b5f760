package dev.cnnsummary.specs.function;

import java.util.List;
import java.util.Locale;

/**
 * A function of single elements, of any type that it makes sense for.
 *
 * @param kind which function
 * @param parameters its constants, as its kind tells
 */
public record Unary(Kind kind, List<Double> parameters) implements TensorFunction {
  /** Copies the list. */
  public Unary {
    parameters = List.copyOf(parameters);
  }

  /** The functions. */
  public enum Kind {
    /** The absolute value. */
    ABS,
    /** {@code −x}. */
    NEG,
    /** {@code eˣ}. */
    EXP,
    /** The natural logarithm. */
    LOG,
    /** The square root. */
    SQRT,
    /** {@code 1/x}. */
    RECIPROCAL,
    /** Rounded down. */
    FLOOR,
    /** Rounded up. */
    CEIL,
    /** Rounded to the nearest integer, halves to the even one. */
    ROUND,
    /** −1, 0 or 1. */
    SIGN,
    /** The sine. */
    SIN,
    /** The cosine. */
    COS,
    /** The error function. */
    ERF,
    /** The opposite of a truth value. */
    LOGICAL_NOT,
    /** {@code max(0, min(1, alpha·x + beta))}; constants alpha, beta. */
    HARDSIGMOID,
    /** {@code x·sigmoid(alpha·x)}; constant alpha. */
    SWISH,
    /** {@code gamma·x} above zero, {@code gamma·alpha·(exp(x)−1)} below; constants alpha, gamma. */
    SELU;

    /** As people write it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
