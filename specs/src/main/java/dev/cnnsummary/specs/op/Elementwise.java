package dev.cnnsummary.specs.op;

import java.util.Locale;

/**
 * Arithmetic of two tensors, element by element, with NumPy's broadcasting.
 *
 * @param kind which operation
 */
public record Elementwise(Kind kind) implements Op {
  /** The operations. */
  public enum Kind {
    /** Sum. */
    ADD,
    /** Difference. */
    SUB,
    /** Product. */
    MUL,
    /** Quotient. */
    DIV;

    /** PyTorch's function name. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
