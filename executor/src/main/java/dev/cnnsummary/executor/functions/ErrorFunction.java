package dev.cnnsummary.executor.functions;

/**
 * The error function in double precision: its Taylor series around the nearest of evenly spread
 * places. The value there is a series without cancellation (Abramowitz and Stegun, 7.1.6): {@code
 * 2/√π·exp(−x²)·Σ 2ⁿ·x²ⁿ⁺¹/(1·3·…·(2n+1))}.
 */
final class ErrorFunction {
  /** Beyond it the function is ±1. */
  private static final int FAR = 6;

  private static final int PLACES = 16;
  private static final int TERMS = 11;
  private static final double[][] SERIES = new double[FAR * PLACES + 1][];

  static {
    for (int i = 0; i < SERIES.length; i++) {
      SERIES[i] = series((double) i / PLACES);
    }
  }

  private ErrorFunction() {}

  /** With {@code g = 2/√π·exp(−x²)} for the slope, {@code g′ = −2x·g} tells its coefficients. */
  private static double[] series(double x) {
    double[] slope = new double[TERMS];
    slope[0] = 2 / Math.sqrt(Math.PI) * Math.exp(-x * x);
    slope[1] = -2 * x * slope[0];
    for (int n = 1; n + 1 < TERMS; n++) {
      slope[n + 1] = -2 * (x * slope[n] + slope[n - 1]) / (n + 1);
    }
    double[] series = new double[TERMS + 1];
    series[0] = slope[0] * sum(x);
    for (int n = 0; n < TERMS; n++) {
      series[n + 1] = slope[n] / (n + 1);
    }
    return series;
  }

  private static double sum(double x) {
    double term = x;
    double sum = x;
    for (int n = 1; term > sum * 1e-18; n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return sum;
  }

  static double at(double x) {
    double far = Math.abs(x);
    if (!(far < FAR)) {
      return Math.signum(x);
    }
    int nearest = (int) (far * PLACES + 0.5);
    double step = far - (double) nearest / PLACES;
    double[] series = SERIES[nearest];
    double value = series[TERMS];
    for (int n = TERMS - 1; n >= 0; n--) {
      value = value * step + series[n];
    }
    return Math.copySign(value, x);
  }
}
