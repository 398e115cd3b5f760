package dev.cnnsummary.executor.reference;

import dev.cnnsummary.executor.Geometry.Extent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A result that takes places of its operand along each axis by itself. */
final class Selection {
  /** Stands for a place outside the operand. */
  static final int NOWHERE = -1;

  private final Grid operand;
  private final List<int[]> sources;
  private final Grid result;

  private Selection(int[] operand, List<int[]> sources) {
    this.operand = new Grid(operand);
    this.sources = sources;
    this.result = new Grid(sources.stream().mapToInt(axis -> axis.length).toArray());
  }

  /** Takes everything. */
  static Selection all(Extent operand) {
    int[] shape = operand.array();
    List<int[]> sources = new ArrayList<>(shape.length);
    for (int extent : shape) {
      sources.add(range(0, extent, 1));
    }
    return new Selection(shape, sources);
  }

  /** Takes these places of an axis instead. */
  Selection with(int axis, int[] places) {
    List<int[]> changed = new ArrayList<>(sources);
    changed.set(axis, places);
    return new Selection(operand.shape(), changed);
  }

  /** The places from one on, up to but without another. */
  static int[] range(int start, int end, int step) {
    int[] places = new int[Math.max(0, end - start)];
    int count = 0;
    for (int place = start; place < end; place += step) {
      places[count++] = place;
    }
    return Arrays.copyOf(places, count);
  }

  /** The places that are taken of an axis. */
  int[] places(int axis) {
    return sources.get(axis).clone();
  }

  /** The result's extents. */
  List<Integer> shape() {
    return sources.stream().map(axis -> axis.length).toList();
  }

  /** Where an element of the result stands in the operand, or {@link #NOWHERE}. */
  int source(int index) {
    int[] place = result.place(index);
    for (int axis = 0; axis < place.length; axis++) {
      int source = sources.get(axis)[place[axis]];
      if (source == NOWHERE) {
        return NOWHERE;
      }
      place[axis] = source;
    }
    return operand.index(place);
  }
}
