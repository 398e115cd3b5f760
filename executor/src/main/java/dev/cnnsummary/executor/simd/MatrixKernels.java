package dev.cnnsummary.executor.simd;

import static jdk.incubator.vector.VectorOperators.LT;

import dev.cnnsummary.executor.kernels.Tile;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The matrix kernels, one for each number of rows and vectors, unrolled: all sums stay in registers
 * and {@code k} runs in one flat loop, a form that the compiler keeps free of spills. Each stays
 * far below the size from which the compiler gives up. {@code MatrixKernelsTest} writes them.
 */
final class MatrixKernels {
  private static final VectorSpecies<Float> S = Width.SPECIES;
  private static final int L = S.length();
  private static final int SHIFT = Integer.numberOfTrailingZeros(L);
  private static final int MASK = L - 1;

  private MatrixKernels() {}

  static void blocked(Tile tile, int rows, int vectors, int a, int k, int w, int bias, int out) {
    if (tile.clamp().isBounded()) {
      BoundedMatrixKernels.blocked(tile, rows, vectors, a, k, w, bias, out);
      return;
    }
    switch (2 * rows + vectors) {
      case 29 -> blocked14x1(tile, a, k, w, bias, out);
      case 17 -> blocked8x1(tile, a, k, w, bias, out);
      case 15 -> blocked7x1(tile, a, k, w, bias, out);
      case 9 -> blocked4x1(tile, a, k, w, bias, out);
      case 3 -> blocked1x1(tile, a, k, w, bias, out);
      case 30 -> blocked14x2(tile, a, k, w, bias, out);
      case 18 -> blocked8x2(tile, a, k, w, bias, out);
      case 16 -> blocked7x2(tile, a, k, w, bias, out);
      case 10 -> blocked4x2(tile, a, k, w, bias, out);
      case 4 -> blocked1x2(tile, a, k, w, bias, out);
      default -> throw new IllegalArgumentException(rows + " rows of " + vectors);
    }
  }

  static void plain(Tile tile, int rows, int vectors, int a, int k, int w, int bias, int out) {
    if (tile.clamp().isBounded()) {
      BoundedMatrixKernels.plain(tile, rows, vectors, a, k, w, bias, out);
      return;
    }
    switch (2 * rows + vectors) {
      case 29 -> plain14x1(tile, a, k, w, bias, out);
      case 15 -> plain7x1(tile, a, k, w, bias, out);
      case 3 -> plain1x1(tile, a, k, w, bias, out);
      case 30 -> plain14x2(tile, a, k, w, bias, out);
      case 16 -> plain7x2(tile, a, k, w, bias, out);
      case 4 -> plain1x2(tile, a, k, w, bias, out);
      default -> throw new IllegalArgumentException(rows + " rows of " + vectors);
    }
  }

  private static void blocked14x2(Tile tile, int a, int k, int w, int bias, int o) {
    float[] x = tile.a();
    int[] table = tile.table();
    float[] weights = tile.w();
    FloatVector s0a = FloatVector.fromArray(S, tile.bias(), bias);
    FloatVector s0b = FloatVector.fromArray(S, tile.bias(), bias + L);
    FloatVector s1a = s0a;
    FloatVector s1b = s0b;
    FloatVector s2a = s0a;
    FloatVector s2b = s0b;
    FloatVector s3a = s0a;
    FloatVector s3b = s0b;
    FloatVector s4a = s0a;
    FloatVector s4b = s0b;
    FloatVector s5a = s0a;
    FloatVector s5b = s0b;
    FloatVector s6a = s0a;
    FloatVector s6b = s0b;
    FloatVector s7a = s0a;
    FloatVector s7b = s0b;
    FloatVector s8a = s0a;
    FloatVector s8b = s0b;
    FloatVector s9a = s0a;
    FloatVector s9b = s0b;
    FloatVector s10a = s0a;
    FloatVector s10b = s0b;
    FloatVector s11a = s0a;
    FloatVector s11b = s0b;
    FloatVector s12a = s0a;
    FloatVector s12b = s0b;
    FloatVector s13a = s0a;
    FloatVector s13b = s0b;
    for (int i = 0, q = w; i < k; i++, q += 2 * L) {
      int p = a + table[(i >> SHIFT) & (table.length - 1)] + (i & MASK);
      FloatVector wa = FloatVector.fromArray(S, weights, q);
      FloatVector wb = FloatVector.fromArray(S, weights, q + L);
      FloatVector x0 = FloatVector.broadcast(S, x[p]);
      s0a = x0.fma(wa, s0a);
      s0b = x0.fma(wb, s0b);
      FloatVector x1 = FloatVector.broadcast(S, x[p + L]);
      s1a = x1.fma(wa, s1a);
      s1b = x1.fma(wb, s1b);
      FloatVector x2 = FloatVector.broadcast(S, x[p + 2 * L]);
      s2a = x2.fma(wa, s2a);
      s2b = x2.fma(wb, s2b);
      FloatVector x3 = FloatVector.broadcast(S, x[p + 3 * L]);
      s3a = x3.fma(wa, s3a);
      s3b = x3.fma(wb, s3b);
      FloatVector x4 = FloatVector.broadcast(S, x[p + 4 * L]);
      s4a = x4.fma(wa, s4a);
      s4b = x4.fma(wb, s4b);
      FloatVector x5 = FloatVector.broadcast(S, x[p + 5 * L]);
      s5a = x5.fma(wa, s5a);
      s5b = x5.fma(wb, s5b);
      FloatVector x6 = FloatVector.broadcast(S, x[p + 6 * L]);
      s6a = x6.fma(wa, s6a);
      s6b = x6.fma(wb, s6b);
      FloatVector x7 = FloatVector.broadcast(S, x[p + 7 * L]);
      s7a = x7.fma(wa, s7a);
      s7b = x7.fma(wb, s7b);
      FloatVector x8 = FloatVector.broadcast(S, x[p + 8 * L]);
      s8a = x8.fma(wa, s8a);
      s8b = x8.fma(wb, s8b);
      FloatVector x9 = FloatVector.broadcast(S, x[p + 9 * L]);
      s9a = x9.fma(wa, s9a);
      s9b = x9.fma(wb, s9b);
      FloatVector x10 = FloatVector.broadcast(S, x[p + 10 * L]);
      s10a = x10.fma(wa, s10a);
      s10b = x10.fma(wb, s10b);
      FloatVector x11 = FloatVector.broadcast(S, x[p + 11 * L]);
      s11a = x11.fma(wa, s11a);
      s11b = x11.fma(wb, s11b);
      FloatVector x12 = FloatVector.broadcast(S, x[p + 12 * L]);
      s12a = x12.fma(wa, s12a);
      s12b = x12.fma(wb, s12b);
      FloatVector x13 = FloatVector.broadcast(S, x[p + 13 * L]);
      s13a = x13.fma(wa, s13a);
      s13b = x13.fma(wb, s13b);
    }
    FloatVector least = FloatVector.broadcast(S, tile.clamp().least());
    float[] out = tile.out();
    int row = tile.rowStride();
    int next = o + tile.vectorStride();
    s0a = s0a.blend(least, s0a.compare(LT, least));
    s0a.intoArray(out, o);
    s0b = s0b.blend(least, s0b.compare(LT, least));
    s0b.intoArray(out, next);
    s1a = s1a.blend(least, s1a.compare(LT, least));
    s1a.intoArray(out, o + row);
    s1b = s1b.blend(least, s1b.compare(LT, least));
    s1b.intoArray(out, next + row);
    s2a = s2a.blend(least, s2a.compare(LT, least));
    s2a.intoArray(out, o + 2 * row);
    s2b = s2b.blend(least, s2b.compare(LT, least));
    s2b.intoArray(out, next + 2 * row);
    s3a = s3a.blend(least, s3a.compare(LT, least));
    s3a.intoArray(out, o + 3 * row);
    s3b = s3b.blend(least, s3b.compare(LT, least));
    s3b.intoArray(out, next + 3 * row);
    s4a = s4a.blend(least, s4a.compare(LT, least));
    s4a.intoArray(out, o + 4 * row);
    s4b = s4b.blend(least, s4b.compare(LT, least));
    s4b.intoArray(out, next + 4 * row);
    s5a = s5a.blend(least, s5a.compare(LT, least));
    s5a.intoArray(out, o + 5 * row);
    s5b = s5b.blend(least, s5b.compare(LT, least));
    s5b.intoArray(out, next + 5 * row);
    s6a = s6a.blend(least, s6a.compare(LT, least));
    s6a.intoArray(out, o + 6 * row);
    s6b = s6b.blend(least, s6b.compare(LT, least));
    s6b.intoArray(out, next + 6 * row);
    s7a = s7a.blend(least, s7a.compare(LT, least));
    s7a.intoArray(out, o + 7 * row);
    s7b = s7b.blend(least, s7b.compare(LT, least));
    s7b.intoArray(out, next + 7 * row);
    s8a = s8a.blend(least, s8a.compare(LT, least));
    s8a.intoArray(out, o + 8 * row);
    s8b = s8b.blend(least, s8b.compare(LT, least));
    s8b.intoArray(out, next + 8 * row);
    s9a = s9a.blend(least, s9a.compare(LT, least));
    s9a.intoArray(out, o + 9 * row);
    s9b = s9b.blend(least, s9b.compare(LT, least));
    s9b.intoArray(out, next + 9 * row);
    s10a = s10a.blend(least, s10a.compare(LT, least));
    s10a.intoArray(out, o + 10 * row);
    s10b = s10b.blend(least, s10b.compare(LT, least));
    s10b.intoArray(out, next + 10 * row);
    s11a = s11a.blend(least, s11a.compare(LT, least));
    s11a.intoArray(out, o + 11 * row);
    s11b = s11b.blend(least, s11b.compare(LT, least));
    s11b.intoArray(out, next + 11 * row);
    s12a = s12a.blend(least, s12a.compare(LT, least));
    s12a.intoArray(out, o + 12 * row);
    s12b = s12b.blend(least, s12b.compare(LT, least));
    s12b.intoArray(out, next + 12 * row);
    s13a = s13a.blend(least, s13a.compare(LT, least));
    s13a.intoArray(out, o + 13 * row);
    s13b = s13b.blend(least, s13b.compare(LT, least));
    s13b.intoArray(out, next + 13 * row);
  }

