package dev.cnnsummary.executor.kernels;

import java.util.List;

/** Arithmetic of row-major extents. */
final class Strides {
  private Strides() {}

  /** From one element to the next along each axis. */
  static int[] of(int... shape) {
    int[] strides = new int[shape.length];
    int stride = 1;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= shape[axis];
    }
    return strides;
  }

  /** The product of the extents of axes {@code from} to {@code to - 1}. */
  static int product(int[] shape, int from, int to) {
    int product = 1;
    for (int axis = from; axis < to; axis++) {
      product = Math.multiplyExact(product, shape[axis]);
    }
    return product;
  }

  /** An axis, negative ones counted from the end. */
  static int axis(int dim, int rank) {
    return dim < 0 ? dim + rank : dim;
  }

  /** Which axes are named; all if the list is empty. */
  static boolean[] named(List<Integer> dims, int rank) {
    boolean[] named = new boolean[rank];
    for (int axis = 0; axis < rank; axis++) {
      named[axis] = dims.isEmpty();
    }
    for (int dim : dims) {
      named[axis(dim, rank)] = true;
    }
    return named;
  }

  /** Offsets of all elements over some axes, in row-major order. */
  static int[] offsets(List<int[]> axes) {
    int[] offsets = {0};
    for (int[] axis : axes) {
      int[] more = new int[offsets.length * axis.length];
      for (int i = 0; i < offsets.length; i++) {
        for (int j = 0; j < axis.length; j++) {
          boolean inside = offsets[i] >= 0 && axis[j] >= 0;
          more[i * axis.length + j] = inside ? offsets[i] + axis[j] : -1;
        }
      }
      offsets = more;
    }
    return offsets;
  }

  /** Multiples of a stride: an axis from its first element to its last. */
  static int[] steps(int extent, int stride) {
    int[] steps = new int[extent];
    for (int i = 0; i < extent; i++) {
      steps[i] = i * stride;
    }
    return steps;
  }
}
