package dev.cnnsummary.executor.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Depthwise convolution: every lane is a channel of its own. */
final class DepthwiseKernels {
  private static final VectorSpecies<Float> S = Width.SPECIES;
  private static final int L = S.length();

  private DepthwiseKernels() {}

  static void seven(
      float[] x,
      int xo,
      int[] taps,
      float[] w,
      int wo,
      float[] bias,
      int bo,
      float floor,
      float[] y,
      int yo) {
    FloatVector s0 = FloatVector.fromArray(S, bias, bo);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    FloatVector s4 = s0;
    FloatVector s5 = s0;
    FloatVector s6 = s0;
    for (int t = 0, q = wo; t < taps.length; t++, q += L) {
      FloatVector factor = FloatVector.fromArray(S, w, q);
      int p = xo + taps[t];
      s0 = FloatVector.fromArray(S, x, p).fma(factor, s0);
      s1 = FloatVector.fromArray(S, x, p + L).fma(factor, s1);
      s2 = FloatVector.fromArray(S, x, p + 2 * L).fma(factor, s2);
      s3 = FloatVector.fromArray(S, x, p + 3 * L).fma(factor, s3);
      s4 = FloatVector.fromArray(S, x, p + 4 * L).fma(factor, s4);
      s5 = FloatVector.fromArray(S, x, p + 5 * L).fma(factor, s5);
      s6 = FloatVector.fromArray(S, x, p + 6 * L).fma(factor, s6);
    }
    FloatVector least = FloatVector.broadcast(S, floor);
    s0.max(least).intoArray(y, yo);
    s1.max(least).intoArray(y, yo + L);
    s2.max(least).intoArray(y, yo + 2 * L);
    s3.max(least).intoArray(y, yo + 3 * L);
    s4.max(least).intoArray(y, yo + 4 * L);
    s5.max(least).intoArray(y, yo + 5 * L);
    s6.max(least).intoArray(y, yo + 6 * L);
  }

  /** A row of a window of nine places, whose weights stay in registers. */
  static void nine(
      float[] x,
      int xo,
      int[] taps,
      float[] w,
      int wo,
      float[] bias,
      int bo,
      float floor,
      float[] y,
      int yo,
      int pixels) {
    FloatVector w0 = FloatVector.fromArray(S, w, wo);
    FloatVector w1 = FloatVector.fromArray(S, w, wo + L);
    FloatVector w2 = FloatVector.fromArray(S, w, wo + 2 * L);
    FloatVector w3 = FloatVector.fromArray(S, w, wo + 3 * L);
    FloatVector w4 = FloatVector.fromArray(S, w, wo + 4 * L);
    FloatVector w5 = FloatVector.fromArray(S, w, wo + 5 * L);
    FloatVector w6 = FloatVector.fromArray(S, w, wo + 6 * L);
    FloatVector w7 = FloatVector.fromArray(S, w, wo + 7 * L);
    FloatVector w8 = FloatVector.fromArray(S, w, wo + 8 * L);
    int p0 = xo + taps[0];
    int p1 = xo + taps[1];
    int p2 = xo + taps[2];
    int p3 = xo + taps[3];
    int p4 = xo + taps[4];
    int p5 = xo + taps[5];
    int p6 = xo + taps[6];
    int p7 = xo + taps[7];
    int p8 = xo + taps[8];
    FloatVector amount = FloatVector.fromArray(S, bias, bo);
    FloatVector least = FloatVector.broadcast(S, floor);
    for (int i = 0; i < pixels * L; i += L) {
      FloatVector sum = FloatVector.fromArray(S, x, p0 + i).fma(w0, amount);
      sum = FloatVector.fromArray(S, x, p1 + i).fma(w1, sum);
      sum = FloatVector.fromArray(S, x, p2 + i).fma(w2, sum);
      sum = FloatVector.fromArray(S, x, p3 + i).fma(w3, sum);
      sum = FloatVector.fromArray(S, x, p4 + i).fma(w4, sum);
      sum = FloatVector.fromArray(S, x, p5 + i).fma(w5, sum);
      sum = FloatVector.fromArray(S, x, p6 + i).fma(w6, sum);
      sum = FloatVector.fromArray(S, x, p7 + i).fma(w7, sum);
      sum = FloatVector.fromArray(S, x, p8 + i).fma(w8, sum);
      sum.max(least).intoArray(y, yo + i);
    }
  }

  static void one(
      float[] x,
      int xo,
      int[] taps,
      float[] w,
      int wo,
      float[] bias,
      int bo,
      float floor,
      float[] y,
      int yo) {
    FloatVector sum = FloatVector.fromArray(S, bias, bo);
    for (int t = 0, q = wo; t < taps.length; t++, q += L) {
      sum = FloatVector.fromArray(S, x, xo + taps[t]).fma(FloatVector.fromArray(S, w, q), sum);
    }
    sum.max(FloatVector.broadcast(S, floor)).intoArray(y, yo);
  }
}