  private static void blocked14x1(Tile tile, int a, int k, int w, int bias, int o) {
    float[] x = tile.a();
    int[] table = tile.table();
    float[] weights = tile.w();
    FloatVector s0a = FloatVector.fromArray(S, tile.bias(), bias);
    FloatVector s1a = s0a;
    FloatVector s2a = s0a;
    FloatVector s3a = s0a;
    FloatVector s4a = s0a;
    FloatVector s5a = s0a;
    FloatVector s6a = s0a;
    FloatVector s7a = s0a;
    FloatVector s8a = s0a;
    FloatVector s9a = s0a;
    FloatVector s10a = s0a;
    FloatVector s11a = s0a;
    FloatVector s12a = s0a;
    FloatVector s13a = s0a;
    for (int i = 0, q = w; i < k; i++, q += L) {
      int p = a + table[(i >> SHIFT) & (table.length - 1)] + (i & MASK);
      FloatVector wa = FloatVector.fromArray(S, weights, q);
      FloatVector x0 = FloatVector.broadcast(S, x[p]);
      s0a = x0.fma(wa, s0a);
      FloatVector x1 = FloatVector.broadcast(S, x[p + L]);
      s1a = x1.fma(wa, s1a);
      FloatVector x2 = FloatVector.broadcast(S, x[p + 2 * L]);
      s2a = x2.fma(wa, s2a);
      FloatVector x3 = FloatVector.broadcast(S, x[p + 3 * L]);
      s3a = x3.fma(wa, s3a);
      FloatVector x4 = FloatVector.broadcast(S, x[p + 4 * L]);
      s4a = x4.fma(wa, s4a);
      FloatVector x5 = FloatVector.broadcast(S, x[p + 5 * L]);
      s5a = x5.fma(wa, s5a);
      FloatVector x6 = FloatVector.broadcast(S, x[p + 6 * L]);
      s6a = x6.fma(wa, s6a);
      FloatVector x7 = FloatVector.broadcast(S, x[p + 7 * L]);
      s7a = x7.fma(wa, s7a);
      FloatVector x8 = FloatVector.broadcast(S, x[p + 8 * L]);
      s8a = x8.fma(wa, s8a);
      FloatVector x9 = FloatVector.broadcast(S, x[p + 9 * L]);
      s9a = x9.fma(wa, s9a);
      FloatVector x10 = FloatVector.broadcast(S, x[p + 10 * L]);
      s10a = x10.fma(wa, s10a);
      FloatVector x11 = FloatVector.broadcast(S, x[p + 11 * L]);
      s11a = x11.fma(wa, s11a);
      FloatVector x12 = FloatVector.broadcast(S, x[p + 12 * L]);
      s12a = x12.fma(wa, s12a);
      FloatVector x13 = FloatVector.broadcast(S, x[p + 13 * L]);
      s13a = x13.fma(wa, s13a);
    }
    FloatVector least = FloatVector.broadcast(S, tile.clamp().least());
    float[] out = tile.out();
    int row = tile.rowStride();
    s0a = s0a.blend(least, s0a.compare(LT, least));
    s0a.intoArray(out, o);
    s1a = s1a.blend(least, s1a.compare(LT, least));
    s1a.intoArray(out, o + row);
    s2a = s2a.blend(least, s2a.compare(LT, least));
    s2a.intoArray(out, o + 2 * row);
    s3a = s3a.blend(least, s3a.compare(LT, least));
    s3a.intoArray(out, o + 3 * row);
    s4a = s4a.blend(least, s4a.compare(LT, least));
    s4a.intoArray(out, o + 4 * row);
    s5a = s5a.blend(least, s5a.compare(LT, least));
    s5a.intoArray(out, o + 5 * row);
    s6a = s6a.blend(least, s6a.compare(LT, least));
    s6a.intoArray(out, o + 6 * row);
    s7a = s7a.blend(least, s7a.compare(LT, least));
    s7a.intoArray(out, o + 7 * row);
    s8a = s8a.blend(least, s8a.compare(LT, least));
    s8a.intoArray(out, o + 8 * row);
    s9a = s9a.blend(least, s9a.compare(LT, least));
    s9a.intoArray(out, o + 9 * row);
    s10a = s10a.blend(least, s10a.compare(LT, least));
    s10a.intoArray(out, o + 10 * row);
    s11a = s11a.blend(least, s11a.compare(LT, least));
    s11a.intoArray(out, o + 11 * row);
    s12a = s12a.blend(least, s12a.compare(LT, least));
    s12a.intoArray(out, o + 12 * row);
    s13a = s13a.blend(least, s13a.compare(LT, least));
    s13a.intoArray(out, o + 13 * row);
  }

