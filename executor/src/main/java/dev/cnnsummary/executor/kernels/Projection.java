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
    chunk = Math.clamp(Math.ceilDiv(rows, site.threads()), 1, MOST);
    blocked = packed ? scratch(site, inputs) : null;
    sums = packed ? scratch(site, outputs) : null;
  }

  private Storage scratch(Site site, int columns) {
    return site.scratch(
        Math.multiplyExact(site.threads(), MatrixProduct.blockedLength(loops, chunk, columns)));
  }

  String algorithm() {
    return packed ? "packed product" : "row products";
  }

  Set<MatrixKernel> matrixKernels() {
    return packed
        ? new Pieces(chunk, loops.blockedRows()).kernels(true, matrix.vectors(0), Clamp.NONE)
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
      Storage ownRows = blocked;
      Storage ownSums = sums;
      workers.run(
          Math.ceilDiv(rows, chunk),
          (task, slot) -> {
            int row = task * chunk;
            multiply(
                slot,
                ownRows,
                ownSums,
                x,
                xo + row * rowStep,
                rowStep,
                Math.min(chunk, rows - row),
                y,
                yo + row * outputs);
          });
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

  private void multiply(
      int slot,
      Storage blockedRows,
      Storage sumsOfRows,
      float[] x,
      int xo,
      int rowStep,
      int rows,
      float[] y,
      int yo) {
    float[] a = blockedRows.floats();
    int ao = blockedRows.offset() + slot * MatrixProduct.blockedLength(loops, chunk, inputs);
    float[] s = sumsOfRows.floats();
    int so = sumsOfRows.offset() + slot * MatrixProduct.blockedLength(loops, chunk, outputs);
    MatrixProduct.blockRows(loops, x, xo, rowStep, rows, inputs, a, ao);
    MatrixProduct.multiply(loops, a, ao, rows, matrix, s, so);
    MatrixProduct.unblockRows(loops, s, so, rows, outputs, y, yo, outputs);
  }
}
