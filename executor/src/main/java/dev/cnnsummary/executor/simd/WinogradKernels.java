package dev.cnnsummary.executor.simd;

import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;

import dev.cnnsummary.executor.kernels.Clamp;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The transforms of Winograd's algorithm on vectors of channels (Lavin and Gray, 2016: {@code
 * Bᵀ·d·B} and {@code Aᵀ·m·A}), one axis after the other: tiles of 6 points, of which 4, 3 or 2 are
 * outputs of 3, 4 or 5 taps, and tiles of 4 points, 2 outputs of 3 taps.
 */
final class WinogradKernels {
  private static final VectorSpecies<Float> S = Width.SPECIES;
  private static final int L = S.length();

  private WinogradKernels() {}

  static void input(float[] x, int xo, int pitch, float[] between, float[] y, int yo, int step) {
    for (int column = 0; column < 6; column++) {
      inputLine(x, xo + column * L, pitch, between, column * L, 6 * L);
    }
    for (int row = 0; row < 6; row++) {
      inputLine(between, row * 6 * L, L, y, yo + row * 6 * step, step);
    }
  }

  static void inputLine(float[] x, int xo, int xs, float[] y, int yo, int ys) {
    FloatVector d0 = FloatVector.fromArray(S, x, xo);
    FloatVector d1 = FloatVector.fromArray(S, x, xo + xs);
    FloatVector d2 = FloatVector.fromArray(S, x, xo + 2 * xs);
    FloatVector d3 = FloatVector.fromArray(S, x, xo + 3 * xs);
    FloatVector d4 = FloatVector.fromArray(S, x, xo + 4 * xs);
    FloatVector d5 = FloatVector.fromArray(S, x, xo + 5 * xs);
    FloatVector even = d2.fma(FloatVector.broadcast(S, -4), d4);
    FloatVector odd = d1.fma(FloatVector.broadcast(S, -4), d3);
    FloatVector near = d4.sub(d2);
    FloatVector far = d3.sub(d1);
    d0.fma(FloatVector.broadcast(S, 4), d2.fma(FloatVector.broadcast(S, -5), d4)).intoArray(y, yo);
    even.add(odd).intoArray(y, yo + ys);
    even.sub(odd).intoArray(y, yo + 2 * ys);
    far.fma(FloatVector.broadcast(S, 2), near).intoArray(y, yo + 3 * ys);
    far.fma(FloatVector.broadcast(S, -2), near).intoArray(y, yo + 4 * ys);
    d1.fma(FloatVector.broadcast(S, 4), d3.fma(FloatVector.broadcast(S, -5), d5))
        .intoArray(y, yo + 5 * ys);
  }

  static void output(
      int rows,
      int columns,
      float[] m,
      int mo,
      int step,
      float[] between,
      float[] bias,
      int bo,
      Clamp clamp,
      float[] y,
      int yo,
      int pitch) {
    for (int column = 0; column < 6; column++) {
      outputColumn(rows, m, mo + column * step, 6 * step, between, column * L);
    }
    for (int row = 0; row < rows; row++) {
      outputLine(columns, between, row * 6 * L, L, bias, bo, clamp, y, yo + row * pitch, L);
    }
  }

  private static void outputColumn(int outputs, float[] m, int mo, int ms, float[] y, int yo) {
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
    m0.add(sum).add(wideSum).intoArray(y, yo);
    FloatVector y1 = wideDifference.fma(FloatVector.broadcast(S, 2), difference);
    if (outputs == 2) {
      y1.add(m5).intoArray(y, yo + 6 * L);
      return;
    }
    y1.intoArray(y, yo + 6 * L);
    FloatVector y2 = wideSum.fma(FloatVector.broadcast(S, 4), sum);
    if (outputs == 3) {
      y2.add(m5).intoArray(y, yo + 12 * L);
      return;
    }
    y2.intoArray(y, yo + 12 * L);
    wideDifference.fma(FloatVector.broadcast(S, 8), difference).add(m5).intoArray(y, yo + 18 * L);
  }

