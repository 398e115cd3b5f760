package dev.cnnsummary.executor.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The transforms of F(4x4, 3x3) on vectors of channels (Lavin and Gray, 2016: {@code Bᵀ·d·B} and
 * {@code Aᵀ·m·A}), one axis after the other.
 */
final class WinogradKernels {
  private static final VectorSpecies<Float> S = Width.SPECIES;
  private static final int L = S.length();

  private WinogradKernels() {}

  static void input(float[] x, int xo, int pitch, float[] between, float[] y, int yo, int step) {
    for (int column = 0; column < 6; column++) {
      inputAxis(x, xo + column * L, pitch, between, column * L, 6 * L);
    }
    for (int row = 0; row < 6; row++) {
      inputAxis(between, row * 6 * L, L, y, yo + row * 6 * step, step);
    }
  }

  private static void inputAxis(float[] x, int xo, int xs, float[] y, int yo, int ys) {
    FloatVector d0 = FloatVector.fromArray(S, x, xo);
    FloatVector d1 = FloatVector.fromArray(S, x, xo + xs);
    FloatVector d2 = FloatVector.fromArray(S, x, xo + 2 * xs);
    FloatVector d3 = FloatVector.fromArray(S, x, xo + 3 * xs);
    FloatVector d4 = FloatVector.fromArray(S, x, xo + 4 * xs);
    FloatVector d5 = FloatVector.fromArray(S, x, xo + 5 * xs);
    FloatVector even = d4.sub(d2.mul(4));
    FloatVector odd = d3.sub(d1.mul(4));
    FloatVector near = d4.sub(d2);
    FloatVector far = d3.sub(d1).mul(2);
    d0.mul(4).sub(d2.mul(5)).add(d4).intoArray(y, yo);
    even.add(odd).intoArray(y, yo + ys);
    even.sub(odd).intoArray(y, yo + 2 * ys);
    near.add(far).intoArray(y, yo + 3 * ys);
    near.sub(far).intoArray(y, yo + 4 * ys);
    d1.mul(4).sub(d3.mul(5)).add(d5).intoArray(y, yo + 5 * ys);
  }

  static void output(
      float[] m,
      int mo,
      int step,
      float[] between,
      float[] bias,
      int bo,
      float floor,
      float[] y,
      int yo,
      int pitch) {
    FloatVector zero = FloatVector.zero(S);
    FloatVector none = FloatVector.broadcast(S, Float.NEGATIVE_INFINITY);
    for (int column = 0; column < 6; column++) {
      outputAxis(m, mo + column * step, 6 * step, zero, none, between, column * L, 6 * L);
    }
    FloatVector amount = FloatVector.fromArray(S, bias, bo);
    FloatVector least = FloatVector.broadcast(S, floor);
    for (int row = 0; row < 4; row++) {
      outputAxis(between, row * 6 * L, L, amount, least, y, yo + row * pitch, L);
    }
  }

  private static void outputAxis(
      float[] m, int mo, int ms, FloatVector amount, FloatVector least, float[] y, int yo, int ys) {
    FloatVector m1 = FloatVector.fromArray(S, m, mo + ms);
    FloatVector m2 = FloatVector.fromArray(S, m, mo + 2 * ms);
    FloatVector m3 = FloatVector.fromArray(S, m, mo + 3 * ms);
    FloatVector m4 = FloatVector.fromArray(S, m, mo + 4 * ms);
    FloatVector sum = m1.add(m2);
    FloatVector difference = m1.sub(m2);
    FloatVector wideSum = m3.add(m4);
    FloatVector wideDifference = m3.sub(m4);
    FloatVector m0 = FloatVector.fromArray(S, m, mo);
    FloatVector m5 = FloatVector.fromArray(S, m, mo + 5 * ms);
    m0.add(sum).add(wideSum).add(amount).max(least).intoArray(y, yo);
    difference.add(wideDifference.mul(2)).add(amount).max(least).intoArray(y, yo + ys);
    sum.add(wideSum.mul(4)).add(amount).max(least).intoArray(y, yo + 2 * ys);
    difference.add(wideDifference.mul(8)).add(m5).add(amount).max(least).intoArray(y, yo + 3 * ys);
  }
}
