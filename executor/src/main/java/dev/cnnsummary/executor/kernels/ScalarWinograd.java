package dev.cnnsummary.executor.kernels;

/**
 * The transforms of F(2×2, 3×3) and F(4×4, 3×3) along one axis, of single numbers (Lavin and Gray,
 * 2016).
 */
final class ScalarWinograd {
  private ScalarWinograd() {}

  /** Numbers that are {@code xs} apart become as many, {@code m + 2}, that are {@code ys} apart. */
  static void input(int m, float[] x, int xo, int xs, float[] y, int yo, int ys) {
    if (m == 2) {
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

  /** {@code m + 2} numbers that are {@code xs} apart become {@code m} that are {@code ys} apart. */
  static void output(int m, float[] x, int xo, int xs, float[] y, int yo, int ys) {
    if (m == 2) {
      y[yo] = x[xo] + x[xo + xs] + x[xo + 2 * xs];
      y[yo + ys] = x[xo + xs] - x[xo + 2 * xs] - x[xo + 3 * xs];
      return;
    }
    float sum = x[xo + xs] + x[xo + 2 * xs];
    float difference = x[xo + xs] - x[xo + 2 * xs];
    float wideSum = x[xo + 3 * xs] + x[xo + 4 * xs];
    float wideDifference = x[xo + 3 * xs] - x[xo + 4 * xs];
    y[yo] = x[xo] + sum + wideSum;
    y[yo + ys] = difference + 2 * wideDifference;
    y[yo + 2 * ys] = sum + 4 * wideSum;
    y[yo + 3 * ys] = difference + 8 * wideDifference + x[xo + 5 * xs];
  }
}
