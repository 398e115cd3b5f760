package dev.cnnsummary.executor.reference;

import dev.cnnsummary.executor.Tensor;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;

/** A tensor divided into slices: all elements along some axes, for each place along the others. */
final class Slices {
  private final Tensor tensor;
  private final Grid grid;
  private final Grid kept;
  private final boolean[] along;
  private final int[] offsets;

  /**
   * Divides a tensor.
   *
   * @param along the axes of which a slice has all elements
   */
  Slices(Tensor tensor, Set<Integer> along) {
    this.tensor = tensor;
    this.grid = new Grid(tensor.shape());
    this.along = new boolean[tensor.rank()];
    int[] outer = tensor.shape();
    int[] inner = tensor.shape();
    for (int axis = 0; axis < outer.length; axis++) {
      this.along[axis] = along.contains(axis);
      if (this.along[axis]) {
        outer[axis] = 1;
      } else {
        inner[axis] = 1;
      }
    }
    this.kept = new Grid(outer);
    Grid own = new Grid(inner);
    this.offsets = new int[own.numel()];
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = grid.index(own.place(i));
    }
  }

  /** The number of slices. */
  int count() {
    return kept.numel();
  }

  /** The number of elements of a slice. */
  int length() {
    return offsets.length;
  }

  /** The slice that an element of the tensor is of. */
  int sliceOf(int index) {
    int[] place = grid.place(index);
    for (int axis = 0; axis < place.length; axis++) {
      place[axis] = along[axis] ? 0 : place[axis];
    }
    return kept.index(place);
  }

  /** An element of a slice. */
  double get(int slice, int element) {
    return tensor.get(start(slice) + offsets[element]);
  }

  private int start(int slice) {
    return grid.index(kept.place(slice));
  }

  /** Joins the elements of a slice, one after the other. */
  double fold(int slice, double start, DoubleBinaryOperator join) {
    int first = start(slice);
    double joined = start;
    for (int offset : offsets) {
      joined = join.applyAsDouble(joined, tensor.get(first + offset));
    }
    return joined;
  }

  double mean(int slice) {
    return fold(slice, 0, Double::sum) / offsets.length;
  }

  /** The mean of the squared differences from a mean. */
  double variance(int slice, double mean) {
    double squares = fold(slice, 0, (sum, x) -> sum + (x - mean) * (x - mean));
    return squares / offsets.length;
  }
}