  private static void blocked8x2(Tile tile, int a, int k, int w, int bias, int o) {
    float[] x = tile.a();
    int[] table = tile.table();
    float[] weights = tile.w();
    FloatVector s0a = FloatVector.fromArray(S, tile.bias(), bias);
    FloatVector s0b = FloatVector.fromArray(S, tile.bias(), bias + L);
    FloatVector s1a = s0a;
    FloatVector s1b = s0b;
    FloatVector s2a = s0a;
    FloatVector s2b = s0b;
    FloatVector s3a = s0a;
    FloatVector s3b = s0b;
    FloatVector s4a = s0a;
    FloatVector s4b = s0b;
    FloatVector s5a = s0a;
    FloatVector s5b = s0b;
    FloatVector s6a = s0a;
    FloatVector s6b = s0b;
    FloatVector s7a = s0a;
    FloatVector s7b = s0b;
    for (int i = 0, q = w; i < k; i++, q += 2 * L) {
      int p = a + table[(i >> SHIFT) & (table.length - 1)] + (i & MASK);
      FloatVector wa = FloatVector.fromArray(S, weights, q);
      FloatVector wb = FloatVector.fromArray(S, weights, q + L);
      FloatVector x0 = FloatVector.broadcast(S, x[p]);
      s0a = x0.fma(wa, s0a);
      s0b = x0.fma(wb, s0b);
      FloatVector x1 = FloatVector.broadcast(S, x[p + L]);
      s1a = x1.fma(wa, s1a);
      s1b = x1.fma(wb, s1b);
      FloatVector x2 = FloatVector.broadcast(S, x[p + 2 * L]);
      s2a = x2.fma(wa, s2a);
      s2b = x2.fma(wb, s2b);
      FloatVector x3 = FloatVector.broadcast(S, x[p + 3 * L]);
      s3a = x3.fma(wa, s3a);
      s3b = x3.fma(wb, s3b);
      FloatVector x4 = FloatVector.broadcast(S, x[p + 4 * L]);
      s4a = x4.fma(wa, s4a);
      s4b = x4.fma(wb, s4b);
      FloatVector x5 = FloatVector.broadcast(S, x[p + 5 * L]);
      s5a = x5.fma(wa, s5a);
      s5b = x5.fma(wb, s5b);
      FloatVector x6 = FloatVector.broadcast(S, x[p + 6 * L]);
      s6a = x6.fma(wa, s6a);
      s6b = x6.fma(wb, s6b);
      FloatVector x7 = FloatVector.broadcast(S, x[p + 7 * L]);
      s7a = x7.fma(wa, s7a);
      s7b = x7.fma(wb, s7b);
    }
    FloatVector least = FloatVector.broadcast(S, tile.clamp().least());
    float[] out = tile.out();
    int row = tile.rowStride();
    int next = o + tile.vectorStride();
    s0a = s0a.blend(least, s0a.compare(LT, least));
    s0a.intoArray(out, o);
    s0b = s0b.blend(least, s0b.compare(LT, least));
    s0b.intoArray(out, next);
    s1a = s1a.blend(least, s1a.compare(LT, least));
    s1a.intoArray(out, o + row);
    s1b = s1b.blend(least, s1b.compare(LT, least));
    s1b.intoArray(out, next + row);
    s2a = s2a.blend(least, s2a.compare(LT, least));
    s2a.intoArray(out, o + 2 * row);
    s2b = s2b.blend(least, s2b.compare(LT, least));
    s2b.intoArray(out, next + 2 * row);
    s3a = s3a.blend(least, s3a.compare(LT, least));
    s3a.intoArray(out, o + 3 * row);
    s3b = s3b.blend(least, s3b.compare(LT, least));
    s3b.intoArray(out, next + 3 * row);
    s4a = s4a.blend(least, s4a.compare(LT, least));
    s4a.intoArray(out, o + 4 * row);
    s4b = s4b.blend(least, s4b.compare(LT, least));
    s4b.intoArray(out, next + 4 * row);
    s5a = s5a.blend(least, s5a.compare(LT, least));
    s5a.intoArray(out, o + 5 * row);
    s5b = s5b.blend(least, s5b.compare(LT, least));
    s5b.intoArray(out, next + 5 * row);
    s6a = s6a.blend(least, s6a.compare(LT, least));
    s6a.intoArray(out, o + 6 * row);
    s6b = s6b.blend(least, s6b.compare(LT, least));
    s6b.intoArray(out, next + 6 * row);
    s7a = s7a.blend(least, s7a.compare(LT, least));
    s7a.intoArray(out, o + 7 * row);
    s7b = s7b.blend(least, s7b.compare(LT, least));
    s7b.intoArray(out, next + 7 * row);
  }

