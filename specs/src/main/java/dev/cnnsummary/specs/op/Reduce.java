package dev.cnnsummary.specs.op;

import java.util.List;

/**
 * Makes one element of all along some axes.
 *
 * @param kind what it is of them
 * @param dims the axes, negative ones counted from the end; empty for all
 * @param keepdim whether they stay, with one element each
 */
public record Reduce(Kind kind, List<Integer> dims, boolean keepdim) implements Op {
  /** What is made of the elements. */
  public enum Kind {
    /** Their mean. */
    MEAN("mean"),
    /** Their sum. */
    SUM("sum"),
    /** The greatest. */
    AMAX("amax"),
    /** The least. */
    AMIN("amin"),
    /** The greatest, and along one axis its position as a second output. */
    MAX("max"),
    /** The least, and along one axis its position as a second output. */
    MIN("min");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** PyTorch's function name. */
    public String word() {
      return word;
    }
  }

  /** Copies the list. */
  public Reduce {
    dims = List.copyOf(dims);
  }

  @Override
  public int outputs() {
    return (kind == Kind.MAX || kind == Kind.MIN) && !dims.isEmpty() ? 2 : 1;
  }
}
