package dev.cnnsummary.executor.simd;

import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;

import dev.cnnsummary.executor.kernels.Clamp;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Depthwise convolution: every lane is a channel of its own. The kernels of rows are unrolled over
 * seven outputs and the taps along a row, so that each input is read once for all that see it.
 * {@code DepthwiseKernelsTest} writes them.
 */
final class DepthwiseKernels {
  private static final VectorSpecies<Float> S = Width.SPECIES;
  private static final int L = S.length();

  private DepthwiseKernels() {}

  /** Seven neighbouring outputs of a window whose taps are anywhere. */
  static void seven(
      float[] x,
      int xo,
      int[] taps,
      float[] w,
      int wo,
      float[] bias,
      int bo,
      Clamp clamp,
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
    FloatVector least = FloatVector.broadcast(S, clamp.least());
    FloatVector most = FloatVector.broadcast(S, clamp.most());
    s0.blend(least, s0.compare(LT, least)).blend(most, s0.compare(GT, most)).intoArray(y, yo);
    s1.blend(least, s1.compare(LT, least)).blend(most, s1.compare(GT, most)).intoArray(y, yo + L);
    s2.blend(least, s2.compare(LT, least))
        .blend(most, s2.compare(GT, most))
        .intoArray(y, yo + 2 * L);
    s3.blend(least, s3.compare(LT, least))
        .blend(most, s3.compare(GT, most))
        .intoArray(y, yo + 3 * L);
    s4.blend(least, s4.compare(LT, least))
        .blend(most, s4.compare(GT, most))
        .intoArray(y, yo + 4 * L);
    s5.blend(least, s5.compare(LT, least))
        .blend(most, s5.compare(GT, most))
        .intoArray(y, yo + 5 * L);
    s6.blend(least, s6.compare(LT, least))
        .blend(most, s6.compare(GT, most))
        .intoArray(y, yo + 6 * L);
  }

  /** One output of such a window. */
  static void one(
      float[] x,
      int xo,
      int[] taps,
      float[] w,
      int wo,
      float[] bias,
      int bo,
      Clamp clamp,
      float[] y,
      int yo) {
    FloatVector sum = FloatVector.fromArray(S, bias, bo);
    for (int t = 0, q = wo; t < taps.length; t++, q += L) {
      sum = FloatVector.fromArray(S, x, xo + taps[t]).fma(FloatVector.fromArray(S, w, q), sum);
    }
    FloatVector least = FloatVector.broadcast(S, clamp.least());
    FloatVector most = FloatVector.broadcast(S, clamp.most());
    sum.blend(least, sum.compare(LT, least)).blend(most, sum.compare(GT, most)).intoArray(y, yo);
  }

  /** One output of a window of rows. */
  static void rowOfOne(
      float[] x,
      int[] rows,
      int count,
      int pixel,
      int taps,
      float[] w,
      int wo,
      float[] bias,
      int bo,
      Clamp clamp,
      float[] y,
      int yo) {
    FloatVector sum = FloatVector.fromArray(S, bias, bo);
    for (int r = 0, q = wo; r < count; r++) {
      for (int t = 0, p = rows[r] + pixel * L; t < taps; t++, p += L, q += L) {
        sum = FloatVector.fromArray(S, x, p).fma(FloatVector.fromArray(S, w, q), sum);
      }
    }
    FloatVector least = FloatVector.broadcast(S, clamp.least());
    FloatVector most = FloatVector.broadcast(S, clamp.most());
    sum.blend(least, sum.compare(LT, least)).blend(most, sum.compare(GT, most)).intoArray(y, yo);
  }

