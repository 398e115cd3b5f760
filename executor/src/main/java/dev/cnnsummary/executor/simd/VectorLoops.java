package dev.cnnsummary.executor.simd;

import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.MAX;

import dev.cnnsummary.executor.kernels.Box;
import dev.cnnsummary.executor.kernels.Clamp;
import dev.cnnsummary.executor.kernels.Loops;
import dev.cnnsummary.executor.kernels.Scalars;
import dev.cnnsummary.executor.kernels.Tile;
import dev.cnnsummary.specs.op.Activation;
import dev.cnnsummary.specs.op.Elementwise;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The inner loops by the Vector API, at the width that the hardware prefers. */
public final class VectorLoops implements Loops {
  private static final VectorSpecies<Float> S = Width.SPECIES;
  private static final int L = S.length();

  /** The places of every other element of two vectors. */
  private static final FloatVector EVEN = FloatVector.zero(S).addIndex(2);

  /** Sixteen registers hold fewer sums than thirty-two. */
  private static final int[] BLOCKED_ROWS = L >= 16 ? new int[] {14, 8, 7, 4, 1} : new int[] {4, 1};

  private static final int[] PLAIN_ROWS = L >= 16 ? new int[] {14, 7, 1} : new int[] {7, 1};

  /** Whether the hardware has vectors of more than two elements. */
  public static boolean isSupported() {
    return L >= 4;
  }

  @Override
  public String name() {
    return "Vector API, " + S.vectorBitSize() + " bits";
  }

  @Override
  public int lanes() {
    return L;
  }

  @Override
  public long multiplyAdds(int rounds) {
    return Peak.multiplyAdds(rounds);
  }

  @Override
  public int[] blockedRows() {
    return BLOCKED_ROWS.clone();
  }

  @Override
  public int[] plainRows() {
    return PLAIN_ROWS.clone();
  }

  @Override
  public void blocked(Tile tile, int rows, int vectors, int a, int k, int w, int bias, int out) {
    MatrixKernels.blocked(tile, rows, vectors, a, k, w, bias, out);
  }

  @Override
  public void plain(Tile tile, int rows, int vectors, int a, int k, int w, int bias, int out) {
    MatrixKernels.plain(tile, rows, vectors, a, k, w, bias, out);
  }

  @Override
  public void depthwise(
      float[] x,
      int xo,
      int[] taps,
      float[] w,
      int wo,
      float[] bias,
      int bo,
      Clamp clamp,
      float[] y,
      int yo,
      int pixels) {
    int i = 0;
    for (; i + 7 <= pixels; i += 7) {
      DepthwiseKernels.seven(x, xo + i * L, taps, w, wo, bias, bo, clamp, y, yo + i * L);
    }
    for (; i < pixels; i++) {
      DepthwiseKernels.one(x, xo + i * L, taps, w, wo, bias, bo, clamp, y, yo + i * L);
    }
  }

  @Override
  public void depthwiseRow(
      float[] x,
      int[] rows,
      int count,
      int taps,
      int step,
      float[] w,
      int wo,
      float[] bias,
      int bo,
      Clamp clamp,
      float[] y,
      int yo,
      int pixels) {
    if (pixels < 7) {
      for (int i = 0; i < pixels; i++) {
        DepthwiseKernels.rowOfOne(
            x, rows, count, i * step, taps, w, wo, bias, bo, clamp, y, yo + i * L);
      }
      return;
    }
    for (int i = 0; i < pixels; i += 7) {
      int first = Math.min(i, pixels - 7); // the last ones overlap those before
      int from = first * step;
      int to = yo + first * L;
      switch (2 * taps + step) {
        case 7 -> DepthwiseKernels.row3x1(x, rows, count, from, w, wo, bias, bo, clamp, y, to);
        case 8 -> DepthwiseKernels.row3x2(x, rows, count, from, w, wo, bias, bo, clamp, y, to);
        case 11 -> DepthwiseKernels.row5x1(x, rows, count, from, w, wo, bias, bo, clamp, y, to);
        case 12 -> DepthwiseKernels.row5x2(x, rows, count, from, w, wo, bias, bo, clamp, y, to);
        case 15 -> DepthwiseKernels.row7x1(x, rows, count, from, w, wo, bias, bo, clamp, y, to);
        case 16 -> DepthwiseKernels.row7x2(x, rows, count, from, w, wo, bias, bo, clamp, y, to);
        default -> throw new IllegalArgumentException(taps + " taps by steps of " + step);
      }
    }
  }

