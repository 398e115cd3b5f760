package dev.cnnsummary.executor.functions;

import dev.cnnsummary.executor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * Tensors that meet as NumPy broadcasts them: at their last axes, one element being as many as
 * needed.
 */
final class Broadcast {
  private final int[] shape;
  private final int[][] strides;
  private final int length;

  private Broadcast(int[] shape, int[][] strides, int length) {
    this.shape = shape;
    this.strides = strides;
    this.length = length;
  }

  /** What is done with elements that follow one another along the last axes. */
  @FunctionalInterface
  interface Row {
    /**
     * Does it.
     *
     * @param to the first element of the result
     * @param from the elements of the operands that belong to it
     */
    void run(int to, int[] from);
  }

  static Broadcast of(Tensor... operands) {
    return of(List.of(operands));
  }

  /**
   * Aligns tensors.
   *
   * @throws IllegalArgumentException if they do not broadcast
   */
  static Broadcast of(List<Tensor> operands) {
    int[] shape = {};
    for (Tensor operand : operands) {
      shape = joined(shape, operand.shape());
    }
    int[][] strides = new int[operands.size()][];
    for (int i = 0; i < strides.length; i++) {
      strides[i] = strides(operands.get(i).shape(), shape.length);
    }
    boolean same = true;
    for (Tensor operand : operands) {
      same &= Arrays.equals(operand.shape(), shape);
    }
    int length = 1;
    if (same) {
      length = Tensor.numel(shape);
    } else if (shape.length > 0) {
      length = shape[shape.length - 1];
    }
    return new Broadcast(shape, strides, length);
  }

  /** The extents that two become. */
  static int[] joined(int[] left, int[] right) {
    int rank = Math.max(left.length, right.length);
    int[] joined = new int[rank];
    for (int axis = 0; axis < rank; axis++) {
      int a = axis < rank - left.length ? 1 : left[axis - rank + left.length];
      int b = axis < rank - right.length ? 1 : right[axis - rank + right.length];
      Axes.require(
          a == b || a == 1 || b == 1,
          Axes.text(left) + " and " + Axes.text(right) + " do not broadcast");
      joined[axis] = a == 1 ? b : a;
    }
    return joined;
  }

  private static int[] strides(int[] own, int rank) {
    int[] strides = new int[rank];
    int stride = 1;
    for (int axis = own.length - 1; axis >= 0; axis--) {
      strides[rank - own.length + axis] = own[axis] == 1 ? 0 : stride;
      stride *= own[axis];
    }
    return strides;
  }

  /** The extents of the result. */
  int[] shape() {
    return shape;
  }

  /** Elements of a row. */
  int length() {
    return length;
  }

  /** How far an operand's elements in a row are apart: 0 or 1. */
  int step(int operand) {
    boolean repeats =
        shape.length > 0 && shape[shape.length - 1] > 1 && strides[operand][shape.length - 1] == 0;
    return repeats ? 0 : 1;
  }

  /** Visits all rows in order. */
  void rows(Row row) {
    int numel = Tensor.numel(shape);
    int[] place = new int[shape.length];
    int[] from = new int[strides.length];
    for (int to = 0; to < numel; to += length) {
      for (int i = 0; i < from.length; i++) {
        from[i] = length == numel ? 0 : Axes.index(place, strides[i]);
      }
      row.run(to, from);
      if (length < numel) {
        place[shape.length - 1] = shape[shape.length - 1] - 1;
        Axes.advance(place, shape);
      }
    }
  }
}