  static void outputLine(
      int outputs,
      float[] m,
      int mo,
      int ms,
      float[] bias,
      int bo,
      Clamp clamp,
      float[] y,
      int yo,
      int ys) {
    FloatVector amount = FloatVector.fromArray(S, bias, bo);
    FloatVector least = FloatVector.broadcast(S, clamp.least());
    FloatVector most = FloatVector.broadcast(S, clamp.most());
    FloatVector m1 = FloatVector.fromArray(S, m, mo + ms);
    FloatVector m2 = FloatVector.fromArray(S, m, mo + 2 * ms);
    FloatVector m3 = FloatVector.fromArray(S, m, mo + 3 * ms);
    FloatVector m4 = FloatVector.fromArray(S, m, mo + 4 * ms);
    FloatVector m5 = FloatVector.fromArray(S, m, mo + 5 * ms);
    FloatVector sum = m1.add(m2).add(amount);
    FloatVector difference = m1.sub(m2).add(amount);
    FloatVector wideSum = m3.add(m4);
    FloatVector wideDifference = m3.sub(m4);
    FloatVector y0 = FloatVector.fromArray(S, m, mo).add(sum).add(wideSum);
    y0.blend(least, y0.compare(LT, least)).blend(most, y0.compare(GT, most)).intoArray(y, yo);
    FloatVector y1 = wideDifference.fma(FloatVector.broadcast(S, 2), difference);
    y1 = outputs == 2 ? y1.add(m5) : y1;
    y1.blend(least, y1.compare(LT, least)).blend(most, y1.compare(GT, most)).intoArray(y, yo + ys);
    if (outputs == 2) {
      return;
    }
    FloatVector y2 = wideSum.fma(FloatVector.broadcast(S, 4), sum);
    y2 = outputs == 3 ? y2.add(m5) : y2;
    y2.blend(least, y2.compare(LT, least))
        .blend(most, y2.compare(GT, most))
        .intoArray(y, yo + 2 * ys);
    if (outputs == 3) {
      return;
    }
    FloatVector y3 = wideDifference.fma(FloatVector.broadcast(S, 8), difference).add(m5);
    y3.blend(least, y3.compare(LT, least))
        .blend(most, y3.compare(GT, most))
        .intoArray(y, yo + 3 * ys);
  }

  static void smallInput(
      float[] x, int xo, int pitch, float[] between, float[] y, int yo, int step) {
    for (int column = 0; column < 4; column++) {
      smallInputAxis(x, xo + column * L, pitch, between, column * L, 4 * L);
    }
    for (int row = 0; row < 4; row++) {
      smallInputAxis(between, row * 4 * L, L, y, yo + row * 4 * step, step);
    }
  }

  private static void smallInputAxis(float[] x, int xo, int xs, float[] y, int yo, int ys) {
    FloatVector d0 = FloatVector.fromArray(S, x, xo);
    FloatVector d1 = FloatVector.fromArray(S, x, xo + xs);
    FloatVector d2 = FloatVector.fromArray(S, x, xo + 2 * xs);
    FloatVector d3 = FloatVector.fromArray(S, x, xo + 3 * xs);
    d0.sub(d2).intoArray(y, yo);
    d1.add(d2).intoArray(y, yo + ys);
    d2.sub(d1).intoArray(y, yo + 2 * ys);
    d1.sub(d3).intoArray(y, yo + 3 * ys);
  }

  static void smallOutput(
      float[] m,
      int mo,
      int step,
      float[] between,
      float[] bias,
      int bo,
      Clamp clamp,
      float[] y,
      int yo,
      int pitch) {
    for (int column = 0; column < 4; column++) {
      int from = mo + column * step;
      FloatVector m1 = FloatVector.fromArray(S, m, from + 4 * step);
      FloatVector m2 = FloatVector.fromArray(S, m, from + 8 * step);
      FloatVector.fromArray(S, m, from).add(m1).add(m2).intoArray(between, column * L);
      m1.sub(m2)
          .sub(FloatVector.fromArray(S, m, from + 12 * step))
          .intoArray(between, (4 + column) * L);
    }
    FloatVector amount = FloatVector.fromArray(S, bias, bo);
    FloatVector least = FloatVector.broadcast(S, clamp.least());
    FloatVector most = FloatVector.broadcast(S, clamp.most());
    for (int row = 0; row < 2; row++) {
      int from = row * 4 * L;
      FloatVector m1 = FloatVector.fromArray(S, between, from + L);
      FloatVector m2 = FloatVector.fromArray(S, between, from + 2 * L);
      FloatVector y0 = FloatVector.fromArray(S, between, from).add(m1).add(m2).add(amount);
      FloatVector m3 = FloatVector.fromArray(S, between, from + 3 * L);
      FloatVector y1 = m1.sub(m2).sub(m3).add(amount);
      int to = yo + row * pitch;
      y0.blend(least, y0.compare(LT, least)).blend(most, y0.compare(GT, most)).intoArray(y, to);
      y1.blend(least, y1.compare(LT, least)).blend(most, y1.compare(GT, most)).intoArray(y, to + L);
    }
  }
}
