package dev.cnnsummary.executor.kernels;

/** The transform of 3x3 filters for F(2×2, 3×3) and F(4×4, 3×3), in double precision. */
final class WinogradFilter {
  /** Lavin and Gray's G for tiles of 2x2. */
  private static final double[][] SMALL = {
    {1, 0, 0}, {0.5, 0.5, 0.5}, {0.5, -0.5, 0.5}, {0, 0, 1},
  };

  /** That for tiles of 4x4. */
  private static final double[][] LARGE = {
    {1 / 4.0, 0, 0},
    {-1 / 6.0, -1 / 6.0, -1 / 6.0},
    {-1 / 6.0, 1 / 6.0, -1 / 6.0},
    {1 / 24.0, 1 / 12.0, 1 / 6.0},
    {1 / 24.0, -1 / 12.0, 1 / 6.0},
    {0, 0, 1},
  };

  private WinogradFilter() {}

  /**
   * {@code G·g·Gᵀ}.
   *
   * @param m 2 or 4
   * @param filters where the filter stands, row by row, from {@code from} on
   * @param scale what it is multiplied by
   * @param result (m + 2)² numbers, row by row
   */
  static void transform(int m, float[] filters, int from, float scale, double[] result) {
    double[][] g = m == 2 ? SMALL : LARGE;
    int n = g.length;
    for (int i = 0; i < n; i++) {
      double a = 0;
      double b = 0;
      double c = 0;
      for (int row = 0; row < 3; row++) {
        a += g[i][row] * filters[from + 3 * row];
        b += g[i][row] * filters[from + 3 * row + 1];
        c += g[i][row] * filters[from + 3 * row + 2];
      }
      for (int j = 0; j < n; j++) {
        result[n * i + j] = scale * (a * g[j][0] + b * g[j][1] + c * g[j][2]);
      }
    }
  }
}