  private static void blocked8x1(Tile tile, int a, int k, int w, int bias, int o) {
    float[] x = tile.a();
    int[] table = tile.table();
    float[] weights = tile.w();
    FloatVector s0a = FloatVector.fromArray(S, tile.bias(), bias);
    FloatVector s1a = s0a;
    FloatVector s2a = s0a;
    FloatVector s3a = s0a;
    FloatVector s4a = s0a;
    FloatVector s5a = s0a;
    FloatVector s6a = s0a;
    FloatVector s7a = s0a;
    for (int i = 0, q = w; i < k; i++, q += L) {
      int p = a + table[(i >> SHIFT) & (table.length - 1)] + (i & MASK);
      FloatVector wa = FloatVector.fromArray(S, weights, q);
      FloatVector x0 = FloatVector.broadcast(S, x[p]);
      s0a = x0.fma(wa, s0a);
      FloatVector x1 = FloatVector.broadcast(S, x[p + L]);
      s1a = x1.fma(wa, s1a);
      FloatVector x2 = FloatVector.broadcast(S, x[p + 2 * L]);
      s2a = x2.fma(wa, s2a);
      FloatVector x3 = FloatVector.broadcast(S, x[p + 3 * L]);
      s3a = x3.fma(wa, s3a);
      FloatVector x4 = FloatVector.broadcast(S, x[p + 4 * L]);
      s4a = x4.fma(wa, s4a);
      FloatVector x5 = FloatVector.broadcast(S, x[p + 5 * L]);
      s5a = x5.fma(wa, s5a);
      FloatVector x6 = FloatVector.broadcast(S, x[p + 6 * L]);
      s6a = x6.fma(wa, s6a);
      FloatVector x7 = FloatVector.broadcast(S, x[p + 7 * L]);
      s7a = x7.fma(wa, s7a);
    }
    FloatVector least = FloatVector.broadcast(S, tile.clamp().least());
    float[] out = tile.out();
    int row = tile.rowStride();
    s0a = s0a.blend(least, s0a.compare(LT, least));
    s0a.intoArray(out, o);
    s1a = s1a.blend(least, s1a.compare(LT, least));
    s1a.intoArray(out, o + row);
    s2a = s2a.blend(least, s2a.compare(LT, least));
    s2a.intoArray(out, o + 2 * row);
    s3a = s3a.blend(least, s3a.compare(LT, least));
    s3a.intoArray(out, o + 3 * row);
    s4a = s4a.blend(least, s4a.compare(LT, least));
    s4a.intoArray(out, o + 4 * row);
    s5a = s5a.blend(least, s5a.compare(LT, least));
    s5a.intoArray(out, o + 5 * row);
    s6a = s6a.blend(least, s6a.compare(LT, least));
    s6a.intoArray(out, o + 6 * row);
    s7a = s7a.blend(least, s7a.compare(LT, least));
    s7a.intoArray(out, o + 7 * row);
  }

  private static void blocked7x2(Tile tile, int a, int k, int w, int bias, int o) {
    float[] x = tile.a();
    int[] table = tile.table();
    float[] weights = tile.w();
    FloatVector s0a = FloatVector.fromArray(S, tile.bias(), bias);
    FloatVector s0b = FloatVector.fromArray(S, tile.bias(), bias + L);
    FloatVector s1a = s0a;
    FloatVector s1b = s0b;
    FloatVector s2a = s0a;
    FloatVector s2b = s0b;
    FloatVector s3a = s0a;
    FloatVector s3b = s0b;
    FloatVector s4a = s0a;
    FloatVector s4b = s0b;
    FloatVector s5a = s0a;
    FloatVector s5b = s0b;
    FloatVector s6a = s0a;
    FloatVector s6b = s0b;
    for (int i = 0, q = w; i < k; i++, q += 2 * L) {
      int p = a + table[(i >> SHIFT) & (table.length - 1)] + (i & MASK);
      FloatVector wa = FloatVector.fromArray(S, weights, q);
      FloatVector wb = FloatVector.fromArray(S, weights, q + L);
      FloatVector x0 = FloatVector.broadcast(S, x[p]);
      s0a = x0.fma(wa, s0a);
      s0b = x0.fma(wb, s0b);
      FloatVector x1 = FloatVector.broadcast(S, x[p + L]);
      s1a = x1.fma(wa, s1a);
      s1b = x1.fma(wb, s1b);
      FloatVector x2 = FloatVector.broadcast(S, x[p + 2 * L]);
      s2a = x2.fma(wa, s2a);
      s2b = x2.fma(wb, s2b);
      FloatVector x3 = FloatVector.broadcast(S, x[p + 3 * L]);
      s3a = x3.fma(wa, s3a);
      s3b = x3.fma(wb, s3b);
      FloatVector x4 = FloatVector.broadcast(S, x[p + 4 * L]);
      s4a = x4.fma(wa, s4a);
      s4b = x4.fma(wb, s4b);
      FloatVector x5 = FloatVector.broadcast(S, x[p + 5 * L]);
      s5a = x5.fma(wa, s5a);
      s5b = x5.fma(wb, s5b);
      FloatVector x6 = FloatVector.broadcast(S, x[p + 6 * L]);
      s6a = x6.fma(wa, s6a);
      s6b = x6.fma(wb, s6b);
    }
    FloatVector least = FloatVector.broadcast(S, tile.clamp().least());
    float[] out = tile.out();
    int row = tile.rowStride();
    int next = o + tile.vectorStride();
    s0a = s0a.blend(least, s0a.compare(LT, least));
    s0a.intoArray(out, o);
    s0b = s0b.blend(least, s0b.compare(LT, least));
    s0b.intoArray(out, next);
    s1a = s1a.blend(least, s1a.compare(LT, least));
    s1a.intoArray(out, o + row);
    s1b = s1b.blend(least, s1b.compare(LT, least));
    s1b.intoArray(out, next + row);
    s2a = s2a.blend(least, s2a.compare(LT, least));
    s2a.intoArray(out, o + 2 * row);
    s2b = s2b.blend(least, s2b.compare(LT, least));
    s2b.intoArray(out, next + 2 * row);
    s3a = s3a.blend(least, s3a.compare(LT, least));
    s3a.intoArray(out, o + 3 * row);
    s3b = s3b.blend(least, s3b.compare(LT, least));
    s3b.intoArray(out, next + 3 * row);
    s4a = s4a.blend(least, s4a.compare(LT, least));
    s4a.intoArray(out, o + 4 * row);
    s4b = s4b.blend(least, s4b.compare(LT, least));
    s4b.intoArray(out, next + 4 * row);
    s5a = s5a.blend(least, s5a.compare(LT, least));
    s5a.intoArray(out, o + 5 * row);
    s5b = s5b.blend(least, s5b.compare(LT, least));
    s5b.intoArray(out, next + 5 * row);
    s6a = s6a.blend(least, s6a.compare(LT, least));
    s6a.intoArray(out, o + 6 * row);
    s6b = s6b.blend(least, s6b.compare(LT, least));
    s6b.intoArray(out, next + 6 * row);
  }

  private static void blocked7x1(Tile tile, int a, int k, int w, int bias, int o) {
    float[] x = tile.a();
    int[] table = tile.table();
    float[] weights = tile.w();
    FloatVector s0a = FloatVector.fromArray(S, tile.bias(), bias);
    FloatVector s1a = s0a;
    FloatVector s2a = s0a;
    FloatVector s3a = s0a;
    FloatVector s4a = s0a;
    FloatVector s5a = s0a;
    FloatVector s6a = s0a;
    for (int i = 0, q = w; i < k; i++, q += L) {
      int p = a + table[(i >> SHIFT) & (table.length - 1)] + (i & MASK);
      FloatVector wa = FloatVector.fromArray(S, weights, q);
      FloatVector x0 = FloatVector.broadcast(S, x[p]);
      s0a = x0.fma(wa, s0a);
      FloatVector x1 = FloatVector.broadcast(S, x[p + L]);
      s1a = x1.fma(wa, s1a);
      FloatVector x2 = FloatVector.broadcast(S, x[p + 2 * L]);
      s2a = x2.fma(wa, s2a);
      FloatVector x3 = FloatVector.broadcast(S, x[p + 3 * L]);
      s3a = x3.fma(wa, s3a);
      FloatVector x4 = FloatVector.broadcast(S, x[p + 4 * L]);
      s4a = x4.fma(wa, s4a);
      FloatVector x5 = FloatVector.broadcast(S, x[p + 5 * L]);
      s5a = x5.fma(wa, s5a);
      FloatVector x6 = FloatVector.broadcast(S, x[p + 6 * L]);
      s6a = x6.fma(wa, s6a);
    }
    FloatVector least = FloatVector.broadcast(S, tile.clamp().least());
    float[] out = tile.out();
    int row = tile.rowStride();
    s0a = s0a.blend(least, s0a.compare(LT, least));
    s0a.intoArray(out, o);
    s1a = s1a.blend(least, s1a.compare(LT, least));
    s1a.intoArray(out, o + row);
    s2a = s2a.blend(least, s2a.compare(LT, least));
    s2a.intoArray(out, o + 2 * row);
    s3a = s3a.blend(least, s3a.compare(LT, least));
    s3a.intoArray(out, o + 3 * row);
    s4a = s4a.blend(least, s4a.compare(LT, least));
    s4a.intoArray(out, o + 4 * row);
    s5a = s5a.blend(least, s5a.compare(LT, least));
    s5a.intoArray(out, o + 5 * row);
    s6a = s6a.blend(least, s6a.compare(LT, least));
    s6a.intoArray(out, o + 6 * row);
  }

