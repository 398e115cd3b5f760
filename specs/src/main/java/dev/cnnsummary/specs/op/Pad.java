package dev.cnnsummary.specs.op;

import java.util.List;

/**
 * Lengthens axes at their ends.
 *
 * @param amounts elements before and after, pair by pair from the last axis on; negative ones cut
 *     off
 * @param mode what the new elements hold
 * @param value what they hold in the mode {@link Mode#CONSTANT}
 */
public record Pad(List<Size> amounts, Mode mode, double value) implements Op {
  /** What new elements hold. */
  public enum Mode {
    /** A number. */
    CONSTANT("constant"),
    /** The input mirrored at its edge, the edge itself not repeated. */
    REFLECT("reflect"),
    /** The edge element. */
    REPLICATE("replicate"),
    /** The input's other end. */
    CIRCULAR("circular");

    private final String word;

    Mode(String word) {
      this.word = word;
    }

    /** PyTorch's word for it. */
    public String word() {
      return word;
    }
  }

  /** Copies the list. */
  public Pad {
    amounts = List.copyOf(amounts);
  }
}
