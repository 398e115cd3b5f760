package dev.cnnsummary.executor.functions;

import dev.cnnsummary.executor.Tensor;
import java.util.Arrays;

/**
 * Two tensors as batches of matrices {@code [rows, depth]} and {@code [depth, columns]}. The axes
 * before the last two broadcast; a vector is a matrix of one row on the left, of one column on the
 * right, and that axis is not in the product.
 */
final class Batches {
  private final int[] shape;
  private final int rows;
  private final int depth;
  private final int columns;
  private final int[] leftStarts;
  private final int[] rightStarts;

  private Batches(
      int[] shape, int rows, int depth, int columns, int[] leftStarts, int[] rightStarts) {
    this.shape = shape;
    this.rows = rows;
    this.depth = depth;
    this.columns = columns;
    this.leftStarts = leftStarts;
    this.rightStarts = rightStarts;
  }

  /**
   * Aligns them.
   *
   * @throws IllegalArgumentException if they cannot be multiplied
   */
  static Batches of(int[] left, int[] right) {
    Axes.require(
        left.length > 0 && right.length > 0, "a product of matrices takes an axis of each");
    int[] a = left.length == 1 ? new int[] {1, left[0]} : left;
    int[] b = right.length == 1 ? new int[] {right[0], 1} : right;
    int rows = a[a.length - 2];
    int depth = a[a.length - 1];
    int columns = b[b.length - 1];
    Axes.require(
        b[b.length - 2] == depth,
        Axes.text(left) + " and " + Axes.text(right) + " cannot be multiplied");
    int[] leftBatch = Arrays.copyOf(a, a.length - 2);
    int[] rightBatch = Arrays.copyOf(b, b.length - 2);
    int[] batch = Broadcast.joined(leftBatch, rightBatch);
    int[] shape = Arrays.copyOf(batch, batch.length + 2);
    int rank = batch.length;
    if (left.length > 1) {
      shape[rank++] = rows;
    }
    if (right.length > 1) {
      shape[rank++] = columns;
    }
    return new Batches(
        Arrays.copyOf(shape, rank),
        rows,
        depth,
        columns,
        starts(leftBatch, batch, rows * depth),
        starts(rightBatch, batch, depth * columns));
  }

  private static int[] starts(int[] own, int[] batch, int matrix) {
    int[] strides = new int[batch.length];
    int stride = matrix;
    for (int axis = own.length - 1; axis >= 0; axis--) {
      strides[batch.length - own.length + axis] = own[axis] == 1 ? 0 : stride;
      stride *= own[axis];
    }
    int[] starts = new int[Tensor.numel(batch)];
    int[] place = new int[batch.length];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = Axes.index(place, strides);
      Axes.advance(place, batch);
    }
    return starts;
  }

  /** The product's extents. */
  int[] shape() {
    return shape;
  }

  /** Products that are summed, over all elements. */
  long macs() {
    long macs = 0;
    for (int batch = 0; batch < leftStarts.length; batch++) {
      for (int row = 0; row < rows; row++) {
        macs += (long) depth * columns;
      }
    }
    return macs;
  }

  double[] multiply(double[] left, double[] right) {
    double[] sums = new double[Math.multiplyExact(leftStarts.length, rows * columns)];
    for (int batch = 0; batch < leftStarts.length; batch++) {
      for (int row = 0; row < rows; row++) {
        int to = (batch * rows + row) * columns;
        for (int i = 0; i < depth; i++) {
          double factor = left[leftStarts[batch] + row * depth + i];
          int from = rightStarts[batch] + i * columns;
          for (int column = 0; column < columns; column++) {
            sums[to + column] += factor * right[from + column];
          }
        }
      }
    }
    return sums;
  }

  long[] multiply(long[] left, long[] right) {
    long[] sums = new long[Math.multiplyExact(leftStarts.length, rows * columns)];
    for (int batch = 0; batch < leftStarts.length; batch++) {
      for (int row = 0; row < rows; row++) {
        int to = (batch * rows + row) * columns;
        for (int i = 0; i < depth; i++) {
          long factor = left[leftStarts[batch] + row * depth + i];
          int from = rightStarts[batch] + i * columns;
          for (int column = 0; column < columns; column++) {
            sums[to + column] += factor * right[from + column];
          }
        }
      }
    }
    return sums;
  }
}
