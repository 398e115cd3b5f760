package dev.cnnsummary.executor.reference;

import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.op.AdaptivePool;
import dev.cnnsummary.specs.op.LpPool;
import dev.cnnsummary.specs.op.Pool;
import dev.cnnsummary.specs.op.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What makes an element of each region of a channel. */
final class Pooling {
  private static final int POSITIONS = 1;

  private final Tensor input;
  private final Grid plane;
  private final Grid output;
  private final List<int[][]> regions;

  /**
   * Regions of the spatial axes.
   *
   * @param regions for each axis and position of the output the places that it sees, padded ones
   *     outside the input included
   */
  private Pooling(Arguments arguments, List<int[][]> regions) {
    this.input = arguments.only();
    this.plane = ConvolutionDefinition.plane(arguments.grid(0));
    this.output = arguments.output();
    this.regions = regions;
  }

  private static Pooling sliding(Window window, Arguments arguments) {
    List<int[][]> regions = new ArrayList<>();
    for (int axis = 0; axis < window.axes(); axis++) {
      int before = window.padding().before().get(axis);
      int end = arguments.only().dim(axis + 2) + window.padding().after().get(axis);
      int[][] places = new int[arguments.output().extent(axis + 2)][];
      for (int position = 0; position < places.length; position++) {
        int start = position * window.stride().get(axis) - before;
        int last = start + (window.kernel().get(axis) - 1) * window.dilation().get(axis);
        places[position] =
            Selection.range(start, Math.min(last + 1, end), window.dilation().get(axis));
      }
      regions.add(places);
    }
    return new Pooling(arguments, regions);
  }

  /** Regions that cover each axis evenly: from {@code ⌊o·n/size⌋} up to {@code ⌈(o+1)·n/size⌉}. */
  private static Pooling adaptive(Arguments arguments) {
    List<int[][]> regions = new ArrayList<>();
    for (int axis = 2; axis < arguments.only().rank(); axis++) {
      int extent = arguments.only().dim(axis);
      int size = arguments.output().extent(axis);
      int[][] places = new int[size][];
      for (int position = 0; position < size; position++) {
        long start = Math.floorDiv((long) position * extent, size);
        long end = Math.ceilDiv((position + 1L) * extent, size);
        places[position] = Selection.range((int) start, (int) end, 1);
      }
      regions.add(places);
    }
    return new Pooling(arguments, regions);
  }

  static Definition of(Pool pool, Arguments arguments) {
    Pooling pooling = sliding(pool.window(), arguments);
    Definition element =
        pool.kind() == Pool.Kind.MAX
            ? pooling::greatest
            : (_, index) -> pooling.mean(index, pool.countIncludePad(), pool.divisor());
    return Counted.summing(pool.window().taps(), element);
  }

  static Definition of(AdaptivePool pool, Arguments arguments) {
    return pool.kind() == Pool.Kind.MAX ? adaptive(arguments)::greatest : means(arguments);
  }

  /** The mean of each region of adaptive pooling. */
  static Definition means(Arguments arguments) {
    Pooling pooling = adaptive(arguments);
    return Counted.summing(pooling.largest(), (_, index) -> pooling.mean(index, false, null));
  }

  /** As PyTorch: a mean of powers times the window's taps, which makes more of a cut window. */
  static Definition of(LpPool pool, Arguments arguments) {
    Pooling pooling = sliding(pool.window(), arguments);
    double p = pool.normType();
    return Counted.summing(
        pool.window().taps(),
        (_, index) -> {
          int[] seen = pooling.seen(index);
          double sum = 0;
          for (int place : seen) {
            sum += Math.pow(pooling.input.get(place), p);
          }
          return Math.pow(sum / seen.length * pool.window().taps(), 1 / p);
        });
  }

  /** The greatest element, or its place in the plane; the last NaN is greater than all. */
  private double greatest(int result, int index) {
    int[] seen = seen(index);
    double greatest = Double.NEGATIVE_INFINITY;
    int place = seen.length == 0 ? 0 : seen[0];
    for (int each : seen) {
      double x = input.get(each);
      if (x > greatest || Double.isNaN(x)) {
        greatest = x;
        place = each;
      }
    }
    return result == POSITIONS ? place % plane.numel() : greatest;
  }

  private double mean(int index, boolean countPadding, @Nullable Integer divisor) {
    int[] seen = seen(index);
    double sum = 0;
    for (int place : seen) {
      sum += input.get(place);
    }
    if (divisor != null) {
      return sum / divisor;
    }
    return seen.length == 0 ? 0 : sum / (countPadding ? region(index).numel() : seen.length);
  }

  /** The elements that an output sees. */
  private int[] seen(int index) {
    int[] position = output.place(index);
    Grid region = region(index);
    int[] seen = new int[region.numel()];
    int count = 0;
    for (int i = 0; i < seen.length; i++) {
      int[] place = region.place(i);
      boolean inside = true;
      for (int axis = 0; axis < place.length; axis++) {
        place[axis] = regions.get(axis)[position[axis + 2]][place[axis]];
        inside &= 0 <= place[axis] && place[axis] < plane.extent(axis);
      }
      if (inside) {
        int channel = position[0] * output.extent(1) + position[1];
        seen[count++] = channel * plane.numel() + plane.index(place);
      }
    }
    return Arrays.copyOf(seen, count);
  }

  /** The places that an output sees, padded ones included. */
  private Grid region(int index) {
    int[] position = output.place(index);
    int[] shape = new int[plane.axes()];
    for (int axis = 0; axis < shape.length; axis++) {
      shape[axis] = regions.get(axis)[position[axis + 2]].length;
    }
    return new Grid(shape);
  }

  private long largest() {
    long largest = 1;
    for (int[][] places : regions) {
      largest *= Arrays.stream(places).mapToInt(each -> each.length).max().orElse(1);
    }
    return largest;
  }
}
