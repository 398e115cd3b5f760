package dev.cnnsummary.executor.kernels;

import java.util.Arrays;

/**
 * The transform of filters for Winograd's algorithm, {@code G·g·Gᵀ}, in double precision: of many
 * at once, whose numbers stand side by side, so that the compiler makes vectors of them.
 */
final class WinogradFilter {
  private final WinogradAxis rows;
  private final WinogradAxis columns;
  private final int count;
  private final double[] left;
  private final double[] right;
  private final double[] taps;
  private final double[] between;
  private final double[] result;

  /**
   * Makes room.
   *
   * @param count the filters that are transformed at once
   */
  WinogradFilter(WinogradAxis rows, WinogradAxis columns, int count) {
    this.rows = rows;
    this.columns = columns;
    this.count = count;
    left = matrix(rows);
    right = matrix(columns);
    taps = new double[rows.taps() * columns.taps() * count];
    between = new double[columns.taps() * count];
    result = new double[count];
  }

  private static double[] matrix(WinogradAxis axis) {
    double[] factors = new double[axis.points() * axis.taps()];
    for (int i = 0; i < factors.length; i++) {
      factors[i] = axis.factor(i / axis.taps(), i % axis.taps());
    }
    return factors;
  }

  /** Sets all taps to zero. */
  void clear() {
    Arrays.fill(taps, 0);
  }

  /** Sets a tap of one of the filters. */
  void put(int row, int column, int filter, double tap) {
    taps[(row * columns.taps() + column) * count + filter] = tap;
  }

  /** Puts the numbers of one place of the transformed filters side by side. */
  @FunctionalInterface
  interface Target {
    void put(int place, double[] numbers);
  }

  /** Transforms the filters. */
  void transform(Target target) {
    int width = columns.taps();
    for (int i = 0; i < rows.points(); i++) {
      for (int tap = 0; tap < width; tap++) {
        sum(left, i * rows.taps(), rows.taps(), taps, tap * count, width * count, tap * count);
      }
      for (int j = 0; j < columns.points(); j++) {
        combine(j);
        target.put(i * columns.points() + j, result);
      }
    }
  }

  /** {@code between[to…] = Σ factors[from + i]·x[start + i·step…]}. */
  private void sum(double[] factors, int from, int terms, double[] x, int start, int step, int to) {
    scale(factors[from], x, start, between, to);
    for (int i = 1; i < terms; i++) {
      accumulate(factors[from + i], x, start + i * step, between, to);
    }
  }

  private void combine(int point) {
    int width = columns.taps();
    scale(right[point * width], between, 0, result, 0);
    for (int tap = 1; tap < width; tap++) {
      accumulate(right[point * width + tap], between, tap * count, result, 0);
    }
  }

  private void scale(double factor, double[] x, int from, double[] y, int to) {
    for (int i = 0; i < count; i++) {
      y[to + i] = factor * x[from + i];
    }
  }

  private void accumulate(double factor, double[] x, int from, double[] y, int to) {
    if (factor != 0) {
      for (int i = 0; i < count; i++) {
        y[to + i] += factor * x[from + i];
      }
    }
  }
}
