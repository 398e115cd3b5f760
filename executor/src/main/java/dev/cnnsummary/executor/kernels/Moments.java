package dev.cnnsummary.executor.kernels;

/**
 * Mean and variance of some neighbouring elements. The mean is a single-precision number and what
 * that lacks: where elements are close to each other, its rounding would be most of what is left of
 * them.
 *
 * @param mean the mean, rounded
 * @param rest what the mean is more than that
 * @param variance the mean of the squares of distances from the mean
 */
record Moments(float mean, float rest, double variance) {
  static Moments of(Loops loops, float[] x, int xo, int n) {
    float mean = loops.sum(x, xo, n) / n;
    double rest = loops.deviation(x, xo, mean, n) / (double) n;
    double variance = loops.squares(x, xo, mean, n) / (double) n - rest * rest;
    return new Moments(mean, (float) rest, Math.max(0, variance));
  }

  /** {@code 1/√(variance + eps)}. */
  float scale(double eps) {
    return (float) (1 / Math.sqrt(variance + eps));
  }
}