  private static void blocked4x2(Tile tile, int a, int k, int w, int bias, int o) {
    float[] x = tile.a();
    int[] table = tile.table();
    float[] weights = tile.w();
    FloatVector s0a = FloatVector.fromArray(S, tile.bias(), bias);
    FloatVector s0b = FloatVector.fromArray(S, tile.bias(), bias + L);
    FloatVector s1a = s0a;
    FloatVector s1b = s0b;
    FloatVector s2a = s0a;
    FloatVector s2b = s0b;
    FloatVector s3a = s0a;
    FloatVector s3b = s0b;
    for (int i = 0, q = w; i < k; i++, q += 2 * L) {
      int p = a + table[(i >> SHIFT) & (table.length - 1)] + (i & MASK);
      FloatVector wa = FloatVector.fromArray(S, weights, q);
      FloatVector wb = FloatVector.fromArray(S, weights, q + L);
      FloatVector x0 = FloatVector.broadcast(S, x[p]);
      s0a = x0.fma(wa, s0a);
      s0b = x0.fma(wb, s0b);
      FloatVector x1 = FloatVector.broadcast(S, x[p + L]);
      s1a = x1.fma(wa, s1a);
      s1b = x1.fma(wb, s1b);
      FloatVector x2 = FloatVector.broadcast(S, x[p + 2 * L]);
      s2a = x2.fma(wa, s2a);
      s2b = x2.fma(wb, s2b);
      FloatVector x3 = FloatVector.broadcast(S, x[p + 3 * L]);
      s3a = x3.fma(wa, s3a);
      s3b = x3.fma(wb, s3b);
    }
    FloatVector least = FloatVector.broadcast(S, tile.clamp().least());
    float[] out = tile.out();
    int row = tile.rowStride();
    int next = o + tile.vectorStride();
    s0a = s0a.blend(least, s0a.compare(LT, least));
    s0a.intoArray(out, o);
    s0b = s0b.blend(least, s0b.compare(LT, least));
    s0b.intoArray(out, next);
    s1a = s1a.blend(least, s1a.compare(LT, least));
    s1a.intoArray(out, o + row);
    s1b = s1b.blend(least, s1b.compare(LT, least));
    s1b.intoArray(out, next + row);
    s2a = s2a.blend(least, s2a.compare(LT, least));
    s2a.intoArray(out, o + 2 * row);
    s2b = s2b.blend(least, s2b.compare(LT, least));
    s2b.intoArray(out, next + 2 * row);
    s3a = s3a.blend(least, s3a.compare(LT, least));
    s3a.intoArray(out, o + 3 * row);
    s3b = s3b.blend(least, s3b.compare(LT, least));
    s3b.intoArray(out, next + 3 * row);
  }

  private static void blocked4x1(Tile tile, int a, int k, int w, int bias, int o) {
    float[] x = tile.a();
    int[] table = tile.table();
    float[] weights = tile.w();
    FloatVector s0a = FloatVector.fromArray(S, tile.bias(), bias);
    FloatVector s1a = s0a;
    FloatVector s2a = s0a;
    FloatVector s3a = s0a;
    for (int i = 0, q = w; i < k; i++, q += L) {
      int p = a + table[(i >> SHIFT) & (table.length - 1)] + (i & MASK);
      FloatVector wa = FloatVector.fromArray(S, weights, q);
      FloatVector x0 = FloatVector.broadcast(S, x[p]);
      s0a = x0.fma(wa, s0a);
      FloatVector x1 = FloatVector.broadcast(S, x[p + L]);
      s1a = x1.fma(wa, s1a);
      FloatVector x2 = FloatVector.broadcast(S, x[p + 2 * L]);
      s2a = x2.fma(wa, s2a);
      FloatVector x3 = FloatVector.broadcast(S, x[p + 3 * L]);
      s3a = x3.fma(wa, s3a);
    }
    FloatVector least = FloatVector.broadcast(S, tile.clamp().least());
    float[] out = tile.out();
    int row = tile.rowStride();
    s0a = s0a.blend(least, s0a.compare(LT, least));
    s0a.intoArray(out, o);
    s1a = s1a.blend(least, s1a.compare(LT, least));
    s1a.intoArray(out, o + row);
    s2a = s2a.blend(least, s2a.compare(LT, least));
    s2a.intoArray(out, o + 2 * row);
    s3a = s3a.blend(least, s3a.compare(LT, least));
    s3a.intoArray(out, o + 3 * row);
  }

  private static void blocked1x2(Tile tile, int a, int k, int w, int bias, int o) {
    float[] x = tile.a();
    int[] table = tile.table();
    float[] weights = tile.w();
    FloatVector s0a = FloatVector.fromArray(S, tile.bias(), bias);
    FloatVector s0b = FloatVector.fromArray(S, tile.bias(), bias + L);
    for (int i = 0, q = w; i < k; i++, q += 2 * L) {
      int p = a + table[(i >> SHIFT) & (table.length - 1)] + (i & MASK);
      FloatVector wa = FloatVector.fromArray(S, weights, q);
      FloatVector wb = FloatVector.fromArray(S, weights, q + L);
      FloatVector x0 = FloatVector.broadcast(S, x[p]);
      s0a = x0.fma(wa, s0a);
      s0b = x0.fma(wb, s0b);
    }
    FloatVector least = FloatVector.broadcast(S, tile.clamp().least());
    float[] out = tile.out();
    int next = o + tile.vectorStride();
    s0a = s0a.blend(least, s0a.compare(LT, least));
    s0a.intoArray(out, o);
    s0b = s0b.blend(least, s0b.compare(LT, least));
    s0b.intoArray(out, next);
  }

