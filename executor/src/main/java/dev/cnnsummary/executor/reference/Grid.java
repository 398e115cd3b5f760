package dev.cnnsummary.executor.reference;

/** The places of a tensor's elements, in row-major order. */
final class Grid {
  private final int[] shape;

  Grid(int... shape) {
    this.shape = shape.clone();
  }

  int[] shape() {
    return shape.clone();
  }

  int axes() {
    return shape.length;
  }

  int extent(int axis) {
    return shape[axis];
  }

  /** The number of elements. */
  int numel() {
    int product = 1;
    for (int extent : shape) {
      product = Math.multiplyExact(product, extent);
    }
    return product;
  }

  /** Where an element stands along each axis. */
  int[] place(int index) {
    int[] place = new int[shape.length];
    int rest = index;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      place[axis] = rest % shape[axis];
      rest /= shape[axis];
    }
    return place;
  }

  /** The number of the element at a place. */
  int index(int... place) {
    int index = 0;
    for (int axis = 0; axis < shape.length; axis++) {
      index = index * shape[axis] + place[axis];
    }
    return index;
  }
}
