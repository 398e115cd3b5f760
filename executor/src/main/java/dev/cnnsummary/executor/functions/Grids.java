package dev.cnnsummary.executor.functions;

import dev.cnnsummary.executor.Draft;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.function.AffineGrid;
import dev.cnnsummary.specs.function.GridSample;
import java.util.Arrays;

/** Sampling at places that a grid tells, and grids that affine maps make. */
final class Grids {
  private static final double CUBIC = -0.75;

  private Grids() {}

  static Result of(GridSample sample, Tensor input, Tensor grid) {
    int axes = input.rank() - 2;
    Axes.require(
        axes >= 1
            && grid.rank() == axes + 2
            && grid.dim(axes + 1) == axes
            && grid.dim(0) == input.dim(0),
        grid + " is no grid for " + input);
    int[] spatial = Arrays.copyOfRange(input.shape(), 2, axes + 2);
    int[] shape = input.shape();
    System.arraycopy(grid.shape(), 1, shape, 2, axes);
    Draft output = new Draft(input.dtype(), shape);
    int plane = Axes.product(shape, 2, shape.length);
    int pixels = Tensor.numel(spatial);
    for (int batch = 0; batch < shape[0]; batch++) {
      for (int i = 0; i < plane; i++) {
        Taps[] taps = new Taps[axes];
        for (int axis = 0; axis < axes; axis++) {
          double x = grid.get((batch * plane + i) * axes + axes - 1 - axis);
          taps[axis] = Taps.of(sample, x, spatial[axis]);
        }
        for (int channel = 0; channel < shape[1]; channel++) {
          int from = (batch * shape[1] + channel) * pixels;
          double sum = sum(input, from, spatial, taps, 0, 0);
          output.put((batch * shape[1] + channel) * plane + i, sum);
        }
      }
    }
    return Result.of(output);
  }

  private static double sum(
      Tensor input, int start, int[] spatial, Taps[] taps, int axis, int index) {
    if (axis == taps.length) {
      return input.get(start + index);
    }
    double sum = 0;
    for (int t = 0; t < taps[axis].places.length; t++) {
      int place = taps[axis].places[t];
      double factor = taps[axis].factors[t];
      if (place >= 0 && factor != 0) {
        int next = index * spatial[axis] + place;
        sum += factor * sum(input, start, spatial, taps, axis + 1, next);
      }
    }
    return sum;
  }

  /** Which elements along an axis are taken, -1 for zero, and with what factors. */
  private static final class Taps {
    private final int[] places;
    private final double[] factors;

    private Taps(int[] places, double[] factors) {
      this.places = places;
      this.factors = factors;
    }

    static Taps of(GridSample sample, double x, int extent) {
      double there =
          sample.alignCorners() ? (x + 1) / 2 * (extent - 1) : ((x + 1) * extent - 1) / 2;
      boolean nearest = sample.mode() == GridSample.Mode.NEAREST;
      boolean cubic = sample.mode() == GridSample.Mode.CUBIC; // brings each tap inside by itself
      double place = cubic ? there : bordered(sample, nearest ? Math.rint(there) : there, extent);
      double whole = Math.floor(place);
      double ratio = place - whole;
      double[] factors =
          switch (sample.mode()) {
            case NEAREST -> new double[] {1};
            case LINEAR -> new double[] {1 - ratio, ratio};
            case CUBIC ->
                new double[] {
                  kernel(1 + ratio), kernel(ratio), kernel(1 - ratio), kernel(2 - ratio)
                };
          };
      int[] places = new int[factors.length];
      for (int i = 0; i < places.length; i++) {
        places[i] = element(sample, whole + i - (cubic ? 1 : 0), extent);
      }
      return new Taps(places, factors);
    }

    /** Brings a place beyond the edges inside, unless there are zeros outside. */
    private static double bordered(GridSample sample, double place, int extent) {
      double least = sample.alignCorners() ? 0 : -0.5;
      double most = sample.alignCorners() ? extent - 1 : extent - 0.5;
      if (place >= least && place <= most) {
        return place;
      }
      return switch (sample.border()) {
        case ZEROS -> place;
        case BORDER -> Math.clamp(place, 0.0, extent - 1.0);
        case REFLECTION -> reflected(place, least, most);
      };
    }

    /** The element that stands at a place, which may be outside. */
    private static int element(GridSample sample, double place, int extent) {
      if (place >= 0 && place <= extent - 1) {
        return (int) place;
      }
      return switch (sample.border()) {
        case ZEROS -> -1;
        case BORDER -> place > 0 ? extent - 1 : 0;
        case REFLECTION -> Math.clamp((int) bordered(sample, place, extent), 0, extent - 1);
      };
    }

    private static double reflected(double place, double least, double most) {
      double span = most - least;
      if (span <= 0) {
        return 0;
      }
      double there = Math.abs(place - least) % (2 * span);
      return least + Math.min(there, 2 * span - there);
    }

    private static double kernel(double x) {
      return x <= 1
          ? ((CUBIC + 2) * x - (CUBIC + 3)) * x * x + 1
          : ((CUBIC * x - 5 * CUBIC) * x + 8 * CUBIC) * x - 4 * CUBIC;
    }
  }

  static Result of(AffineGrid affine, Tensor maps, Tensor told) {
    int[] size = Axes.integers(told);
    int axes = size.length - 2;
    Axes.require(
        axes >= 1
            && maps.rank() == 3
            && maps.dim(0) == size[0]
            && maps.dim(1) == axes
            && maps.dim(2) == axes + 1,
        maps + " are no maps for " + Axes.text(size));
    int[] spatial = Arrays.copyOfRange(size, 2, size.length);
    int[] shape = new int[axes + 2];
    shape[0] = size[0];
    System.arraycopy(spatial, 0, shape, 1, axes);
    shape[axes + 1] = axes;
    Draft grid = new Draft(maps.dtype(), shape);
    int[] place = new int[axes];
    for (int i = 0; i < grid.numel(); i += axes) {
      int map = i / axes / Tensor.numel(spatial) * axes;
      for (int row = 0; row < axes; row++) {
        int start = (map + row) * (axes + 1);
        double sum = maps.get(start + axes);
        for (int k = 0; k < axes; k++) {
          int axis = axes - 1 - k; // the last axis is the first coordinate
          sum += maps.get(start + k) * coordinate(affine, place[axis], spatial[axis]);
        }
        grid.put(i + row, sum);
      }
      Axes.advance(place, spatial);
    }
    return Result.of(grid);
  }

  private static double coordinate(AffineGrid affine, int place, int extent) {
    if (affine.alignCorners()) {
      return extent == 1 ? 0 : 2.0 * place / (extent - 1) - 1;
    }
    return (2.0 * place + 1) / extent - 1;
  }
}
