package dev.cnnsummary.executor.functions;

import dev.cnnsummary.specs.function.Resize;
import org.jspecify.annotations.Nullable;

/**
 * One axis that is sampled anew: which elements an output takes, and with what factors, as ONNX
 * defines it for Resize.
 *
 * @param resize how
 * @param extent the input's elements
 * @param made the output's
 * @param scale by how much it grows, which need not be the quotient of the two
 * @param start where the region starts, as a part of the input
 * @param end where it ends
 */
record ResizedAxis(Resize resize, int extent, int made, double scale, double start, double end) {
  /** What an output is made of: elements of the input, each multiplied by a factor. */
  static final class Taps {
    private final int[] places;
    private final double[] factors;

    private Taps(int[] places, double[] factors) {
      this.places = places;
      this.factors = factors;
    }

    int count() {
      return places.length;
    }

    int place(int tap) {
      return places[tap];
    }

    double factor(int tap) {
      return factors[tap];
    }
  }

  /** Whether it stays as it is. */
  boolean isSame() {
    return made == extent && scale == 1 && !resize.region();
  }

  /** The taps of an output; null where it lies outside a region's input. */
  @Nullable Taps taps(int output) {
    double place = place(output);
    boolean outside = place < 0 || place > extent - 1;
    if (resize.region() && outside) {
      return null;
    }
    double whole = Math.floor(place);
    double ratio = place == whole ? 1 : place - whole; // the element before comes first
    double[] factors = factors(ratio);
    int first = (int) whole - factors.length / 2 + (place == whole ? 0 : 1);
    int[] places = new int[factors.length];
    double sum = 0;
    for (int i = 0; i < places.length; i++) {
      int at = first + i;
      if (resize.excludeOutside() && (at < 0 || at >= extent)) {
        factors[i] = 0;
      }
      sum += factors[i];
      places[i] = Math.clamp(at, 0, extent - 1);
    }
    for (int i = 0; resize.excludeOutside() && i < factors.length; i++) {
      factors[i] /= sum;
    }
    return new Taps(places, factors);
  }

  /** Where an output lies in the input. */
  private double place(int x) {
    double length = scale * extent;
    return switch (resize.place()) {
      case HALF_PIXEL -> (x + 0.5) / scale - 0.5;
      case HALF_PIXEL_SYMMETRIC -> extent / 2.0 * (1 - made / length) + (x + 0.5) / scale - 0.5;
      case PYTORCH_HALF_PIXEL -> made == 1 ? 0 : (x + 0.5) / scale - 0.5;
      case ALIGN_CORNERS -> length == 1 ? 0 : x * (extent - 1) / (length - 1);
      case ASYMMETRIC -> x / scale;
      case TF_CROP_AND_RESIZE ->
          length == 1
              ? (start + end) * (extent - 1) / 2
              : start * (extent - 1) + x * (end - start) * (extent - 1) / (length - 1);
    };
  }

  private double[] factors(double ratio) {
    boolean shrinks = resize.antialias() && scale < 1;
    return switch (resize.mode()) {
      case NEAREST -> nearest(ratio);
      case LINEAR -> shrinks ? stretched(ratio, 1) : new double[] {1 - ratio, ratio};
      case CUBIC ->
          shrinks
              ? stretched(ratio, 2)
              : new double[] {cubic(1 + ratio), cubic(ratio), cubic(1 - ratio), cubic(2 - ratio)};
    };
  }

  private double[] nearest(double ratio) {
    boolean next =
        ratio == 1
            || switch (resize.rounding()) {
              case ROUND_PREFER_FLOOR -> ratio > 0.5;
              case ROUND_PREFER_CEIL -> ratio >= 0.5;
              case FLOOR -> false;
              case CEIL -> true;
            };
    return next ? new double[] {0, 1} : new double[] {1, 0};
  }

  /** A kernel that reaches so many elements of the output, with factors that sum to one. */
  private double[] stretched(double ratio, int reach) {
    int first = (int) Math.floor(-reach / scale) + 1;
    double[] factors = new double[2 - 2 * first];
    double sum = 0;
    for (int i = 0; i < factors.length; i++) {
      double distance = Math.abs((first + i - ratio) * scale);
      factors[i] = reach == 1 ? Math.max(0, 1 - distance) : cubic(distance);
      sum += factors[i];
    }
    for (int i = 0; i < factors.length; i++) {
      factors[i] /= sum;
    }
    return factors;
  }

  /** The cubic kernel (Keys 1981) at a distance. */
  private double cubic(double x) {
    double a = resize.cubic();
    if (x <= 1) {
      return ((a + 2) * x - (a + 3)) * x * x + 1;
    }
    return x < 2 ? ((a * x - 5 * a) * x + 8 * a) * x - 4 * a : 0;
  }
}
