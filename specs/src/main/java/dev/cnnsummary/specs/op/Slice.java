package dev.cnnsummary.specs.op;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes ranges of axes as Python's {@code x[start:end:step]} does: what reaches beyond the axis is
 * cut off, a negative number counts from its end.
 *
 * @param dims the axes, negative ones counted from the end; the other lists have one entry for each
 * @param starts the first elements; null for the axis' first
 * @param ends the elements before which a range ends; null for the axis' end
 * @param steps from one element to the next, at least 1
 */
public record Slice(
    List<Integer> dims, List<@Nullable Size> starts, List<@Nullable Size> ends, List<Integer> steps)
    implements Op {
  /** Copies the lists, some of which may hold nulls. */
  public Slice {
    dims = List.copyOf(dims);
    starts = Collections.unmodifiableList(new ArrayList<>(starts));
    ends = Collections.unmodifiableList(new ArrayList<>(ends));
    steps = List.copyOf(steps);
  }
}
