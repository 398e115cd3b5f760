package dev.cnnsummary.specs.op;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Drops axes of a single element; those that have more stay.
 *
 * @param dims the axes that may go, negative ones counted from the end; null for all
 */
public record Squeeze(@Nullable List<Integer> dims) implements Op {
  /** Copies the list. */
  public Squeeze {
    dims = dims == null ? null : List.copyOf(dims);
  }
}