  private static void blocked1x1(Tile tile, int a, int k, int w, int bias, int o) {
    float[] x = tile.a();
    int[] table = tile.table();
    float[] weights = tile.w();
    FloatVector s0a = FloatVector.fromArray(S, tile.bias(), bias);
    for (int i = 0, q = w; i < k; i++, q += L) {
      int p = a + table[(i >> SHIFT) & (table.length - 1)] + (i & MASK);
      FloatVector wa = FloatVector.fromArray(S, weights, q);
      FloatVector x0 = FloatVector.broadcast(S, x[p]);
      s0a = x0.fma(wa, s0a);
    }
    FloatVector least = FloatVector.broadcast(S, tile.clamp().least());
    float[] out = tile.out();
    s0a = s0a.blend(least, s0a.compare(LT, least));
    s0a.intoArray(out, o);
  }

  private static void plain14x2(Tile tile, int a, int k, int w, int bias, int o) {
    float[] x = tile.a();
    int[] table = tile.table();
    float[] weights = tile.w();
    FloatVector s0a = FloatVector.fromArray(S, tile.bias(), bias);
    FloatVector s0b = FloatVector.fromArray(S, tile.bias(), bias + L);
    FloatVector s1a = s0a;
    FloatVector s1b = s0b;
    FloatVector s2a = s0a;
    FloatVector s2b = s0b;
    FloatVector s3a = s0a;
    FloatVector s3b = s0b;
    FloatVector s4a = s0a;
    FloatVector s4b = s0b;
    FloatVector s5a = s0a;
    FloatVector s5b = s0b;
    FloatVector s6a = s0a;
    FloatVector s6b = s0b;
    FloatVector s7a = s0a;
    FloatVector s7b = s0b;
    FloatVector s8a = s0a;
    FloatVector s8b = s0b;
    FloatVector s9a = s0a;
    FloatVector s9b = s0b;
    FloatVector s10a = s0a;
    FloatVector s10b = s0b;
    FloatVector s11a = s0a;
    FloatVector s11b = s0b;
    FloatVector s12a = s0a;
    FloatVector s12b = s0b;
    FloatVector s13a = s0a;
    FloatVector s13b = s0b;
    for (int i = 0, q = w; i < k; i++, q += 2 * L) {
      int p = a + table[i];
      FloatVector wa = FloatVector.fromArray(S, weights, q);
      FloatVector wb = FloatVector.fromArray(S, weights, q + L);
      FloatVector x0 = FloatVector.broadcast(S, x[p]);
      s0a = x0.fma(wa, s0a);
      s0b = x0.fma(wb, s0b);
      FloatVector x1 = FloatVector.broadcast(S, x[p + 1]);
      s1a = x1.fma(wa, s1a);
      s1b = x1.fma(wb, s1b);
      FloatVector x2 = FloatVector.broadcast(S, x[p + 2]);
      s2a = x2.fma(wa, s2a);
      s2b = x2.fma(wb, s2b);
      FloatVector x3 = FloatVector.broadcast(S, x[p + 3]);
      s3a = x3.fma(wa, s3a);
      s3b = x3.fma(wb, s3b);
      FloatVector x4 = FloatVector.broadcast(S, x[p + 4]);
      s4a = x4.fma(wa, s4a);
      s4b = x4.fma(wb, s4b);
      FloatVector x5 = FloatVector.broadcast(S, x[p + 5]);
      s5a = x5.fma(wa, s5a);
      s5b = x5.fma(wb, s5b);
      FloatVector x6 = FloatVector.broadcast(S, x[p + 6]);
      s6a = x6.fma(wa, s6a);
      s6b = x6.fma(wb, s6b);
      FloatVector x7 = FloatVector.broadcast(S, x[p + 7]);
      s7a = x7.fma(wa, s7a);
      s7b = x7.fma(wb, s7b);
      FloatVector x8 = FloatVector.broadcast(S, x[p + 8]);
      s8a = x8.fma(wa, s8a);
      s8b = x8.fma(wb, s8b);
      FloatVector x9 = FloatVector.broadcast(S, x[p + 9]);
      s9a = x9.fma(wa, s9a);
      s9b = x9.fma(wb, s9b);
      FloatVector x10 = FloatVector.broadcast(S, x[p + 10]);
      s10a = x10.fma(wa, s10a);
      s10b = x10.fma(wb, s10b);
      FloatVector x11 = FloatVector.broadcast(S, x[p + 11]);
      s11a = x11.fma(wa, s11a);
      s11b = x11.fma(wb, s11b);
      FloatVector x12 = FloatVector.broadcast(S, x[p + 12]);
      s12a = x12.fma(wa, s12a);
      s12b = x12.fma(wb, s12b);
      FloatVector x13 = FloatVector.broadcast(S, x[p + 13]);
      s13a = x13.fma(wa, s13a);
      s13b = x13.fma(wb, s13b);
    }
    FloatVector least = FloatVector.broadcast(S, tile.clamp().least());
    float[] out = tile.out();
    int row = tile.rowStride();
    int next = o + tile.vectorStride();
    s0a = s0a.blend(least, s0a.compare(LT, least));
    s0a.intoArray(out, o);
    s0b = s0b.blend(least, s0b.compare(LT, least));
    s0b.intoArray(out, next);
    s1a = s1a.blend(least, s1a.compare(LT, least));
    s1a.intoArray(out, o + row);
    s1b = s1b.blend(least, s1b.compare(LT, least));
    s1b.intoArray(out, next + row);
    s2a = s2a.blend(least, s2a.compare(LT, least));
    s2a.intoArray(out, o + 2 * row);
    s2b = s2b.blend(least, s2b.compare(LT, least));
    s2b.intoArray(out, next + 2 * row);
    s3a = s3a.blend(least, s3a.compare(LT, least));
    s3a.intoArray(out, o + 3 * row);
    s3b = s3b.blend(least, s3b.compare(LT, least));
    s3b.intoArray(out, next + 3 * row);
    s4a = s4a.blend(least, s4a.compare(LT, least));
    s4a.intoArray(out, o + 4 * row);
    s4b = s4b.blend(least, s4b.compare(LT, least));
    s4b.intoArray(out, next + 4 * row);
    s5a = s5a.blend(least, s5a.compare(LT, least));
    s5a.intoArray(out, o + 5 * row);
    s5b = s5b.blend(least, s5b.compare(LT, least));
    s5b.intoArray(out, next + 5 * row);
    s6a = s6a.blend(least, s6a.compare(LT, least));
    s6a.intoArray(out, o + 6 * row);
    s6b = s6b.blend(least, s6b.compare(LT, least));
    s6b.intoArray(out, next + 6 * row);
    s7a = s7a.blend(least, s7a.compare(LT, least));
    s7a.intoArray(out, o + 7 * row);
    s7b = s7b.blend(least, s7b.compare(LT, least));
    s7b.intoArray(out, next + 7 * row);
    s8a = s8a.blend(least, s8a.compare(LT, least));
    s8a.intoArray(out, o + 8 * row);
    s8b = s8b.blend(least, s8b.compare(LT, least));
    s8b.intoArray(out, next + 8 * row);
    s9a = s9a.blend(least, s9a.compare(LT, least));
    s9a.intoArray(out, o + 9 * row);
    s9b = s9b.blend(least, s9b.compare(LT, least));
    s9b.intoArray(out, next + 9 * row);
    s10a = s10a.blend(least, s10a.compare(LT, least));
    s10a.intoArray(out, o + 10 * row);
    s10b = s10b.blend(least, s10b.compare(LT, least));
    s10b.intoArray(out, next + 10 * row);
    s11a = s11a.blend(least, s11a.compare(LT, least));
    s11a.intoArray(out, o + 11 * row);
    s11b = s11b.blend(least, s11b.compare(LT, least));
    s11b.intoArray(out, next + 11 * row);
    s12a = s12a.blend(least, s12a.compare(LT, least));
    s12a.intoArray(out, o + 12 * row);
    s12b = s12b.blend(least, s12b.compare(LT, least));
    s12b.intoArray(out, next + 12 * row);
    s13a = s13a.blend(least, s13a.compare(LT, least));
    s13a.intoArray(out, o + 13 * row);
    s13b = s13b.blend(least, s13b.compare(LT, least));
    s13b.intoArray(out, next + 13 * row);
  }

