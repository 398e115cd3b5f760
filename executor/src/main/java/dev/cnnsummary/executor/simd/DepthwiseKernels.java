package dev.cnnsummary.executor.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Depthwise convolution of seven pixels at once, or of one: every lane is a channel of its own. */
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
