package dev.cnnsummary.executor.kernels;

/** The transform of filters for Winograd's algorithm, {@code G·g·Gᵀ}, in double precision. */
final class WinogradFilter {
  private final WinogradAxis rows;
  private final WinogradAxis columns;
  private final int height;
  private final int width;
  private final double[] left;
  private final double[] right;
  private final double[] between;

  /** Of filters of {@code height × width} taps. */
  WinogradFilter(WinogradAxis rows, WinogradAxis columns, int height, int width) {
    this.rows = rows;
    this.columns = columns;
    this.height = height;
    this.width = width;
    left = matrix(rows);
    right = matrix(columns);
    between = new double[columns.taps()];
  }

  private static double[] matrix(WinogradAxis axis) {
    double[] factors = new double[axis.points() * axis.taps()];
    for (int i = 0; i < factors.length; i++) {
      factors[i] = axis.factor(i / axis.taps(), i % axis.taps());
    }
    return factors;
  }

  /**
   * Transforms one part of a filter.
   *
   * @param filters where the filter stands, row by row, from {@code from} on
   * @param row the first row of the part
   * @param column its first column
   * @param scale what it is multiplied by
   * @param result the products' factors, row by row
   */
  void transform(float[] filters, int from, int row, int column, float scale, double[] result) {
    int taps = Math.min(columns.taps(), width - column);
    int lines = Math.min(rows.taps(), height - row);
    for (int i = 0; i < rows.points(); i++) {
      for (int tap = 0; tap < taps; tap++) {
        double sum = 0;
        for (int line = 0; line < lines; line++) {
          sum += left[i * rows.taps() + line] * filters[from + (row + line) * width + column + tap];
        }
        between[tap] = sum;
      }
      for (int j = 0; j < columns.points(); j++) {
        double sum = 0;
        for (int tap = 0; tap < taps; tap++) {
          sum += between[tap] * right[j * columns.taps() + tap];
        }
        result[i * columns.points() + j] = scale * sum;
      }
    }
  }
}
