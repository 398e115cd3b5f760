package dev.cnnsummary.specs.op;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Arithmetic of two tensors, element by element, with NumPy's broadcasting, or of a tensor and a
 * number.
 *
 * @param kind which operation
 * @param other the number on the right; null where that is a second tensor
 */
public record Elementwise(Kind kind, @Nullable Double other) implements Op {
  /** The operations. */
  public enum Kind {
    /** Sum. */
    ADD,
    /** Difference. */
    SUB,
    /** Product. */
    MUL,
    /** Quotient. */
    DIV,
    /** The greater; of tensors only. */
    MAXIMUM,
    /** The lesser; of tensors only. */
    MINIMUM;

    /** PyTorch's function name. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
