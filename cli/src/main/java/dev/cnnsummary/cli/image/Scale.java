package dev.cnnsummary.cli.image;

/**
 * Maps numbers to the range from 0 to 1.
 *
 * @param least what becomes 0
 * @param greatest what becomes 1
 */
record Scale(float least, float greatest) {
  /** The range of the finite ones among some numbers. */
  static Scale of(float[] numbers, int from, int length) {
    float least = Float.POSITIVE_INFINITY;
    float greatest = Float.NEGATIVE_INFINITY;
    for (int i = from; i < from + length; i++) {
      if (Float.isFinite(numbers[i])) {
        least = Math.min(least, numbers[i]);
        greatest = Math.max(greatest, numbers[i]);
      }
    }
    return new Scale(least, greatest);
  }

  /** From 0 to 1; 0 for every number of a range that holds but one, NaN for NaN. */
  double unit(float number) {
    if (Float.isNaN(number)) {
      return Double.NaN;
    }
    double range = (double) greatest - least;
    return range > 0 ? Math.clamp((number - (double) least) / range, 0.0, 1.0) : 0;
  }
}