  static void row3x1(
      float[] x,
      int[] rows,
      int count,
      int pixel,
      float[] w,
      int wo,
      float[] bias,
      int bo,
      Clamp clamp,
      float[] y,
      int yo) {
    FloatVector s0 = FloatVector.fromArray(S, bias, bo);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    FloatVector s4 = s0;
    FloatVector s5 = s0;
    FloatVector s6 = s0;
    for (int r = 0, q = wo; r < count; r++, q += 3 * L) {
      int p = rows[r] + pixel * L;
      FloatVector w0 = FloatVector.fromArray(S, w, q);
      FloatVector w1 = FloatVector.fromArray(S, w, q + L);
      FloatVector w2 = FloatVector.fromArray(S, w, q + 2 * L);
      FloatVector x0 = FloatVector.fromArray(S, x, p);
      s0 = x0.fma(w0, s0);
      FloatVector x1 = FloatVector.fromArray(S, x, p + L);
      s0 = x1.fma(w1, s0);
      s1 = x1.fma(w0, s1);
      FloatVector x2 = FloatVector.fromArray(S, x, p + 2 * L);
      s0 = x2.fma(w2, s0);
      s1 = x2.fma(w1, s1);
      s2 = x2.fma(w0, s2);
      FloatVector x3 = FloatVector.fromArray(S, x, p + 3 * L);
      s1 = x3.fma(w2, s1);
      s2 = x3.fma(w1, s2);
      s3 = x3.fma(w0, s3);
      FloatVector x4 = FloatVector.fromArray(S, x, p + 4 * L);
      s2 = x4.fma(w2, s2);
      s3 = x4.fma(w1, s3);
      s4 = x4.fma(w0, s4);
      FloatVector x5 = FloatVector.fromArray(S, x, p + 5 * L);
      s3 = x5.fma(w2, s3);
      s4 = x5.fma(w1, s4);
      s5 = x5.fma(w0, s5);
      FloatVector x6 = FloatVector.fromArray(S, x, p + 6 * L);
      s4 = x6.fma(w2, s4);
      s5 = x6.fma(w1, s5);
      s6 = x6.fma(w0, s6);
      FloatVector x7 = FloatVector.fromArray(S, x, p + 7 * L);
      s5 = x7.fma(w2, s5);
      s6 = x7.fma(w1, s6);
      FloatVector x8 = FloatVector.fromArray(S, x, p + 8 * L);
      s6 = x8.fma(w2, s6);
    }
    FloatVector least = FloatVector.broadcast(S, clamp.least());
    FloatVector most = FloatVector.broadcast(S, clamp.most());
    s0 = s0.blend(least, s0.compare(LT, least)).blend(most, s0.compare(GT, most));
    s0.intoArray(y, yo);
    s1 = s1.blend(least, s1.compare(LT, least)).blend(most, s1.compare(GT, most));
    s1.intoArray(y, yo + L);
    s2 = s2.blend(least, s2.compare(LT, least)).blend(most, s2.compare(GT, most));
    s2.intoArray(y, yo + 2 * L);
    s3 = s3.blend(least, s3.compare(LT, least)).blend(most, s3.compare(GT, most));
    s3.intoArray(y, yo + 3 * L);
    s4 = s4.blend(least, s4.compare(LT, least)).blend(most, s4.compare(GT, most));
    s4.intoArray(y, yo + 4 * L);
    s5 = s5.blend(least, s5.compare(LT, least)).blend(most, s5.compare(GT, most));
    s5.intoArray(y, yo + 5 * L);
    s6 = s6.blend(least, s6.compare(LT, least)).blend(most, s6.compare(GT, most));
    s6.intoArray(y, yo + 6 * L);
  }

