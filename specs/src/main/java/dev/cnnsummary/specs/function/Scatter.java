package dev.cnnsummary.specs.function;

import java.util.Locale;

/**
 * Its first operand with elements replaced: the second, integers, says where, the third what by.
 *
 * @param kind what an index stands for
 * @param dim the axis that indices are of; 0 for {@link Kind#ND}
 * @param reduction how what is there and what comes are joined
 */
public record Scatter(Kind kind, int dim, Reduction reduction) implements TensorFunction {

  /** What an index stands for. */
  public enum Kind {
    /** One element, the indices having as many axes as the data: torch.scatter. */
    ELEMENTS,
    /** The last axis of the indices is the place of an element or slice. */
    ND;

    /** As people write it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How elements are joined. */
  public enum Reduction {
    /** The new one replaces the old one. */
    NONE,
    /** Their sum. */
    ADD,
    /** Their product. */
    MUL,
    /** The greater. */
    MAX,
    /** The lesser. */
    MIN;

    /** As people write it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
