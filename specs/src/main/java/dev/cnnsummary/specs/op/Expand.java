package dev.cnnsummary.specs.op;

import java.util.List;

/**
 * Shows axes of a single element as longer ones, and adds such axes in front.
 *
 * @param size the output's extents; -1 keeps the input's
 */
public record Expand(List<Size> size) implements Op {
  /** Copies the list. */
  public Expand {
    size = List.copyOf(size);
  }
}
