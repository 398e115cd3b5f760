package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.specs.op.Elementwise;
import org.jspecify.annotations.Nullable;

/** {@code softmax(q·kᵀ·scale + mask)·v} of one head of one sample, wherever its rows stand. */
record Attention(Loops loops, int queries, int keys, int features, int valueFeatures, float scale) {
  /**
   * Rows of a tensor.
   *
   * @param floats where they are
   * @param start the first row
   * @param step from one row to the next
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Rows(float[] floats, int start, int step) {}

  /**
   * Computes one head.
   *
   * @param mask what is added to the weights before the softmax, row after row, {@code queries ×
   *     keys}; null for nothing
   * @return the weights, {@code queries × keys}
   */
  float[] run(Rows query, Rows key, Rows value, float @Nullable [] mask, Rows output) {
    float[] a =
        MatrixProduct.blockRows(loops, query.floats, query.start, query.step, queries, features);
    PackedMatrix k = MatrixProduct.pack(loops, key.floats, key.start, 1, key.step, features, keys);
    float[] sums = MatrixProduct.multiply(loops, a, queries, k);
    float[] weights = new float[queries * keys];
    MatrixProduct.unblockRows(loops, sums, 0, queries, keys, weights, 0, keys);
    loops.combine(Elementwise.Kind.MUL, weights, 0, scale, false, weights, 0, weights.length);
    if (mask != null) {
      loops.combine(Elementwise.Kind.ADD, weights, 0, mask, 0, weights, 0, weights.length);
    }
    for (int row = 0; row < queries; row++) {
      AxisSoftmax.softmax(loops, weights, row * keys, keys);
    }
    PackedMatrix v =
        MatrixProduct.pack(loops, value.floats, value.start, value.step, 1, keys, valueFeatures);
    float[] rows = MatrixProduct.blockRows(loops, weights, 0, keys, queries, keys);
    float[] products = MatrixProduct.multiply(loops, rows, queries, v);
    MatrixProduct.unblockRows(
        loops, products, 0, queries, valueFeatures, output.floats, output.start, output.step);
    return weights;
  }
}