  private static void plain14x1(Tile tile, int a, int k, int w, int bias, int o) {
    float[] x = tile.a();
    int[] table = tile.table();
    float[] weights = tile.w();
    FloatVector s0a = FloatVector.fromArray(S, tile.bias(), bias);
    FloatVector s1a = s0a;
    FloatVector s2a = s0a;
    FloatVector s3a = s0a;
    FloatVector s4a = s0a;
    FloatVector s5a = s0a;
    FloatVector s6a = s0a;
    FloatVector s7a = s0a;
    FloatVector s8a = s0a;
    FloatVector s9a = s0a;
    FloatVector s10a = s0a;
    FloatVector s11a = s0a;
    FloatVector s12a = s0a;
    FloatVector s13a = s0a;
    for (int i = 0, q = w; i < k; i++, q += L) {
      int p = a + table[i];
      FloatVector wa = FloatVector.fromArray(S, weights, q);
      FloatVector x0 = FloatVector.broadcast(S, x[p]);
      s0a = x0.fma(wa, s0a);
      FloatVector x1 = FloatVector.broadcast(S, x[p + 1]);
      s1a = x1.fma(wa, s1a);
      FloatVector x2 = FloatVector.broadcast(S, x[p + 2]);
      s2a = x2.fma(wa, s2a);
      FloatVector x3 = FloatVector.broadcast(S, x[p + 3]);
      s3a = x3.fma(wa, s3a);
      FloatVector x4 = FloatVector.broadcast(S, x[p + 4]);
      s4a = x4.fma(wa, s4a);
      FloatVector x5 = FloatVector.broadcast(S, x[p + 5]);
      s5a = x5.fma(wa, s5a);
      FloatVector x6 = FloatVector.broadcast(S, x[p + 6]);
      s6a = x6.fma(wa, s6a);
      FloatVector x7 = FloatVector.broadcast(S, x[p + 7]);
      s7a = x7.fma(wa, s7a);
      FloatVector x8 = FloatVector.broadcast(S, x[p + 8]);
      s8a = x8.fma(wa, s8a);
      FloatVector x9 = FloatVector.broadcast(S, x[p + 9]);
      s9a = x9.fma(wa, s9a);
      FloatVector x10 = FloatVector.broadcast(S, x[p + 10]);
      s10a = x10.fma(wa, s10a);
      FloatVector x11 = FloatVector.broadcast(S, x[p + 11]);
      s11a = x11.fma(wa, s11a);
      FloatVector x12 = FloatVector.broadcast(S, x[p + 12]);
      s12a = x12.fma(wa, s12a);
      FloatVector x13 = FloatVector.broadcast(S, x[p + 13]);
      s13a = x13.fma(wa, s13a);
    }
    FloatVector least = FloatVector.broadcast(S, tile.clamp().least());
    float[] out = tile.out();
    int row = tile.rowStride();
    s0a = s0a.blend(least, s0a.compare(LT, least));
    s0a.intoArray(out, o);
    s1a = s1a.blend(least, s1a.compare(LT, least));
    s1a.intoArray(out, o + row);
    s2a = s2a.blend(least, s2a.compare(LT, least));
    s2a.intoArray(out, o + 2 * row);
    s3a = s3a.blend(least, s3a.compare(LT, least));
    s3a.intoArray(out, o + 3 * row);
    s4a = s4a.blend(least, s4a.compare(LT, least));
    s4a.intoArray(out, o + 4 * row);
    s5a = s5a.blend(least, s5a.compare(LT, least));
    s5a.intoArray(out, o + 5 * row);
    s6a = s6a.blend(least, s6a.compare(LT, least));
    s6a.intoArray(out, o + 6 * row);
    s7a = s7a.blend(least, s7a.compare(LT, least));
    s7a.intoArray(out, o + 7 * row);
    s8a = s8a.blend(least, s8a.compare(LT, least));
    s8a.intoArray(out, o + 8 * row);
    s9a = s9a.blend(least, s9a.compare(LT, least));
    s9a.intoArray(out, o + 9 * row);
    s10a = s10a.blend(least, s10a.compare(LT, least));
    s10a.intoArray(out, o + 10 * row);
    s11a = s11a.blend(least, s11a.compare(LT, least));
    s11a.intoArray(out, o + 11 * row);
    s12a = s12a.blend(least, s12a.compare(LT, least));
    s12a.intoArray(out, o + 12 * row);
    s13a = s13a.blend(least, s13a.compare(LT, least));
    s13a.intoArray(out, o + 13 * row);
  }