  static void row3x2(
      float[] x,
      int[] rows,
      int count,
      int pixel,
      float[] w,
      int wo,
      float[] bias,
      int bo,
      Clamp clamp,
      float[] y,
      int yo) {
    FloatVector s0 = FloatVector.fromArray(S, bias, bo);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    FloatVector s4 = s0;
    FloatVector s5 = s0;
    FloatVector s6 = s0;
    for (int r = 0, q = wo; r < count; r++, q += 3 * L) {
      int p = rows[r] + pixel * L;
      FloatVector w0 = FloatVector.fromArray(S, w, q);
      FloatVector w1 = FloatVector.fromArray(S, w, q + L);
      FloatVector w2 = FloatVector.fromArray(S, w, q + 2 * L);
      FloatVector x0 = FloatVector.fromArray(S, x, p);
      s0 = x0.fma(w0, s0);
      FloatVector x1 = FloatVector.fromArray(S, x, p + L);
      s0 = x1.fma(w1, s0);
      FloatVector x2 = FloatVector.fromArray(S, x, p + 2 * L);
      s0 = x2.fma(w2, s0);
      s1 = x2.fma(w0, s1);
      FloatVector x3 = FloatVector.fromArray(S, x, p + 3 * L);
      s1 = x3.fma(w1, s1);
      FloatVector x4 = FloatVector.fromArray(S, x, p + 4 * L);
      s1 = x4.fma(w2, s1);
      s2 = x4.fma(w0, s2);
      FloatVector x5 = FloatVector.fromArray(S, x, p + 5 * L);
      s2 = x5.fma(w1, s2);
      FloatVector x6 = FloatVector.fromArray(S, x, p + 6 * L);
      s2 = x6.fma(w2, s2);
      s3 = x6.fma(w0, s3);
      FloatVector x7 = FloatVector.fromArray(S, x, p + 7 * L);
      s3 = x7.fma(w1, s3);
      FloatVector x8 = FloatVector.fromArray(S, x, p + 8 * L);
      s3 = x8.fma(w2, s3);
      s4 = x8.fma(w0, s4);
      FloatVector x9 = FloatVector.fromArray(S, x, p + 9 * L);
      s4 = x9.fma(w1, s4);
      FloatVector x10 = FloatVector.fromArray(S, x, p + 10 * L);
      s4 = x10.fma(w2, s4);
      s5 = x10.fma(w0, s5);
      FloatVector x11 = FloatVector.fromArray(S, x, p + 11 * L);
      s5 = x11.fma(w1, s5);
      FloatVector x12 = FloatVector.fromArray(S, x, p + 12 * L);
      s5 = x12.fma(w2, s5);
      s6 = x12.fma(w0, s6);
      FloatVector x13 = FloatVector.fromArray(S, x, p + 13 * L);
      s6 = x13.fma(w1, s6);
      FloatVector x14 = FloatVector.fromArray(S, x, p + 14 * L);
      s6 = x14.fma(w2, s6);
    }
    FloatVector least = FloatVector.broadcast(S, clamp.least());
    FloatVector most = FloatVector.broadcast(S, clamp.most());
    s0 = s0.blend(least, s0.compare(LT, least)).blend(most, s0.compare(GT, most));
    s0.intoArray(y, yo);
    s1 = s1.blend(least, s1.compare(LT, least)).blend(most, s1.compare(GT, most));
    s1.intoArray(y, yo + L);
    s2 = s2.blend(least, s2.compare(LT, least)).blend(most, s2.compare(GT, most));
    s2.intoArray(y, yo + 2 * L);
    s3 = s3.blend(least, s3.compare(LT, least)).blend(most, s3.compare(GT, most));
    s3.intoArray(y, yo + 3 * L);
    s4 = s4.blend(least, s4.compare(LT, least)).blend(most, s4.compare(GT, most));
    s4.intoArray(y, yo + 4 * L);
    s5 = s5.blend(least, s5.compare(LT, least)).blend(most, s5.compare(GT, most));
    s5.intoArray(y, yo + 5 * L);
    s6 = s6.blend(least, s6.compare(LT, least)).blend(most, s6.compare(GT, most));
    s6.intoArray(y, yo + 6 * L);
  }

