package dev.cnnsummary.executor.kernels;

import java.util.Arrays;

/**
 * A matrix of weights that rows are multiplied by: {@code y = x·wᵀ + b}. Few rows take the weights
 * as they are, row by row; many take them packed.
 */
final class Projection {
  private static final int FEW = 6;

  private final Loops loops;
  private final int inputs;
  private final int outputs;
  private final boolean packed;
  private final PackedMatrix matrix;
  private float[] weights = {};
  private float[] bias = {};

  /**
   * Plans a projection.
   *
   * @param rows how many rows will be multiplied
   */
  Projection(Loops loops, int rows, int inputs, int outputs) {
    this.loops = loops;
    this.inputs = inputs;
    this.outputs = outputs;
    packed = rows > FEW && inputs > 0;
    int depth = Math.ceilDiv(inputs, loops.lanes()) * loops.lanes();
    matrix = new PackedMatrix(loops.lanes(), outputs, _ -> depth);
  }

  String algorithm() {
    return packed ? "packed product" : "row products";
  }

  /** Whether it makes an array of its own of the weights; otherwise it keeps the one it gets. */
  boolean isPacked() {
    return packed;
  }

  long packedFloats() {
    return packed ? matrix.length() : (long) inputs * outputs + outputs;
  }

  /**
   * Takes its weights.
   *
   * @param source {@code [outputs, inputs]} from {@code from} on
   * @param amounts one for each output, or empty for none, from {@code amountsFrom} on
   * @return the elements that were read
   */
  long load(float[] source, int from, float[] amounts, int amountsFrom) {
    float[] all = new float[outputs];
    if (amounts.length > 0) {
      System.arraycopy(amounts, amountsFrom, all, 0, outputs);
    }
    long read = amounts.length > 0 ? outputs : 0;
    if (!packed) {
      int length = inputs * outputs;
      boolean whole = from == 0 && source.length == length;
      weights = whole ? source : Arrays.copyOfRange(source, from, from + length);
      bias = all;
      return read + (long) inputs * outputs;
    }
    matrix.allocate();
    System.arraycopy(all, 0, matrix.bias(), 0, outputs);
    for (int column = 0; column < outputs; column++) {
      int start = matrix.index(0, column);
      int step = matrix.rowStep(column);
      for (int row = 0; row < inputs; row++) {
        matrix.data()[start + row * step] = source[from + column * inputs + row];
      }
      read += inputs;
    }
    return read;
  }

  /**
   * Multiplies rows that are {@code rowStep} apart.
   *
   * @param y where the products go, row after row
   */
  void apply(Workers workers, float[] x, int xo, int rowStep, int rows, float[] y, int yo) {
    if (packed) {
      Ranges.run(
          workers,
          rows,
          Math.max(14, rows / workers.count()),
          (from, to) ->
              multiply(x, xo + from * rowStep, rowStep, to - from, y, yo + from * outputs));
      return;
    }
    for (int row = 0; row < rows; row++) {
      int source = xo + row * rowStep;
      int target = yo + row * outputs;
      int quads = outputs / 4;
      Ranges.run(
          workers,
          quads,
          32768 / Math.max(1, inputs) + 1,
          (from, to) -> quads(from, to, x, source, y, target));
      for (int output = 4 * quads; output < outputs; output++) {
        y[target + output] = loops.dot(weights, output * inputs, x, source, inputs) + bias[output];
      }
    }
  }

  private void quads(int from, int to, float[] x, int source, float[] y, int target) {
    for (int quad = from; quad < to; quad++) {
      int output = 4 * quad;
      loops.dots(weights, output * inputs, inputs, x, source, inputs, y, target + output);
      for (int i = output; i < output + 4; i++) {
        y[target + i] += bias[i];
      }
    }
  }

  private void multiply(float[] x, int xo, int rowStep, int rows, float[] y, int yo) {
    float[] a = MatrixProduct.blockRows(loops, x, xo, rowStep, 1, rows, inputs);
    float[] sums = MatrixProduct.multiply(loops, a, rows, matrix);
    MatrixProduct.unblockRows(loops, sums, rows, outputs, y, yo, outputs);
  }
}