  private static void plain7x2(Tile tile, int a, int k, int w, int bias, int o) {
    float[] x = tile.a();
    int[] table = tile.table();
    float[] weights = tile.w();
    FloatVector s0a = FloatVector.fromArray(S, tile.bias(), bias);
    FloatVector s0b = FloatVector.fromArray(S, tile.bias(), bias + L);
    FloatVector s1a = s0a;
    FloatVector s1b = s0b;
    FloatVector s2a = s0a;
    FloatVector s2b = s0b;
    FloatVector s3a = s0a;
    FloatVector s3b = s0b;
    FloatVector s4a = s0a;
    FloatVector s4b = s0b;
    FloatVector s5a = s0a;
    FloatVector s5b = s0b;
    FloatVector s6a = s0a;
    FloatVector s6b = s0b;
    for (int i = 0, q = w; i < k; i++, q += 2 * L) {
      int p = a + table[i];
      FloatVector wa = FloatVector.fromArray(S, weights, q);
      FloatVector wb = FloatVector.fromArray(S, weights, q + L);
      FloatVector x0 = FloatVector.broadcast(S, x[p]);
      s0a = x0.fma(wa, s0a);
      s0b = x0.fma(wb, s0b);
      FloatVector x1 = FloatVector.broadcast(S, x[p + 1]);
      s1a = x1.fma(wa, s1a);
      s1b = x1.fma(wb, s1b);
      FloatVector x2 = FloatVector.broadcast(S, x[p + 2]);
      s2a = x2.fma(wa, s2a);
      s2b = x2.fma(wb, s2b);
      FloatVector x3 = FloatVector.broadcast(S, x[p + 3]);
      s3a = x3.fma(wa, s3a);
      s3b = x3.fma(wb, s3b);
      FloatVector x4 = FloatVector.broadcast(S, x[p + 4]);
      s4a = x4.fma(wa, s4a);
      s4b = x4.fma(wb, s4b);
      FloatVector x5 = FloatVector.broadcast(S, x[p + 5]);
      s5a = x5.fma(wa, s5a);
      s5b = x5.fma(wb, s5b);
      FloatVector x6 = FloatVector.broadcast(S, x[p + 6]);
      s6a = x6.fma(wa, s6a);
      s6b = x6.fma(wb, s6b);
    }
    FloatVector least = FloatVector.broadcast(S, tile.clamp().least());
    float[] out = tile.out();
    int row = tile.rowStride();
    int next = o + tile.vectorStride();
    s0a = s0a.blend(least, s0a.compare(LT, least));
    s0a.intoArray(out, o);
    s0b = s0b.blend(least, s0b.compare(LT, least));
    s0b.intoArray(out, next);
    s1a = s1a.blend(least, s1a.compare(LT, least));
    s1a.intoArray(out, o + row);
    s1b = s1b.blend(least, s1b.compare(LT, least));
    s1b.intoArray(out, next + row);
    s2a = s2a.blend(least, s2a.compare(LT, least));
    s2a.intoArray(out, o + 2 * row);
    s2b = s2b.blend(least, s2b.compare(LT, least));
    s2b.intoArray(out, next + 2 * row);
    s3a = s3a.blend(least, s3a.compare(LT, least));
    s3a.intoArray(out, o + 3 * row);
    s3b = s3b.blend(least, s3b.compare(LT, least));
    s3b.intoArray(out, next + 3 * row);
    s4a = s4a.blend(least, s4a.compare(LT, least));
    s4a.intoArray(out, o + 4 * row);
    s4b = s4b.blend(least, s4b.compare(LT, least));
    s4b.intoArray(out, next + 4 * row);
    s5a = s5a.blend(least, s5a.compare(LT, least));
    s5a.intoArray(out, o + 5 * row);
    s5b = s5b.blend(least, s5b.compare(LT, least));
    s5b.intoArray(out, next + 5 * row);
    s6a = s6a.blend(least, s6a.compare(LT, least));
    s6a.intoArray(out, o + 6 * row);
    s6b = s6b.blend(least, s6b.compare(LT, least));
    s6b.intoArray(out, next + 6 * row);
  }

  private static void plain7x1(Tile tile, int a, int k, int w, int bias, int o) {
    float[] x = tile.a();
    int[] table = tile.table();
    float[] weights = tile.w();
    FloatVector s0a = FloatVector.fromArray(S, tile.bias(), bias);
    FloatVector s1a = s0a;
    FloatVector s2a = s0a;
    FloatVector s3a = s0a;
    FloatVector s4a = s0a;
    FloatVector s5a = s0a;
    FloatVector s6a = s0a;
    for (int i = 0, q = w; i < k; i++, q += L) {
      int p = a + table[i];
      FloatVector wa = FloatVector.fromArray(S, weights, q);
      FloatVector x0 = FloatVector.broadcast(S, x[p]);
      s0a = x0.fma(wa, s0a);
      FloatVector x1 = FloatVector.broadcast(S, x[p + 1]);
      s1a = x1.fma(wa, s1a);
      FloatVector x2 = FloatVector.broadcast(S, x[p + 2]);
      s2a = x2.fma(wa, s2a);
      FloatVector x3 = FloatVector.broadcast(S, x[p + 3]);
      s3a = x3.fma(wa, s3a);
      FloatVector x4 = FloatVector.broadcast(S, x[p + 4]);
      s4a = x4.fma(wa, s4a);
      FloatVector x5 = FloatVector.broadcast(S, x[p + 5]);
      s5a = x5.fma(wa, s5a);
      FloatVector x6 = FloatVector.broadcast(S, x[p + 6]);
      s6a = x6.fma(wa, s6a);
    }
    FloatVector least = FloatVector.broadcast(S, tile.clamp().least());
    float[] out = tile.out();
    int row = tile.rowStride();
    s0a = s0a.blend(least, s0a.compare(LT, least));
    s0a.intoArray(out, o);
    s1a = s1a.blend(least, s1a.compare(LT, least));
    s1a.intoArray(out, o + row);
    s2a = s2a.blend(least, s2a.compare(LT, least));
    s2a.intoArray(out, o + 2 * row);
    s3a = s3a.blend(least, s3a.compare(LT, least));
    s3a.intoArray(out, o + 3 * row);
    s4a = s4a.blend(least, s4a.compare(LT, least));
    s4a.intoArray(out, o + 4 * row);
    s5a = s5a.blend(least, s5a.compare(LT, least));
    s5a.intoArray(out, o + 5 * row);
    s6a = s6a.blend(least, s6a.compare(LT, least));
    s6a.intoArray(out, o + 6 * row);
  }

  private static void plain1x2(Tile tile, int a, int k, int w, int bias, int o) {
    float[] x = tile.a();
    int[] table = tile.table();
    float[] weights = tile.w();
    FloatVector s0a = FloatVector.fromArray(S, tile.bias(), bias);
    FloatVector s0b = FloatVector.fromArray(S, tile.bias(), bias + L);
    for (int i = 0, q = w; i < k; i++, q += 2 * L) {
      int p = a + table[i];
      FloatVector wa = FloatVector.fromArray(S, weights, q);
      FloatVector wb = FloatVector.fromArray(S, weights, q + L);
      FloatVector x0 = FloatVector.broadcast(S, x[p]);
      s0a = x0.fma(wa, s0a);
      s0b = x0.fma(wb, s0b);
    }
    FloatVector least = FloatVector.broadcast(S, tile.clamp().least());
    float[] out = tile.out();
    int next = o + tile.vectorStride();
    s0a = s0a.blend(least, s0a.compare(LT, least));
    s0a.intoArray(out, o);
    s0b = s0b.blend(least, s0b.compare(LT, least));
    s0b.intoArray(out, next);
  }

  private static void plain1x1(Tile tile, int a, int k, int w, int bias, int o) {
    float[] x = tile.a();
    int[] table = tile.table();
    float[] weights = tile.w();
    FloatVector s0a = FloatVector.fromArray(S, tile.bias(), bias);
    for (int i = 0, q = w; i < k; i++, q += L) {
      int p = a + table[i];
      FloatVector wa = FloatVector.fromArray(S, weights, q);
      FloatVector x0 = FloatVector.broadcast(S, x[p]);
      s0a = x0.fma(wa, s0a);
    }
    FloatVector least = FloatVector.broadcast(S, tile.clamp().least());
    float[] out = tile.out();
    s0a = s0a.blend(least, s0a.compare(LT, least));
    s0a.intoArray(out, o);
  }
}
