package dev.cnnsummary.executor.kernels;

/**
 * The transforms of Winograd's algorithm along one axis, of single numbers (Lavin and Gray, 2016).
 */
final class ScalarWinograd {
  private ScalarWinograd() {}

  /** Numbers that are {@code xs} apart, 4 or 6, become as many that are {@code ys} apart. */
  static void input(int points, float[] x, int xo, int xs, float[] y, int yo, int ys) {
    if (points == 4) {
      y[yo] = x[xo] - x[xo + 2 * xs];
      y[yo + ys] = x[xo + xs] + x[xo + 2 * xs];
      y[yo + 2 * ys] = x[xo + 2 * xs] - x[xo + xs];
      y[yo + 3 * ys] = x[xo + xs] - x[xo + 3 * xs];
      return;
    }
    float d1 = x[xo + xs];
    float d2 = x[xo + 2 * xs];
    float d3 = x[xo + 3 * xs];
    float d4 = x[xo + 4 * xs];
    y[yo] = 4 * x[xo] - 5 * d2 + d4;
    y[yo + ys] = d4 - 4 * d2 + (d3 - 4 * d1);
    y[yo + 2 * ys] = d4 - 4 * d2 - (d3 - 4 * d1);
    y[yo + 3 * ys] = d4 - d2 + 2 * (d3 - d1);
    y[yo + 4 * ys] = d4 - d2 - 2 * (d3 - d1);
    y[yo + 5 * ys] = 4 * d1 - 5 * d3 + x[xo + 5 * xs];
  }

  /**
   * Numbers that are {@code xs} apart, 4 or 6, become outputs that are {@code ys} apart: 2 of 4, or
   * 2 to 4 of 6.
   */
  static void output(
      int points, int outputs, float[] x, int xo, int xs, float[] y, int yo, int ys) {
    float sum = x[xo + xs] + x[xo + 2 * xs];
    float difference = x[xo + xs] - x[xo + 2 * xs];
    float last = x[xo + (points - 1) * xs];
    if (points == 4) {
      y[yo] = x[xo] + sum;
      y[yo + ys] = difference - last;
      return;
    }
    float wideSum = x[xo + 3 * xs] + x[xo + 4 * xs];
    float wideDifference = x[xo + 3 * xs] - x[xo + 4 * xs];
    y[yo] = x[xo] + sum + wideSum;
    y[yo + ys] = difference + 2 * wideDifference;
    if (outputs > 2) {
      y[yo + 2 * ys] = sum + 4 * wideSum;
    }
    if (outputs > 3) {
      y[yo + 3 * ys] = difference + 8 * wideDifference;
    }
    y[yo + (outputs - 1) * ys] += last;
  }
}
