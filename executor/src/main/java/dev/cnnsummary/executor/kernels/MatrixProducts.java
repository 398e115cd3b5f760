package dev.cnnsummary.executor.kernels;

import java.util.ArrayList;
import java.util.List;

/** The product of two tensors as batches of matrices, which broadcast. */
final class MatrixProducts implements Kernel {
  private final Loops loops;
  private final Storage left;
  private final Storage right;
  private final Storage output;
  private final int rows;
  private final int depth;
  private final int columns;
  private final int[] leftStarts;
  private final int[] rightStarts;

  MatrixProducts(Site site) {
    this.loops = site.loops();
    left = site.plain(0);
    right = site.plain(1);
    output = site.plainOutput(0);
    boolean vectorLeft = left.rank() == 1;
    boolean vectorRight = right.rank() == 1;
    depth = left.dim(left.rank() - 1);
    rows = vectorLeft ? 1 : left.dim(left.rank() - 2);
    columns = vectorRight ? 1 : right.dim(right.rank() - 1);
    int[] leftBatch = batch(left.shape());
    int[] rightBatch = batch(right.shape());
    int axes = Math.max(leftBatch.length, rightBatch.length);
    List<int[]> leftAxes = new ArrayList<>();
    List<int[]> rightAxes = new ArrayList<>();
    for (int axis = 0; axis < axes; axis++) {
      int a = extent(leftBatch, axis - axes + leftBatch.length);
      int b = extent(rightBatch, axis - axes + rightBatch.length);
      int extent = a == 1 ? b : a;
      leftAxes.add(steps(leftBatch, axis - axes + leftBatch.length, extent, rows * depth));
      rightAxes.add(steps(rightBatch, axis - axes + rightBatch.length, extent, depth * columns));
    }
    leftStarts = Strides.offsets(leftAxes);
    rightStarts = Strides.offsets(rightAxes);
  }

  private static int[] batch(int[] shape) {
    return java.util.Arrays.copyOf(shape, Math.max(0, shape.length - 2));
  }

  private static int extent(int[] batch, int axis) {
    return axis < 0 ? 1 : batch[axis];
  }

  private static int[] steps(int[] batch, int axis, int extent, int matrix) {
    boolean repeated = axis < 0 || batch[axis] == 1;
    return Strides.steps(extent, repeated ? 0 : Strides.of(batch)[axis] * matrix);
  }

  @Override
  public String algorithm() {
    return "packed product";
  }

  @Override
  public void run(Workers workers) {
    int parts = leftStarts.length >= workers.count() ? 1 : Math.min(rows, workers.count());
    workers.run(
        leftStarts.length * parts,
        task -> {
          int part = task % parts;
          int from = part * rows / parts;
          multiply(task / parts, from, (part + 1) * rows / parts - from);
        });
  }

  private void multiply(int batch, int from, int count) {
    PackedMatrix b =
        MatrixProduct.pack(
            loops, right.floats(), right.offset() + rightStarts[batch], columns, 1, depth, columns);
    int start = left.offset() + leftStarts[batch] + from * depth;
    float[] a = MatrixProduct.blockRows(loops, left.floats(), start, depth, count, depth);
    float[] sums = MatrixProduct.multiply(loops, a, count, b);
    int target = output.offset() + (batch * rows + from) * columns;
    MatrixProduct.unblockRows(loops, sums, 0, count, columns, output.floats(), target, columns);
  }
}
