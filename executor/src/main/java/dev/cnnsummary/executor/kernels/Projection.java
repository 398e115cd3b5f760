package dev.cnnsummary.executor.kernels;

import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A matrix of weights that rows are multiplied by: {@code y = x·wᵀ + b}. Few rows take the weights
 * as they are, row by row; many take them packed.
 */
final class Projection {
  private static final int FEW = 6;

  /** The rows of weights that are read at the same time. */
  private static final int EIGHT = 8;

  /** Rows that are multiplied at once: of usual lengths they stay in a core's second cache. */
  private static final int MOST = 126;

  private final Loops loops;
  private final int inputs;
  private final int outputs;
  private final boolean packed;
  private final PackedMatrix matrix;
  private final int chunk;

  /** How many parts the columns are cut into, so that there is work for all threads. */
  private final int groups;

  private final @Nullable Storage blocked;
  private final @Nullable Storage sums;
  private float[] weights = {};
  private float[] bias = {};

  /**
   * Plans a projection.
   *
   * @param site where it takes memory for the rows at work
   * @param rows how many rows will be multiplied at most
   */
  Projection(Site site, int rows, int inputs, int outputs) {
    loops = site.loops();
    this.inputs = inputs;
    this.outputs = outputs;
    packed = rows > FEW && inputs > 0;
    int depth = Math.ceilDiv(inputs, loops.lanes()) * loops.lanes();
    matrix = new PackedMatrix(loops.lanes(), outputs, _ -> depth);
    chunk = Math.clamp(rows, 1, MOST);
    int chunks = Math.max(1, Math.ceilDiv(rows, chunk));
    int threads = site.threads();
    groups = Math.max(1, Math.min(matrix.tiles(), Math.ceilDiv(Workers.tasks(threads), chunks)));
    blocked = packed ? scratch(site, groups == 1 ? threads : chunks, inputs) : null;
    sums = packed ? scratch(site, threads, outputs) : null;
  }

  private Storage scratch(Site site, int count, int columns) {
    return site.scratch(
        Math.multiplyExact(count, MatrixProduct.blockedLength(loops, chunk, columns)));
  }

  String algorithm() {
    return packed ? "packed product" : "row products";
  }

  Set<MatrixKernel> matrixKernels() {
    return packed
        ? new Pieces(chunk, loops.blockedRows()).kernels(true, matrix, Clamp.NONE)
        : Set.of();
  }

  /** Whether it makes an array of its own of the weights; otherwise it keeps the one it gets. */
  boolean isPacked() {
    return packed;
  }

  long packedFloats() {
    return packed ? matrix.length() : (long) inputs * outputs + outputs;
  }

  /**
   * Takes its matrix.
   *
   * @param source {@code [outputs, inputs]} from {@code from} on
   * @return the elements that were read
   */
  long load(float[] source, int from) {
    long read = (long) inputs * outputs;
    if (!packed) {
      boolean whole = from == 0 && source.length == read;
      weights = whole ? source : Arrays.copyOfRange(source, from, from + inputs * outputs);
      bias = new float[outputs];
      return read;
    }
    matrix.allocate();
    for (int column = 0; column < outputs; column++) {
      matrix.fill(column, source, from + column * inputs, 1, inputs, 1);
    }
    return read;
  }

  /**
   * Takes what is added, once the matrix is there; without it nothing is.
   *
   * @param amounts one for each output, from {@code from} on
   * @return the elements that were read
   */
  long loadBias(float[] amounts, int from) {
    System.arraycopy(amounts, from, packed ? matrix.bias() : bias, 0, outputs);
    return outputs;
  }

  /**
   * Multiplies rows that are {@code rowStep} apart.
   *
   * @param y where the products go, row after row
   */
  void apply(Workers workers, float[] x, int xo, int rowStep, int rows, float[] y, int yo) {
    if (blocked != null && sums != null) {
      applyPacked(workers, blocked, sums, x, xo, rowStep, rows, y, yo);
      return;
    }
    for (int row = 0; row < rows; row++) {
      int source = xo + row * rowStep;
      int target = yo + row * outputs;
      int eights = outputs / EIGHT;
      Ranges.run(
          workers,
          eights,
          32768 / Math.max(1, inputs) + 1,
          (from, to) -> eights(from, to, x, source, y, target));
      for (int output = EIGHT * eights; output < outputs; output++) {
        y[target + output] = loops.dot(weights, output * inputs, x, source, inputs) + bias[output];
      }
    }
  }

  private void eights(int from, int to, float[] x, int source, float[] y, int target) {
    for (int i = from; i < to; i++) {
      int output = EIGHT * i;
      loops.dots(weights, output * inputs, inputs, x, source, inputs, y, target + output);
      for (int row = output; row < output + EIGHT; row++) {
        y[target + row] += bias[row];
      }
    }
  }

  private void applyPacked(
      Workers workers,
      Storage blockedRows,
      Storage sumsOfRows,
      float[] x,
      int xo,
      int rowStep,
      int rows,
      float[] y,
      int yo) {
    float[] a = blockedRows.floats();
    int each = MatrixProduct.blockedLength(loops, chunk, inputs);
    int count = Math.ceilDiv(rows, chunk);
    if (groups > 1) {
      workers.run(
          count,
          task ->
              MatrixProduct.blockRows(
                  loops,
                  x,
                  xo + task * chunk * rowStep,
                  rowStep,
                  Math.min(chunk, rows - task * chunk),
                  inputs,
                  a,
                  blockedRows.offset() + task * each));
    }
    workers.run(
        count * groups,
        (task, slot) -> {
          int row = task % count * chunk;
          int n = Math.min(chunk, rows - row);
          int ao = blockedRows.offset() + (groups > 1 ? task % count : slot) * each;
          if (groups == 1) {
            MatrixProduct.blockRows(loops, x, xo + row * rowStep, rowStep, n, inputs, a, ao);
          }
          multiply(a, ao, task / count, slot, sumsOfRows, n, y, yo + row * outputs);
        });
  }

  /** Makes one group of columns of some rows. */
  private void multiply(
      float[] a, int ao, int group, int slot, Storage sumsOfRows, int rows, float[] y, int yo) {
    float[] s = sumsOfRows.floats();
    int so = sumsOfRows.offset() + slot * MatrixProduct.blockedLength(loops, chunk, outputs);
    int first = Workers.first(group, matrix.tiles(), groups);
    int last = Workers.first(group + 1, matrix.tiles(), groups);
    int column = first * 2 * loops.lanes();
    int columns = Math.min(outputs, last * 2 * loops.lanes()) - column;
    MatrixProduct.multiply(loops, a, ao, rows, matrix, first, last, s, so);
    MatrixProduct.unblockRows(loops, s, so, rows, columns, y, yo + column, outputs);
  }
}