  static void row5x1(
      float[] x,
      int[] rows,
      int count,
      int pixel,
      float[] w,
      int wo,
      float[] bias,
      int bo,
      Clamp clamp,
      float[] y,
      int yo) {
    FloatVector s0 = FloatVector.fromArray(S, bias, bo);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    FloatVector s4 = s0;
    FloatVector s5 = s0;
    FloatVector s6 = s0;
    for (int r = 0, q = wo; r < count; r++, q += 5 * L) {
      int p = rows[r] + pixel * L;
      FloatVector w0 = FloatVector.fromArray(S, w, q);
      FloatVector w1 = FloatVector.fromArray(S, w, q + L);
      FloatVector w2 = FloatVector.fromArray(S, w, q + 2 * L);
      FloatVector w3 = FloatVector.fromArray(S, w, q + 3 * L);
      FloatVector w4 = FloatVector.fromArray(S, w, q + 4 * L);
      FloatVector x0 = FloatVector.fromArray(S, x, p);
      s0 = x0.fma(w0, s0);
      FloatVector x1 = FloatVector.fromArray(S, x, p + L);
      s0 = x1.fma(w1, s0);
      s1 = x1.fma(w0, s1);
      FloatVector x2 = FloatVector.fromArray(S, x, p + 2 * L);
      s0 = x2.fma(w2, s0);
      s1 = x2.fma(w1, s1);
      s2 = x2.fma(w0, s2);
      FloatVector x3 = FloatVector.fromArray(S, x, p + 3 * L);
      s0 = x3.fma(w3, s0);
      s1 = x3.fma(w2, s1);
      s2 = x3.fma(w1, s2);
      s3 = x3.fma(w0, s3);
      FloatVector x4 = FloatVector.fromArray(S, x, p + 4 * L);
      s0 = x4.fma(w4, s0);
      s1 = x4.fma(w3, s1);
      s2 = x4.fma(w2, s2);
      s3 = x4.fma(w1, s3);
      s4 = x4.fma(w0, s4);
      FloatVector x5 = FloatVector.fromArray(S, x, p + 5 * L);
      s1 = x5.fma(w4, s1);
      s2 = x5.fma(w3, s2);
      s3 = x5.fma(w2, s3);
      s4 = x5.fma(w1, s4);
      s5 = x5.fma(w0, s5);
      FloatVector x6 = FloatVector.fromArray(S, x, p + 6 * L);
      s2 = x6.fma(w4, s2);
      s3 = x6.fma(w3, s3);
      s4 = x6.fma(w2, s4);
      s5 = x6.fma(w1, s5);
      s6 = x6.fma(w0, s6);
      FloatVector x7 = FloatVector.fromArray(S, x, p + 7 * L);
      s3 = x7.fma(w4, s3);
      s4 = x7.fma(w3, s4);
      s5 = x7.fma(w2, s5);
      s6 = x7.fma(w1, s6);
      FloatVector x8 = FloatVector.fromArray(S, x, p + 8 * L);
      s4 = x8.fma(w4, s4);
      s5 = x8.fma(w3, s5);
      s6 = x8.fma(w2, s6);
      FloatVector x9 = FloatVector.fromArray(S, x, p + 9 * L);
      s5 = x9.fma(w4, s5);
      s6 = x9.fma(w3, s6);
      FloatVector x10 = FloatVector.fromArray(S, x, p + 10 * L);
      s6 = x10.fma(w4, s6);
    }
    FloatVector least = FloatVector.broadcast(S, clamp.least());
    FloatVector most = FloatVector.broadcast(S, clamp.most());
    s0 = s0.blend(least, s0.compare(LT, least)).blend(most, s0.compare(GT, most));
    s0.intoArray(y, yo);
    s1 = s1.blend(least, s1.compare(LT, least)).blend(most, s1.compare(GT, most));
    s1.intoArray(y, yo + L);
    s2 = s2.blend(least, s2.compare(LT, least)).blend(most, s2.compare(GT, most));
    s2.intoArray(y, yo + 2 * L);
    s3 = s3.blend(least, s3.compare(LT, least)).blend(most, s3.compare(GT, most));
    s3.intoArray(y, yo + 3 * L);
    s4 = s4.blend(least, s4.compare(LT, least)).blend(most, s4.compare(GT, most));
    s4.intoArray(y, yo + 4 * L);
    s5 = s5.blend(least, s5.compare(LT, least)).blend(most, s5.compare(GT, most));
    s5.intoArray(y, yo + 5 * L);
    s6 = s6.blend(least, s6.compare(LT, least)).blend(most, s6.compare(GT, most));
    s6.intoArray(y, yo + 6 * L);
  }