  @Override
  public void activate(Activation f, float[] x, int xo, float[] y, int yo, int n) {
    Clamp clamp = Clamp.of(f);
    if (clamp.equals(Clamp.NONE)) {
      VectorActivations.activate(f, x, xo, y, yo, n);
    } else {
      clamp(x, xo, clamp, y, yo, n);
    }
  }

  /**
   * What {@code min(most, max(least, x))} is; by comparing, since the minimum and maximum of Java
   * take care of signs of zero and take three times as many instructions.
   */
  static FloatVector within(FloatVector x, FloatVector least, FloatVector most) {
    return x.blend(least, x.compare(LT, least)).blend(most, x.compare(GT, most));
  }

  @Override
  public void clamp(float[] x, int xo, Clamp clamp, float[] y, int yo, int n) {
    FloatVector least = FloatVector.broadcast(S, clamp.least());
    FloatVector most = FloatVector.broadcast(S, clamp.most());
    int end = S.loopBound(n);
    for (int i = 0; i < end; i += L) {
      within(FloatVector.fromArray(S, x, xo + i), least, most).intoArray(y, yo + i);
    }
    for (int i = end; i < n; i++) {
      y[yo + i] = clamp.of(x[xo + i]);
    }
  }

  @Override
  public void add(float[] a, int ao, float[] b, int bo, Clamp clamp, float[] y, int yo, int n) {
    FloatVector least = FloatVector.broadcast(S, clamp.least());
    FloatVector most = FloatVector.broadcast(S, clamp.most());
    int end = S.loopBound(n);
    for (int i = 0; i < end; i += L) {
      FloatVector sum =
          FloatVector.fromArray(S, a, ao + i).add(FloatVector.fromArray(S, b, bo + i));
      within(sum, least, most).intoArray(y, yo + i);
    }
    for (int i = end; i < n; i++) {
      y[yo + i] = clamp.of(a[ao + i] + b[bo + i]);
    }
  }

  @Override
  public void combine(
      Elementwise.Kind kind, float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    int end = S.loopBound(n);
    for (int i = 0; i < end; i += L) {
      FloatVector left = FloatVector.fromArray(S, a, ao + i);
      FloatVector right = FloatVector.fromArray(S, b, bo + i);
      combine(kind, left, right).intoArray(y, yo + i);
    }
    for (int i = end; i < n; i++) {
      y[yo + i] = Scalars.combine(kind, a[ao + i], b[bo + i]);
    }
  }

  @Override
  public void combine(
      Elementwise.Kind kind,
      float[] a,
      int ao,
      float b,
      boolean swapped,
      float[] y,
      int yo,
      int n) {
    FloatVector number = FloatVector.broadcast(S, b);
    int end = S.loopBound(n);
    for (int i = 0; i < end; i += L) {
      FloatVector x = FloatVector.fromArray(S, a, ao + i);
      (swapped ? combine(kind, number, x) : combine(kind, x, number)).intoArray(y, yo + i);
    }
    for (int i = end; i < n; i++) {
      y[yo + i] =
          swapped ? Scalars.combine(kind, b, a[ao + i]) : Scalars.combine(kind, a[ao + i], b);
    }
  }

  private static FloatVector combine(Elementwise.Kind kind, FloatVector a, FloatVector b) {
    return switch (kind) {
      case ADD -> a.add(b);
      case SUB -> a.sub(b);
      case MUL -> a.mul(b);
      case DIV -> a.div(b);
      case MAXIMUM -> a.max(b);
      case MINIMUM -> a.min(b);
    };
  }

