package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.specs.op.Interpolate;
import dev.cnnsummary.specs.op.Ratio;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Samples pixels anew in blocks of channels: each output is a weighted sum of a few vectors, whose
 * places and weights along each axis are settled beforehand.
 */
final class Resampling implements Kernel {
  private final Loops loops;
  private final Storage input;
  private final Storage output;
  private final int[] extents;
  private final int[] results;
  private final int taps;
  private final boolean direct;
  private final int[][] places = new int[3][];
  private final float[][] factors = new float[3][];
  private final int[] counts = new int[3];

  private Resampling(Site site, Interpolate op) {
    this.loops = site.loops();
    input = site.blocked(0);
    output = site.blockedOutput(0);
    extents = Sliding.spatial(input);
    results = Sliding.spatial(output);
    int axes = input.rank() - 2;
    int all = 1;
    for (int axis = 0; axis < 3; axis++) {
      int own = axis - (3 - axes);
      Samples samples =
          Samples.of(
              own < 0 ? Interpolate.Mode.NEAREST : op.mode(),
              extents[axis],
              results[axis],
              own < 0 ? null : given(op, own),
              op.alignCorners() != null && op.alignCorners());
      places[axis] = samples.places();
      factors[axis] = samples.factors();
      counts[axis] = samples.taps();
      all *= samples.taps();
    }
    taps = all;
    direct = site.isDirect();
  }

  static Kernel of(Site site, Interpolate op) {
    if (op.mode() == Interpolate.Mode.AREA) {
      return Pools.area(site);
    }
    return site.operand(0).dtype().isFloating() ? new Resampling(site, op) : copied(site, op);
  }

  /** Integers, of which only the nearest is ever taken. */
  private static Kernel copied(Site site, Interpolate op) {
    Storage from = site.plain(0);
    int[] strides = Strides.of(from.shape());
    List<int[]> tables = new ArrayList<>();
    for (int axis = 0; axis < from.rank(); axis++) {
      int[] places = Strides.steps(from.dim(axis), 1);
      if (axis > 1) {
        int result = site.result(0).shape().get(axis);
        places = Samples.of(op.mode(), from.dim(axis), result, given(op, axis - 2), false).places();
      }
      int stride = strides[axis];
      tables.add(Arrays.stream(places).map(place -> place * stride).toArray());
    }
    return new Rearrangement(from, site.plainOutput(0), 0, tables, 0);
  }

  /** The factor that places are computed with; null for the ratio of the extents. */
  private static @Nullable Double given(Interpolate op, int axis) {
    List<Ratio> ratios = op.scaleFactor();
    if (ratios == null || op.recomputeScaleFactor()) {
      return null;
    }
    return ratios.get(ratios.size() == 1 ? 0 : axis).value();
  }

  @Override
  public String algorithm() {
    return "weighted neighbours";
  }

  @Override
  public void run(Workers workers) {
    workers.run(output.batch() * output.blocks(), this::runBlock);
  }

  private void runBlock(int block) {
    int lanes = loops.lanes();
    int[] offsets = new int[taps];
    float[] weights = new float[taps];
    int x = input.offset() + block * input.pixels() * lanes;
    int y = output.offset() + block * output.pixels() * lanes;
    for (int d = 0; d < results[0]; d++) {
      for (int h = 0; h < results[1]; h++) {
        for (int w = 0; w < results[2]; w++, y += lanes) {
          combine(d, h, w, offsets, weights);
          loops.blend(input.floats(), x, offsets, weights, taps, output.floats(), y);
        }
      }
    }
  }

  private void combine(int d, int h, int w, int[] offsets, float[] weights) {
    int tap = 0;
    for (int i = d * counts[0]; i < (d + 1) * counts[0]; i++) {
      for (int j = h * counts[1]; j < (h + 1) * counts[1]; j++) {
        for (int k = w * counts[2]; k < (w + 1) * counts[2]; k++, tap++) {
          int pixel = (places[0][i] * extents[1] + places[1][j]) * extents[2] + places[2][k];
          offsets[tap] = pixel * loops.lanes();
          weights[tap] = factors[0][i] * factors[1][j] * factors[2][k];
        }
      }
    }
    if (direct) {
      passOver(offsets, weights);
    }
  }

  /** Reads, instead of what has no weight, something that has. */
  private static void passOver(int[] offsets, float[] weights) {
    int seen = 0;
    while (weights[seen] == 0 && seen < weights.length - 1) {
      seen++;
    }
    for (int tap = 0; tap < weights.length; tap++) {
      if (weights[tap] == 0) {
        offsets[tap] = offsets[seen];
      }
    }
  }
}