  static void row5x2(
      float[] x,
      int[] rows,
      int count,
      int pixel,
      float[] w,
      int wo,
      float[] bias,
      int bo,
      Clamp clamp,
      float[] y,
      int yo) {
    FloatVector s0 = FloatVector.fromArray(S, bias, bo);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    FloatVector s4 = s0;
    FloatVector s5 = s0;
    FloatVector s6 = s0;
    for (int r = 0, q = wo; r < count; r++, q += 5 * L) {
      int p = rows[r] + pixel * L;
      FloatVector w0 = FloatVector.fromArray(S, w, q);
      FloatVector w1 = FloatVector.fromArray(S, w, q + L);
      FloatVector w2 = FloatVector.fromArray(S, w, q + 2 * L);
      FloatVector w3 = FloatVector.fromArray(S, w, q + 3 * L);
      FloatVector w4 = FloatVector.fromArray(S, w, q + 4 * L);
      FloatVector x0 = FloatVector.fromArray(S, x, p);
      s0 = x0.fma(w0, s0);
      FloatVector x1 = FloatVector.fromArray(S, x, p + L);
      s0 = x1.fma(w1, s0);
      FloatVector x2 = FloatVector.fromArray(S, x, p + 2 * L);
      s0 = x2.fma(w2, s0);
      s1 = x2.fma(w0, s1);
      FloatVector x3 = FloatVector.fromArray(S, x, p + 3 * L);
      s0 = x3.fma(w3, s0);
      s1 = x3.fma(w1, s1);
      FloatVector x4 = FloatVector.fromArray(S, x, p + 4 * L);
      s0 = x4.fma(w4, s0);
      s1 = x4.fma(w2, s1);
      s2 = x4.fma(w0, s2);
      FloatVector x5 = FloatVector.fromArray(S, x, p + 5 * L);
      s1 = x5.fma(w3, s1);
      s2 = x5.fma(w1, s2);
      FloatVector x6 = FloatVector.fromArray(S, x, p + 6 * L);
      s1 = x6.fma(w4, s1);
      s2 = x6.fma(w2, s2);
      s3 = x6.fma(w0, s3);
      FloatVector x7 = FloatVector.fromArray(S, x, p + 7 * L);
      s2 = x7.fma(w3, s2);
      s3 = x7.fma(w1, s3);
      FloatVector x8 = FloatVector.fromArray(S, x, p + 8 * L);
      s2 = x8.fma(w4, s2);
      s3 = x8.fma(w2, s3);
      s4 = x8.fma(w0, s4);
      FloatVector x9 = FloatVector.fromArray(S, x, p + 9 * L);
      s3 = x9.fma(w3, s3);
      s4 = x9.fma(w1, s4);
      FloatVector x10 = FloatVector.fromArray(S, x, p + 10 * L);
      s3 = x10.fma(w4, s3);
      s4 = x10.fma(w2, s4);
      s5 = x10.fma(w0, s5);
      FloatVector x11 = FloatVector.fromArray(S, x, p + 11 * L);
      s4 = x11.fma(w3, s4);
      s5 = x11.fma(w1, s5);
      FloatVector x12 = FloatVector.fromArray(S, x, p + 12 * L);
      s4 = x12.fma(w4, s4);
      s5 = x12.fma(w2, s5);
      s6 = x12.fma(w0, s6);
      FloatVector x13 = FloatVector.fromArray(S, x, p + 13 * L);
      s5 = x13.fma(w3, s5);
      s6 = x13.fma(w1, s6);
      FloatVector x14 = FloatVector.fromArray(S, x, p + 14 * L);
      s5 = x14.fma(w4, s5);
      s6 = x14.fma(w2, s6);
      FloatVector x15 = FloatVector.fromArray(S, x, p + 15 * L);
      s6 = x15.fma(w3, s6);
      FloatVector x16 = FloatVector.fromArray(S, x, p + 16 * L);
      s6 = x16.fma(w4, s6);
    }
    FloatVector least = FloatVector.broadcast(S, clamp.least());
    FloatVector most = FloatVector.broadcast(S, clamp.most());
    s0 = s0.blend(least, s0.compare(LT, least)).blend(most, s0.compare(GT, most));
    s0.intoArray(y, yo);
    s1 = s1.blend(least, s1.compare(LT, least)).blend(most, s1.compare(GT, most));
    s1.intoArray(y, yo + L);
    s2 = s2.blend(least, s2.compare(LT, least)).blend(most, s2.compare(GT, most));
    s2.intoArray(y, yo + 2 * L);
    s3 = s3.blend(least, s3.compare(LT, least)).blend(most, s3.compare(GT, most));
    s3.intoArray(y, yo + 3 * L);
    s4 = s4.blend(least, s4.compare(LT, least)).blend(most, s4.compare(GT, most));
    s4.intoArray(y, yo + 4 * L);
    s5 = s5.blend(least, s5.compare(LT, least)).blend(most, s5.compare(GT, most));
    s5.intoArray(y, yo + 5 * L);
    s6 = s6.blend(least, s6.compare(LT, least)).blend(most, s6.compare(GT, most));
    s6.intoArray(y, yo + 6 * L);
  }

