package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.specs.op.Interpolate;
import org.jspecify.annotations.Nullable;

/**
 * Which input elements make each output along one axis, and with which weights.
 *
 * @param taps how many make one
 * @param places those of output 0, then of output 1 …
 * @param factors their weights
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Samples(int taps, int[] places, float[] factors) {
  /** The cubic of PyTorch's bicubic mode (Keys, 1981). */
  private static final double CUBIC = -0.75;

  /**
   * The samples of a mode.
   *
   * @param scale what the extent was multiplied by; null for the ratio of the extents
   */
  static Samples of(
      Interpolate.Mode mode, int extent, int result, @Nullable Double scale, boolean corners) {
    int taps = mode.taps();
    int[] places = new int[result * taps];
    float[] factors = new float[result * taps];
    float step = scale == null ? (float) extent / result : (float) (1 / scale);
    if (corners && taps > 1) {
      step = result > 1 ? (float) (extent - 1) / (result - 1) : 0;
    }
    for (int i = 0; i < result; i++) {
      if (taps == 1) {
        double place = mode == Interpolate.Mode.NEAREST ? i * step : (i + 0.5f) * step;
        places[i] = Math.min((int) Math.floor(place), extent - 1);
        factors[i] = 1;
        continue;
      }
      float place = corners ? i * step : (i + 0.5f) * step - 0.5f;
      if (taps == 2) {
        place = extent == result ? i : place; // whatever the factor was, as in PyTorch
        place = Math.max(place, 0);
        int first = Math.min((int) place, extent - 1);
        places[2 * i] = first;
        places[2 * i + 1] = Math.min(first + 1, extent - 1);
        factors[2 * i + 1] = Math.min(place - first, 1);
        factors[2 * i] = 1 - factors[2 * i + 1];
      } else {
        int first = (int) Math.floor(place);
        for (int tap = 0; tap < 4; tap++) {
          places[4 * i + tap] = Math.clamp(first - 1 + tap, 0, extent - 1);
          factors[4 * i + tap] = (float) cubic(Math.abs(place - first + 1 - tap));
        }
      }
    }
    return new Samples(taps, places, factors);
  }

  private static double cubic(double distance) {
    if (distance <= 1) {
      return ((CUBIC + 2) * distance - (CUBIC + 3)) * distance * distance + 1;
    }
    if (distance < 2) {
      return CUBIC * (((distance - 5) * distance + 8) * distance - 4);
    }
    return 0;
  }
}
