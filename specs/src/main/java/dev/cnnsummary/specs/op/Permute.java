package dev.cnnsummary.specs.op;

import java.util.List;

/**
 * Puts axes into another order.
 *
 * @param dims the input's axes in their new order, each once; negative ones count from the end
 */
public record Permute(List<Integer> dims) implements Op {
  /** Copies the list. */
  public Permute {
    dims = List.copyOf(dims);
  }
}
