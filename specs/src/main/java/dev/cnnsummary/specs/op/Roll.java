package dev.cnnsummary.specs.op;

import java.util.List;

/**
 * Moves elements along axes; what leaves at one end enters at the other.
 *
 * @param shifts how far, one for each axis
 * @param dims the axes, negative ones counted from the end; empty for all elements in a row, with
 *     one shift
 */
public record Roll(List<Integer> shifts, List<Integer> dims) implements Op {
  /** Copies the lists. */
  public Roll {
    shifts = List.copyOf(shifts);
    dims = List.copyOf(dims);
  }
}