  static void row7x1(
      float[] x,
      int[] rows,
      int count,
      int pixel,
      float[] w,
      int wo,
      float[] bias,
      int bo,
      Clamp clamp,
      float[] y,
      int yo) {
    FloatVector s0 = FloatVector.fromArray(S, bias, bo);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    FloatVector s4 = s0;
    FloatVector s5 = s0;
    FloatVector s6 = s0;
    for (int r = 0, q = wo; r < count; r++, q += 7 * L) {
      int p = rows[r] + pixel * L;
      FloatVector w0 = FloatVector.fromArray(S, w, q);
      FloatVector w1 = FloatVector.fromArray(S, w, q + L);
      FloatVector w2 = FloatVector.fromArray(S, w, q + 2 * L);
      FloatVector w3 = FloatVector.fromArray(S, w, q + 3 * L);
      FloatVector w4 = FloatVector.fromArray(S, w, q + 4 * L);
      FloatVector w5 = FloatVector.fromArray(S, w, q + 5 * L);
      FloatVector w6 = FloatVector.fromArray(S, w, q + 6 * L);
      FloatVector x0 = FloatVector.fromArray(S, x, p);
      s0 = x0.fma(w0, s0);
      FloatVector x1 = FloatVector.fromArray(S, x, p + L);
      s0 = x1.fma(w1, s0);
      s1 = x1.fma(w0, s1);
      FloatVector x2 = FloatVector.fromArray(S, x, p + 2 * L);
      s0 = x2.fma(w2, s0);
      s1 = x2.fma(w1, s1);
      s2 = x2.fma(w0, s2);
      FloatVector x3 = FloatVector.fromArray(S, x, p + 3 * L);
      s0 = x3.fma(w3, s0);
      s1 = x3.fma(w2, s1);
      s2 = x3.fma(w1, s2);
      s3 = x3.fma(w0, s3);
      FloatVector x4 = FloatVector.fromArray(S, x, p + 4 * L);
      s0 = x4.fma(w4, s0);
      s1 = x4.fma(w3, s1);
      s2 = x4.fma(w2, s2);
      s3 = x4.fma(w1, s3);
      s4 = x4.fma(w0, s4);
      FloatVector x5 = FloatVector.fromArray(S, x, p + 5 * L);
      s0 = x5.fma(w5, s0);
      s1 = x5.fma(w4, s1);
      s2 = x5.fma(w3, s2);
      s3 = x5.fma(w2, s3);
      s4 = x5.fma(w1, s4);
      s5 = x5.fma(w0, s5);
      FloatVector x6 = FloatVector.fromArray(S, x, p + 6 * L);
      s0 = x6.fma(w6, s0);
      s1 = x6.fma(w5, s1);
      s2 = x6.fma(w4, s2);
      s3 = x6.fma(w3, s3);
      s4 = x6.fma(w2, s4);
      s5 = x6.fma(w1, s5);
      s6 = x6.fma(w0, s6);
      FloatVector x7 = FloatVector.fromArray(S, x, p + 7 * L);
      s1 = x7.fma(w6, s1);
      s2 = x7.fma(w5, s2);
      s3 = x7.fma(w4, s3);
      s4 = x7.fma(w3, s4);
      s5 = x7.fma(w2, s5);
      s6 = x7.fma(w1, s6);
      FloatVector x8 = FloatVector.fromArray(S, x, p + 8 * L);
      s2 = x8.fma(w6, s2);
      s3 = x8.fma(w5, s3);
      s4 = x8.fma(w4, s4);
      s5 = x8.fma(w3, s5);
      s6 = x8.fma(w2, s6);
      FloatVector x9 = FloatVector.fromArray(S, x, p + 9 * L);
      s3 = x9.fma(w6, s3);
      s4 = x9.fma(w5, s4);
      s5 = x9.fma(w4, s5);
      s6 = x9.fma(w3, s6);
      FloatVector x10 = FloatVector.fromArray(S, x, p + 10 * L);
      s4 = x10.fma(w6, s4);
      s5 = x10.fma(w5, s5);
      s6 = x10.fma(w4, s6);
      FloatVector x11 = FloatVector.fromArray(S, x, p + 11 * L);
      s5 = x11.fma(w6, s5);
      s6 = x11.fma(w5, s6);
      FloatVector x12 = FloatVector.fromArray(S, x, p + 12 * L);
      s6 = x12.fma(w6, s6);
    }
    FloatVector least = FloatVector.broadcast(S, clamp.least());
    FloatVector most = FloatVector.broadcast(S, clamp.most());
    s0 = s0.blend(least, s0.compare(LT, least)).blend(most, s0.compare(GT, most));
    s0.intoArray(y, yo);
    s1 = s1.blend(least, s1.compare(LT, least)).blend(most, s1.compare(GT, most));
    s1.intoArray(y, yo + L);
    s2 = s2.blend(least, s2.compare(LT, least)).blend(most, s2.compare(GT, most));
    s2.intoArray(y, yo + 2 * L);
    s3 = s3.blend(least, s3.compare(LT, least)).blend(most, s3.compare(GT, most));
    s3.intoArray(y, yo + 3 * L);
    s4 = s4.blend(least, s4.compare(LT, least)).blend(most, s4.compare(GT, most));
    s4.intoArray(y, yo + 4 * L);
    s5 = s5.blend(least, s5.compare(LT, least)).blend(most, s5.compare(GT, most));
    s5.intoArray(y, yo + 5 * L);
    s6 = s6.blend(least, s6.compare(LT, least)).blend(most, s6.compare(GT, most));
    s6.intoArray(y, yo + 6 * L);
  }

