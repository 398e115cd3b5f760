package dev.cnnsummary.specs.function;

import java.util.Locale;

/**
 * A function of two tensors, element by element, with NumPy's broadcasting.
 *
 * @param kind which function
 */
public record Binary(Kind kind) implements TensorFunction {

  /** The functions. */
  public enum Kind {
    /** A power, of the type of its base. */
    POW,
    /** A quotient of integers, cut off toward zero. */
    DIV,
    /** What is left of a division rounded down: it has the sign of the divisor. */
    REMAINDER,
    /** What is left of a division cut off: it has the sign of the dividend. */
    FMOD,
    /** Equal; a truth value, as the next ones. */
    EQ,
    /** Greater. */
    GT,
    /** Greater or equal. */
    GE,
    /** Less. */
    LT,
    /** Less or equal. */
    LE,
    /** Both. */
    LOGICAL_AND,
    /** One or both. */
    LOGICAL_OR,
    /**
     * {@code x} above zero, the second operand times {@code x} below; that one broadcasts to the
     * first.
     */
    PRELU;

    /** As people write it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