  @Override
  public void scale(
      float[] x,
      int xo,
      float[] scale,
      float[] shift,
      int so,
      Clamp clamp,
      float[] y,
      int yo,
      int pixels) {
    FloatVector factor = FloatVector.fromArray(S, scale, so);
    FloatVector amount = FloatVector.fromArray(S, shift, so);
    FloatVector least = FloatVector.broadcast(S, clamp.least());
    FloatVector most = FloatVector.broadcast(S, clamp.most());
    for (int i = 0; i < pixels * L; i += L) {
      FloatVector value = FloatVector.fromArray(S, x, xo + i).fma(factor, amount);
      within(value, least, most).intoArray(y, yo + i);
    }
  }

  @Override
  public void scale(
      float[] x, int xo, float scale, float shift, Clamp clamp, float[] y, int yo, int n) {
    FloatVector factor = FloatVector.broadcast(S, scale);
    FloatVector amount = FloatVector.broadcast(S, shift);
    FloatVector least = FloatVector.broadcast(S, clamp.least());
    FloatVector most = FloatVector.broadcast(S, clamp.most());
    int end = S.loopBound(n);
    for (int i = 0; i < end; i += L) {
      FloatVector value = FloatVector.fromArray(S, x, xo + i).fma(factor, amount);
      within(value, least, most).intoArray(y, yo + i);
    }
    for (int i = end; i < n; i++) {
      y[yo + i] = clamp.of(Math.fma(x[xo + i], scale, shift));
    }
  }

  @Override
  public void accumulate(float alpha, float[] x, int xo, float[] y, int yo, int n) {
    FloatVector factor = FloatVector.broadcast(S, alpha);
    int end = S.loopBound(n);
    for (int i = 0; i < end; i += L) {
      FloatVector.fromArray(S, x, xo + i)
          .fma(factor, FloatVector.fromArray(S, y, yo + i))
          .intoArray(y, yo + i);
    }
    for (int i = end; i < n; i++) {
      y[yo + i] = Math.fma(alpha, x[xo + i], y[yo + i]);
    }
  }

  @Override
  public void scatterAdd(float[] x, int xo, float[] y, int yo, int stride, int pixels) {
    for (int i = 0; i < pixels; i++) {
      int to = yo + i * stride;
      FloatVector.fromArray(S, y, to).add(FloatVector.fromArray(S, x, xo + i * L)).intoArray(y, to);
    }
  }

  @Override
  public void maximum(float[] x, int xo, Box box, float[] y, int yo) {
    FloatVector greatest = FloatVector.broadcast(S, Float.NEGATIVE_INFINITY);
    for (int d = 0, plane = xo; d < box.depth(); d++, plane += box.planeStep()) {
      for (int h = 0, row = plane; h < box.height(); h++, row += box.rowStep()) {
        for (int w = 0, p = row; w < box.width(); w++, p += box.pixelStep()) {
          greatest = greatest.max(FloatVector.fromArray(S, x, p));
        }
      }
    }
    greatest.intoArray(y, yo);
  }

  @Override
  public void sum(float[] x, int xo, Box box, float factor, float[] y, int yo) {
    FloatVector sum = FloatVector.zero(S);
    for (int d = 0, plane = xo; d < box.depth(); d++, plane += box.planeStep()) {
      for (int h = 0, row = plane; h < box.height(); h++, row += box.rowStep()) {
        for (int w = 0, p = row; w < box.width(); w++, p += box.pixelStep()) {
          sum = sum.add(FloatVector.fromArray(S, x, p));
        }
      }
    }
    sum.mul(factor).intoArray(y, yo);
  }

  @Override
  public float dot(float[] a, int ao, float[] b, int bo, int n) {
    FloatVector even = FloatVector.zero(S);
    FloatVector odd = FloatVector.zero(S);
    int i = 0;
    for (; i + 2 * L <= n; i += 2 * L) {
      even = FloatVector.fromArray(S, a, ao + i).fma(FloatVector.fromArray(S, b, bo + i), even);
      odd =
          FloatVector.fromArray(S, a, ao + i + L).fma(FloatVector.fromArray(S, b, bo + i + L), odd);
    }
    float sum = even.add(odd).reduceLanes(ADD);
    for (; i < n; i++) {
      sum = Math.fma(a[ao + i], b[bo + i], sum);
    }
    return sum;
  }