  static void row7x2(
      float[] x,
      int[] rows,
      int count,
      int pixel,
      float[] w,
      int wo,
      float[] bias,
      int bo,
      Clamp clamp,
      float[] y,
      int yo) {
    FloatVector s0 = FloatVector.fromArray(S, bias, bo);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    FloatVector s4 = s0;
    FloatVector s5 = s0;
    FloatVector s6 = s0;
    for (int r = 0, q = wo; r < count; r++, q += 7 * L) {
      int p = rows[r] + pixel * L;
      FloatVector w0 = FloatVector.fromArray(S, w, q);
      FloatVector w1 = FloatVector.fromArray(S, w, q + L);
      FloatVector w2 = FloatVector.fromArray(S, w, q + 2 * L);
      FloatVector w3 = FloatVector.fromArray(S, w, q + 3 * L);
      FloatVector w4 = FloatVector.fromArray(S, w, q + 4 * L);
      FloatVector w5 = FloatVector.fromArray(S, w, q + 5 * L);
      FloatVector w6 = FloatVector.fromArray(S, w, q + 6 * L);
      FloatVector x0 = FloatVector.fromArray(S, x, p);
      s0 = x0.fma(w0, s0);
      FloatVector x1 = FloatVector.fromArray(S, x, p + L);
      s0 = x1.fma(w1, s0);
      FloatVector x2 = FloatVector.fromArray(S, x, p + 2 * L);
      s0 = x2.fma(w2, s0);
      s1 = x2.fma(w0, s1);
      FloatVector x3 = FloatVector.fromArray(S, x, p + 3 * L);
      s0 = x3.fma(w3, s0);
      s1 = x3.fma(w1, s1);
      FloatVector x4 = FloatVector.fromArray(S, x, p + 4 * L);
      s0 = x4.fma(w4, s0);
      s1 = x4.fma(w2, s1);
      s2 = x4.fma(w0, s2);
      FloatVector x5 = FloatVector.fromArray(S, x, p + 5 * L);
      s0 = x5.fma(w5, s0);
      s1 = x5.fma(w3, s1);
      s2 = x5.fma(w1, s2);
      FloatVector x6 = FloatVector.fromArray(S, x, p + 6 * L);
      s0 = x6.fma(w6, s0);
      s1 = x6.fma(w4, s1);
      s2 = x6.fma(w2, s2);
      s3 = x6.fma(w0, s3);
      FloatVector x7 = FloatVector.fromArray(S, x, p + 7 * L);
      s1 = x7.fma(w5, s1);
      s2 = x7.fma(w3, s2);
      s3 = x7.fma(w1, s3);
      FloatVector x8 = FloatVector.fromArray(S, x, p + 8 * L);
      s1 = x8.fma(w6, s1);
      s2 = x8.fma(w4, s2);
      s3 = x8.fma(w2, s3);
      s4 = x8.fma(w0, s4);
      FloatVector x9 = FloatVector.fromArray(S, x, p + 9 * L);
      s2 = x9.fma(w5, s2);
      s3 = x9.fma(w3, s3);
      s4 = x9.fma(w1, s4);
      FloatVector x10 = FloatVector.fromArray(S, x, p + 10 * L);
      s2 = x10.fma(w6, s2);
      s3 = x10.fma(w4, s3);
      s4 = x10.fma(w2, s4);
      s5 = x10.fma(w0, s5);
      FloatVector x11 = FloatVector.fromArray(S, x, p + 11 * L);
      s3 = x11.fma(w5, s3);
      s4 = x11.fma(w3, s4);
      s5 = x11.fma(w1, s5);
      FloatVector x12 = FloatVector.fromArray(S, x, p + 12 * L);
      s3 = x12.fma(w6, s3);
      s4 = x12.fma(w4, s4);
      s5 = x12.fma(w2, s5);
      s6 = x12.fma(w0, s6);
      FloatVector x13 = FloatVector.fromArray(S, x, p + 13 * L);
      s4 = x13.fma(w5, s4);
      s5 = x13.fma(w3, s5);
      s6 = x13.fma(w1, s6);
      FloatVector x14 = FloatVector.fromArray(S, x, p + 14 * L);
      s4 = x14.fma(w6, s4);
      s5 = x14.fma(w4, s5);
      s6 = x14.fma(w2, s6);
      FloatVector x15 = FloatVector.fromArray(S, x, p + 15 * L);
      s5 = x15.fma(w5, s5);
      s6 = x15.fma(w3, s6);
      FloatVector x16 = FloatVector.fromArray(S, x, p + 16 * L);
      s5 = x16.fma(w6, s5);
      s6 = x16.fma(w4, s6);
      FloatVector x17 = FloatVector.fromArray(S, x, p + 17 * L);
      s6 = x17.fma(w5, s6);
      FloatVector x18 = FloatVector.fromArray(S, x, p + 18 * L);
      s6 = x18.fma(w6, s6);
    }
    FloatVector least = FloatVector.broadcast(S, clamp.least());
    FloatVector most = FloatVector.broadcast(S, clamp.most());
    s0 = s0.blend(least, s0.compare(LT, least)).blend(most, s0.compare(GT, most));
    s0.intoArray(y, yo);
    s1 = s1.blend(least, s1.compare(LT, least)).blend(most, s1.compare(GT, most));
    s1.intoArray(y, yo + L);
    s2 = s2.blend(least, s2.compare(LT, least)).blend(most, s2.compare(GT, most));
    s2.intoArray(y, yo + 2 * L);
    s3 = s3.blend(least, s3.compare(LT, least)).blend(most, s3.compare(GT, most));
    s3.intoArray(y, yo + 3 * L);
    s4 = s4.blend(least, s4.compare(LT, least)).blend(most, s4.compare(GT, most));
    s4.intoArray(y, yo + 4 * L);
    s5 = s5.blend(least, s5.compare(LT, least)).blend(most, s5.compare(GT, most));
    s5.intoArray(y, yo + 5 * L);
    s6 = s6.blend(least, s6.compare(LT, least)).blend(most, s6.compare(GT, most));
    s6.intoArray(y, yo + 6 * L);
  }
}
