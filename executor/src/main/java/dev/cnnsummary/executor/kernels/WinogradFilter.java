package dev.cnnsummary.executor.kernels;

/** The transform of 3x3 filters for F(4x4, 3x3), in double precision. */
final class WinogradFilter {
  /** Lavin and Gray's G. */
  private static final double[][] G = {
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
   * @param filters where the filter stands, row by row, from {@code from} on
   * @param scale what it is multiplied by
   * @param result 36 numbers, row by row
   */
  static void transform(float[] filters, int from, float scale, double[] result) {
    for (int i = 0; i < 6; i++) {
      double a = 0;
      double b = 0;
      double c = 0;
      for (int row = 0; row < 3; row++) {
        a += G[i][row] * filters[from + 3 * row];
        b += G[i][row] * filters[from + 3 * row + 1];
        c += G[i][row] * filters[from + 3 * row + 2];
      }
      for (int j = 0; j < 6; j++) {
        result[6 * i + j] = scale * (a * G[j][0] + b * G[j][1] + c * G[j][2]);
      }
    }
  }
}