  @Override
  public void dots(float[] a, int ao, int stride, float[] b, int bo, int n, float[] y, int yo) {
    FloatVector s0 = FloatVector.zero(S);
    FloatVector s1 = FloatVector.zero(S);
    FloatVector s2 = FloatVector.zero(S);
    FloatVector s3 = FloatVector.zero(S);
    FloatVector s4 = FloatVector.zero(S);
    FloatVector s5 = FloatVector.zero(S);
    FloatVector s6 = FloatVector.zero(S);
    FloatVector s7 = FloatVector.zero(S);
    int end = S.loopBound(n);
    for (int i = 0, p = ao; i < end; i += L, p += L) {
      FloatVector x = FloatVector.fromArray(S, b, bo + i);
      s0 = x.fma(FloatVector.fromArray(S, a, p), s0);
      s1 = x.fma(FloatVector.fromArray(S, a, p + stride), s1);
      s2 = x.fma(FloatVector.fromArray(S, a, p + 2 * stride), s2);
      s3 = x.fma(FloatVector.fromArray(S, a, p + 3 * stride), s3);
      s4 = x.fma(FloatVector.fromArray(S, a, p + 4 * stride), s4);
      s5 = x.fma(FloatVector.fromArray(S, a, p + 5 * stride), s5);
      s6 = x.fma(FloatVector.fromArray(S, a, p + 6 * stride), s6);
      s7 = x.fma(FloatVector.fromArray(S, a, p + 7 * stride), s7);
    }
    y[yo] = s0.reduceLanes(ADD);
    y[yo + 1] = s1.reduceLanes(ADD);
    y[yo + 2] = s2.reduceLanes(ADD);
    y[yo + 3] = s3.reduceLanes(ADD);
    y[yo + 4] = s4.reduceLanes(ADD);
    y[yo + 5] = s5.reduceLanes(ADD);
    y[yo + 6] = s6.reduceLanes(ADD);
    y[yo + 7] = s7.reduceLanes(ADD);
    for (int i = end; i < n; i++) {
      float x = b[bo + i];
      for (int row = 0; row < 8; row++) {
        y[yo + row] = Math.fma(a[ao + row * stride + i], x, y[yo + row]);
      }
    }
  }

  @Override
  public float sum(float[] x, int xo, int n) {
    FloatVector sum = FloatVector.zero(S);
    int end = S.loopBound(n);
    for (int i = 0; i < end; i += L) {
      sum = sum.add(FloatVector.fromArray(S, x, xo + i));
    }
    float total = sum.reduceLanes(ADD);
    for (int i = end; i < n; i++) {
      total += x[xo + i];
    }
    return total;
  }

  @Override
  public float deviation(float[] x, int xo, float center, int n) {
    FloatVector sum = FloatVector.zero(S);
    int end = S.loopBound(n);
    for (int i = 0; i < end; i += L) {
      sum = sum.add(FloatVector.fromArray(S, x, xo + i).sub(center));
    }
    float total = sum.reduceLanes(ADD);
    for (int i = end; i < n; i++) {
      total += x[xo + i] - center;
    }
    return total;
  }

  @Override
  public void normalize(
      float[] x,
      int xo,
      float center,
      float rest,
      float factor,
      float amount,
      float[] y,
      int yo,
      int n) {
    FloatVector factors = FloatVector.broadcast(S, factor);
    FloatVector amounts = FloatVector.broadcast(S, amount);
    int end = S.loopBound(n);
    for (int i = 0; i < end; i += L) {
      FloatVector.fromArray(S, x, xo + i)
          .sub(center)
          .sub(rest)
          .fma(factors, amounts)
          .intoArray(y, yo + i);
    }
    for (int i = end; i < n; i++) {
      y[yo + i] = Math.fma(x[xo + i] - center - rest, factor, amount);
    }
  }

