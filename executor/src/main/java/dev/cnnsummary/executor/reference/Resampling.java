package dev.cnnsummary.executor.reference;

import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.op.Interpolate;
import dev.cnnsummary.specs.op.Interpolate.Mode;
import dev.cnnsummary.specs.op.Ratio;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Interpolation by PyTorch's formulas (aten/src/ATen/native/UpSample.h): along each axis an output
 * is a weighted sum of neighbours.
 */
final class Resampling {
  /** The constant of Keys' cubic convolution that PyTorch takes. */
  private static final double CUBIC = -0.75;

  private Resampling() {}

  /** What an output takes of an axis. */
  private record Neighbours(List<Integer> places, List<Double> weights) {}

  static Definition of(Interpolate interpolate, Arguments arguments) {
    if (interpolate.mode() == Mode.AREA) {
      return Pooling.means(arguments);
    }
    Tensor input = arguments.only();
    Grid output = arguments.output();
    Grid plane = ConvolutionDefinition.plane(arguments.grid(0));
    List<Neighbours[]> axes = new ArrayList<>();
    for (int axis = 0; axis < plane.axes(); axis++) {
      axes.add(neighbours(interpolate, axis, plane, output.extent(axis + 2)));
    }
    int[] taps = new int[plane.axes()];
    Arrays.fill(taps, interpolate.mode().taps());
    Grid all = new Grid(taps);
    return Counted.summing(
        all.numel(),
        (_, index) -> {
          int[] place = output.place(index);
          int start = (place[0] * output.extent(1) + place[1]) * plane.numel();
          double sum = 0;
          for (int i = 0; i < all.numel(); i++) {
            int[] tap = all.place(i);
            double weight = 1;
            for (int axis = 0; axis < tap.length; axis++) {
              Neighbours near = axes.get(axis)[place[axis + 2]];
              weight *= near.weights.get(tap[axis]);
              tap[axis] = near.places.get(tap[axis]);
            }
            sum += weight * input.get(start + plane.index(tap));
          }
          return sum;
        });
  }

  private static Neighbours[] neighbours(Interpolate interpolate, int axis, Grid plane, int size) {
    int extent = plane.extent(axis);
    Double factor = factor(interpolate, axis, plane.axes());
    boolean corners = interpolate.alignCorners() != null && interpolate.alignCorners();
    Neighbours[] neighbours = new Neighbours[size];
    for (int o = 0; o < size; o++) {
      neighbours[o] =
          switch (interpolate.mode()) {
            case NEAREST -> at(nearest(o, extent, step(extent, size, factor)));
            case NEAREST_EXACT -> at(nearestExact(o, extent, step(extent, size, factor)));
            case LINEAR, BILINEAR, TRILINEAR ->
                extent == size
                    ? linear(o, extent)
                    : linear(Math.max(0, place(o, extent, size, factor, corners)), extent);
            case BICUBIC -> cubic(place(o, extent, size, factor, corners), extent);
            case AREA -> throw new IllegalStateException("a mean has no neighbours");
          };
    }
    return neighbours;
  }

  /** The factor that places outputs; null where the extents' ratio does. */
  private static @Nullable Double factor(Interpolate interpolate, int axis, int axes) {
    List<Ratio> factors = interpolate.scaleFactor();
    return factors == null || interpolate.recomputeScaleFactor()
        ? null
        : ResamplingShapes.forAxis(factors, axis, axes).value();
  }

  private static Neighbours at(int place) {
    return new Neighbours(List.of(place), List.of(1.0));
  }

  /** In single precision, as PyTorch computes it: it decides which element is taken. */
  private static float step(int extent, int size, @Nullable Double factor) {
    return factor == null ? (float) extent / size : (float) (1 / factor);
  }

  private static int nearest(int o, int extent, float step) {
    return Math.min((int) Math.floor(o * step), extent - 1);
  }

  private static int nearestExact(int o, int extent, float step) {
    float place = Math.max((o + 0.5f) * step - 0.5f, 0);
    return Math.min((int) Math.floor(place + 0.5f), extent - 1);
  }

  /** Where an output lies among the inputs. */
  private static double place(
      int o, int extent, int size, @Nullable Double factor, boolean corners) {
    if (corners) {
      return size > 1 ? (double) o * (extent - 1) / (size - 1) : 0;
    }
    double step = factor == null ? (double) extent / size : 1 / factor;
    return (o + 0.5) * step - 0.5;
  }

  private static Neighbours linear(double place, int extent) {
    int first = Math.min((int) Math.floor(place), extent - 1);
    double fraction = Math.min(place - first, 1);
    return new Neighbours(
        List.of(first, Math.min(first + 1, extent - 1)), List.of(1 - fraction, fraction));
  }

  private static Neighbours cubic(double place, int extent) {
    int first = (int) Math.floor(place);
    double t = place - first;
    List<Integer> places = new ArrayList<>(4);
    for (int tap = 0; tap < 4; tap++) {
      places.add(Math.clamp(first - 1L + tap, 0, extent - 1));
    }
    return new Neighbours(places, List.of(outer(t + 1), inner(t), inner(1 - t), outer(2 - t)));
  }

  /** Keys' kernel up to a distance of 1. */
  private static double inner(double x) {
    return ((CUBIC + 2) * x - (CUBIC + 3)) * x * x + 1;
  }

  /** Keys' kernel at a distance from 1 to 2. */
  private static double outer(double x) {
    return ((CUBIC * x - 5 * CUBIC) * x + 8 * CUBIC) * x - 4 * CUBIC;
  }
}
