package dev.cnnsummary.executor.functions;

import dev.cnnsummary.executor.Tensor;
import java.util.Arrays;
import java.util.List;

/** Axes by their numbers, and what is demanded of them. */
final class Axes {
  private Axes() {}

  /**
   * Demands something.
   *
   * @throws IllegalArgumentException if it does not hold
   */
  static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** An axis among so many; a negative number counts from the end. */
  static int axis(long dim, int rank) {
    require(-rank <= dim && dim < rank, "there is no axis " + dim + " among " + rank);
    return (int) (dim < 0 ? dim + rank : dim);
  }

  /** Which of so many axes are named, each at most once. */
  static boolean[] named(List<Integer> dims, int rank) {
    boolean[] named = new boolean[rank];
    for (int dim : dims) {
      int axis = axis(dim, rank);
      require(!named[axis], "the axis " + dim + " is named twice");
      named[axis] = true;
    }
    return named;
  }

  /** An integer that tells an extent or a place. */
  static int small(long number) {
    require(number == (int) number, "the number " + number + " is too large");
    return (int) number;
  }

  /** The elements of a vector or scalar of integers. */
  static int[] integers(Tensor tensor) {
    require(tensor.rank() <= 1, "a vector of integers is needed, got " + tensor);
    int[] integers = new int[tensor.numel()];
    for (int i = 0; i < integers.length; i++) {
      integers[i] = small(tensor.integer(i));
    }
    return integers;
  }

  /** The only element. */
  static double scalar(Tensor tensor) {
    require(tensor.numel() == 1, "a single number is needed, got " + tensor);
    return tensor.get(0);
  }

  /** The product of some extents. */
  static int product(int[] shape, int from, int to) {
    return Tensor.numel(Arrays.copyOfRange(shape, from, to));
  }

  /** How far elements are apart that follow one another along each axis. */
  static int[] strides(int[] shape) {
    int[] strides = new int[shape.length];
    int stride = 1;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= shape[axis];
    }
    return strides;
  }

  /** Moves a place to the next one in row-major order; after the last one to the first. */
  static void advance(int[] place, int[] shape) {
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      if (++place[axis] < shape[axis]) {
        return;
      }
      place[axis] = 0;
    }
  }

  /** The number of the element at a place. */
  static int index(int[] place, int[] strides) {
    int index = 0;
    for (int axis = 0; axis < place.length; axis++) {
      index += place[axis] * strides[axis];
    }
    return index;
  }

  static String text(int[] shape) {
    return Arrays.toString(shape);
  }
}
