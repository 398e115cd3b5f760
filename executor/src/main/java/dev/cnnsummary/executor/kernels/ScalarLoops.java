package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.specs.op.Activation;
import dev.cnnsummary.specs.op.Elementwise;
import java.util.Arrays;

/** The inner loops in plain Java, for machines or runtimes without vectors. */
public final class ScalarLoops implements Loops {
  private static final int LANES = 8;
  private static final int[] ROWS = {4, 1};

  @Override
  public String name() {
    return "plain Java";
  }

  @Override
  public int lanes() {
    return LANES;
  }

  @Override
  public long multiplyAdds(int rounds) {
    float[] sums = new float[4 * LANES];
    for (int i = 0; i < rounds; i++) {
      for (int lane = 0; lane < sums.length; lane++) {
        sums[lane] = sums[lane] * 0.5f + 1;
      }
    }
    return sums[0] < 0 ? 0 : (long) rounds * sums.length;
  }

  @Override
  public int[] blockedRows() {
    return ROWS.clone();
  }

  @Override
  public int[] plainRows() {
    return ROWS.clone();
  }

  @Override
  public void blocked(Tile tile, int rows, int vectors, int a, int k, int w, int bias, int out) {
    for (int row = 0; row < rows; row++) {
      float[] sums = new float[vectors * LANES];
      for (int i = 0; i < k; i++) {
        float x = tile.a()[a + tile.table()[i / LANES] + i % LANES + row * LANES];
        addProducts(x, tile.w(), w + i * sums.length, sums);
      }
      store(tile, sums, bias, out + row * tile.rowStride());
    }
  }

  @Override
  public void plain(Tile tile, int rows, int vectors, int a, int k, int w, int bias, int out) {
    for (int row = 0; row < rows; row++) {
      float[] sums = new float[vectors * LANES];
      for (int i = 0; i < k; i++) {
        float x = tile.a()[a + tile.table()[i] + row];
        addProducts(x, tile.w(), w + i * sums.length, sums);
      }
      store(tile, sums, bias, out + row * tile.rowStride());
    }
  }

  private static void addProducts(float x, float[] w, int wo, float[] sums) {
    for (int j = 0; j < sums.length; j++) {
      sums[j] += x * w[wo + j];
    }
  }

  private static void store(Tile tile, float[] sums, int bias, int out) {
    for (int j = 0; j < sums.length; j++) {
      tile.out()[out + j / LANES * tile.vectorStride() + j % LANES] =
          tile.clamp().of(sums[j] + tile.bias()[bias + j]);
    }
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
    for (int i = 0; i < pixels * LANES; i++) {
      int lane = i % LANES;
      float sum = bias[bo + lane];
      for (int t = 0; t < taps.length; t++) {
        sum += x[xo + taps[t] + i] * w[wo + t * LANES + lane];
      }
      y[yo + i] = clamp.of(sum);
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
    for (int i = 0; i < pixels * LANES; i++) {
      int lane = i % LANES;
      float sum = bias[bo + lane];
      for (int row = 0; row < count; row++) {
        for (int t = 0; t < taps; t++) {
          int from = rows[row] + (i / LANES * step + t) * LANES + lane;
          sum += x[from] * w[wo + (row * taps + t) * LANES + lane];
        }
      }
      y[yo + i] = clamp.of(sum);
    }
  }

  @Override
  public void activate(Activation f, float[] x, int xo, float[] y, int yo, int n) {
    float p = Scalars.first(f);
    float q = Scalars.second(f);
    for (int i = 0; i < n; i++) {
      y[yo + i] = Scalars.activate(f.kind(), p, q, x[xo + i]);
    }
  }

  @Override
  public void clamp(float[] x, int xo, Clamp clamp, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = clamp.of(x[xo + i]);
    }
  }

