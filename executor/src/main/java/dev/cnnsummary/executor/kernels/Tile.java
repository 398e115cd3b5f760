package dev.cnnsummary.executor.kernels;

import java.util.function.IntUnaryOperator;

/**
 * What the calls of a matrix kernel have in common. Such a kernel makes, for some rows and one or
 * two vectors of columns, {@code out[row, column] = clamp(bias[column] + Σ a[row, k]·w[k,
 * column])}. Rows of {@code a} follow each other by one vector (blocked) or one element (plain);
 * where its {@code k} stands a table tells.
 *
 * @param a the left matrix
 * @param table offsets into it: for each {@code k} of a plain one; for each vector of {@code k} of
 *     a blocked one, then as {@link #table} makes them
 * @param w the right matrix, packed column tile by column tile
 * @param bias one for each column
 * @param clamp what is put out stays within it
 * @param out what is made
 * @param rowStride from one row of it to the next
 * @param vectorStride from its first vector of columns to the second
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Tile(
    float[] a,
    int[] table,
    float[] w,
    float[] bias,
    Clamp clamp,
    float[] out,
    int rowStride,
    int vectorStride) {
  /**
   * Offsets for blocked kernels, in an array of a length that is a power of two: a place in it that
   * is cut to as many bits needs no check against its end.
   */
  static int[] table(int count, IntUnaryOperator offset) {
    int[] table = new int[Integer.highestOneBit(Math.max(1, 2 * count - 1))];
    for (int i = 0; i < count; i++) {
      table[i] = offset.applyAsInt(i);
    }
    return table;
  }
}