  @Override
  public float squares(float[] x, int xo, float center, int n) {
    FloatVector sum = FloatVector.zero(S);
    int end = S.loopBound(n);
    for (int i = 0; i < end; i += L) {
      FloatVector distance = FloatVector.fromArray(S, x, xo + i).sub(center);
      sum = distance.fma(distance, sum);
    }
    float total = sum.reduceLanes(ADD);
    for (int i = end; i < n; i++) {
      float distance = x[xo + i] - center;
      total = Math.fma(distance, distance, total);
    }
    return total;
  }

  @Override
  public float maximum(float[] x, int xo, int n) {
    FloatVector greatest = FloatVector.broadcast(S, Float.NEGATIVE_INFINITY);
    int end = S.loopBound(n);
    for (int i = 0; i < end; i += L) {
      greatest = greatest.max(FloatVector.fromArray(S, x, xo + i));
    }
    float most = greatest.reduceLanes(MAX);
    for (int i = end; i < n; i++) {
      most = Math.max(most, x[xo + i]);
    }
    return most;
  }

  @Override
  public float exponentials(float[] x, int xo, float shift, float[] y, int yo, int n) {
    return VectorActivations.exponentials(x, xo, shift, y, yo, n);
  }

  @Override
  public void gather(float[] x, int xo, int stride, float[] y, int yo, int pixels) {
    for (int i = 0; i < pixels; i++) {
      FloatVector.fromArray(S, x, xo + i * stride).intoArray(y, yo + i * L);
    }
  }

  @Override
  public void pick(float[] x, int xo, int stride, float[] y, int yo, int n) {
    int i = 0;
    if (stride == 2) {
      for (; i + L < n; i += L) { // one more is there: the second vector does not pass the end
        int from = xo + 2 * i;
        EVEN.selectFrom(FloatVector.fromArray(S, x, from), FloatVector.fromArray(S, x, from + L))
            .intoArray(y, yo + i);
      }
    }
    for (; i < n; i++) {
      y[yo + i] = x[xo + i * stride];
    }
  }

  @Override
  public void spread(float[] x, int xo, float[] y, int yo, int stride, int pixels) {
    for (int i = 0; i < pixels; i++) {
      FloatVector.fromArray(S, x, xo + i * L).intoArray(y, yo + i * stride);
    }
  }

  @Override
  public void blend(
      float[] x, int xo, int[] offsets, float[] factors, int taps, float[] y, int yo) {
    FloatVector sum = FloatVector.zero(S);
    for (int t = 0; t < taps; t++) {
      sum =
          FloatVector.fromArray(S, x, xo + offsets[t])
              .fma(FloatVector.broadcast(S, factors[t]), sum);
    }
    sum.intoArray(y, yo);
  }

  @Override
  public void winogradInput(
      int points, float[] x, int xo, int pitch, float[] between, float[] y, int yo, int step) {
    if (points == 4) {
      WinogradKernels.smallInput(x, xo, pitch, between, y, yo, step);
    } else {
      WinogradKernels.input(x, xo, pitch, between, y, yo, step);
    }
  }

  @Override
  public void winogradInputLine(float[] x, int xo, int xs, float[] y, int yo, int step) {
    WinogradKernels.inputLine(x, xo, xs, y, yo, step);
  }

  @Override
  public void winogradOutput(
      int points,
      int rows,
      int columns,
      float[] x,
      int xo,
      int step,
      float[] between,
      float[] bias,
      int bo,
      Clamp clamp,
      float[] y,
      int yo,
      int pitch) {
    if (points == 4) {
      WinogradKernels.smallOutput(x, xo, step, between, bias, bo, clamp, y, yo, pitch);
    } else {
      WinogradKernels.output(rows, columns, x, xo, step, between, bias, bo, clamp, y, yo, pitch);
    }
  }

  @Override
  public void winogradOutputLine(
      int outputs,
      float[] x,
      int xo,
      int step,
      float[] bias,
      int bo,
      Clamp clamp,
      float[] y,
      int yo,
      int ys) {
    WinogradKernels.outputLine(outputs, x, xo, step, bias, bo, clamp, y, yo, ys);
  }
}