  @Override
  public void add(float[] a, int ao, float[] b, int bo, Clamp clamp, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = clamp.of(a[ao + i] + b[bo + i]);
    }
  }

  @Override
  public void combine(
      Elementwise.Kind kind, float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
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
    for (int i = 0; i < n; i++) {
      float x = a[ao + i];
      y[yo + i] = swapped ? Scalars.combine(kind, b, x) : Scalars.combine(kind, x, b);
    }
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
    for (int i = 0; i < pixels * LANES; i++) {
      int lane = so + i % LANES;
      y[yo + i] = clamp.of(x[xo + i] * scale[lane] + shift[lane]);
    }
  }

  @Override
  public void scale(
      float[] x, int xo, float scale, float shift, Clamp clamp, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = clamp.of(x[xo + i] * scale + shift);
    }
  }

  @Override
  public void accumulate(float alpha, float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] += alpha * x[xo + i];
    }
  }

  @Override
  public void scatterAdd(float[] x, int xo, float[] y, int yo, int stride, int pixels) {
    for (int i = 0; i < pixels * LANES; i++) {
      y[yo + i / LANES * stride + i % LANES] += x[xo + i];
    }
  }

  @Override
  public void maximum(float[] x, int xo, Box box, float[] y, int yo) {
    Arrays.fill(y, yo, yo + LANES, Float.NEGATIVE_INFINITY);
    for (int d = 0, plane = xo; d < box.depth(); d++, plane += box.planeStep()) {
      for (int h = 0, row = plane; h < box.height(); h++, row += box.rowStep()) {
        for (int w = 0, p = row; w < box.width(); w++, p += box.pixelStep()) {
          for (int lane = 0; lane < LANES; lane++) {
            y[yo + lane] = Math.max(y[yo + lane], x[p + lane]);
          }
        }
      }
    }
  }

  @Override
  public void sum(float[] x, int xo, Box box, float factor, float[] y, int yo) {
    Arrays.fill(y, yo, yo + LANES, 0);
    for (int d = 0, plane = xo; d < box.depth(); d++, plane += box.planeStep()) {
      for (int h = 0, row = plane; h < box.height(); h++, row += box.rowStep()) {
        for (int w = 0, p = row; w < box.width(); w++, p += box.pixelStep()) {
          accumulate(1, x, p, y, yo, LANES);
        }
      }
    }
    combine(Elementwise.Kind.MUL, y, yo, factor, false, y, yo, LANES);
  }

  @Override
  public float dot(float[] a, int ao, float[] b, int bo, int n) {
    float[] sums = new float[LANES];
    int end = n / LANES * LANES;
    for (int i = 0; i < end; i += LANES) {
      for (int lane = 0; lane < LANES; lane++) {
        sums[lane] += a[ao + i + lane] * b[bo + i + lane];
      }
    }
    float sum = sum(sums, 0, LANES);
    for (int i = end; i < n; i++) {
      sum += a[ao + i] * b[bo + i];
    }
    return sum;
  }

  @Override
  public void dots(float[] a, int ao, int stride, float[] b, int bo, int n, float[] y, int yo) {
    for (int row = 0; row < 8; row++) {
      y[yo + row] = dot(a, ao + row * stride, b, bo, n);
    }
  }

  @Override
  public float sum(float[] x, int xo, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += x[xo + i];
    }
    return (float) sum;
  }

  @Override
  public float deviation(float[] x, int xo, float center, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += x[xo + i] - center;
    }
    return (float) sum;
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
    for (int i = 0; i < n; i++) {
      y[yo + i] = (x[xo + i] - center - rest) * factor + amount;
    }
  }

  @Override
  public float squares(float[] x, int xo, float center, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double distance = x[xo + i] - center;
      sum += distance * distance;
    }
    return (float) sum;
  }

  @Override
  public float maximum(float[] x, int xo, int n) {
    float most = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      most = Math.max(most, x[xo + i]);
    }
    return most;
  }

  @Override
  public float exponentials(float[] x, int xo, float shift, float[] y, int yo, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) Math.exp(x[xo + i] - shift);
      sum += y[yo + i];
    }
    return (float) sum;
  }

  @Override
  public void gather(float[] x, int xo, int stride, float[] y, int yo, int pixels) {
    for (int i = 0; i < pixels; i++) {
      System.arraycopy(x, xo + i * stride, y, yo + i * LANES, LANES);
    }
  }

  @Override
  public void pick(float[] x, int xo, int stride, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = x[xo + i * stride];
    }
  }

  @Override
  public void spread(float[] x, int xo, float[] y, int yo, int stride, int pixels) {
    for (int i = 0; i < pixels; i++) {
      System.arraycopy(x, xo + i * LANES, y, yo + i * stride, LANES);
    }
  }

  @Override
  public void blend(
      float[] x, int xo, int[] offsets, float[] factors, int taps, float[] y, int yo) {
    Arrays.fill(y, yo, yo + LANES, 0);
    for (int t = 0; t < taps; t++) {
      accumulate(factors[t], x, xo + offsets[t], y, yo, LANES);
    }
  }

  @Override
  public void winogradInput(
      int points, float[] x, int xo, int pitch, float[] between, float[] y, int yo, int step) {
    for (int lane = 0; lane < LANES; lane++) {
      for (int column = 0; column < points; column++) {
        int from = xo + column * LANES + lane;
        int to = column * LANES + lane;
        ScalarWinograd.input(points, x, from, pitch, between, to, points * LANES);
      }
      for (int row = 0; row < points; row++) {
        int from = row * points * LANES + lane;
        int to = yo + row * points * step + lane;
        ScalarWinograd.input(points, between, from, LANES, y, to, step);
      }
    }
  }

  @Override
  public void winogradInputLine(float[] x, int xo, int xs, float[] y, int yo, int step) {
    for (int lane = 0; lane < LANES; lane++) {
      ScalarWinograd.input(6, x, xo + lane, xs, y, yo + lane, step);
    }
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
    for (int lane = 0; lane < LANES; lane++) {
      for (int column = 0; column < points; column++) {
        int from = xo + column * step + lane;
        int to = column * LANES + lane;
        ScalarWinograd.output(points, rows, x, from, points * step, between, to, points * LANES);
      }
    }
    for (int row = 0; row < rows; row++) {
      int from = row * points * LANES;
      int to = yo + row * pitch;
      restoreLine(points, columns, between, from, LANES, bias, bo, clamp, y, to, LANES);
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
    restoreLine(6, outputs, x, xo, step, bias, bo, clamp, y, yo, ys);
  }

  private void restoreLine(
      int points,
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
    for (int lane = 0; lane < LANES; lane++) {
      ScalarWinograd.output(points, outputs, x, xo + lane, step, y, yo + lane, ys);
      for (int i = 0; i < outputs; i++) {
        int place = yo + i * ys + lane;
        y[place] = clamp.of(y[place] + bias[bo + lane]);
      }
    }
  }
}
