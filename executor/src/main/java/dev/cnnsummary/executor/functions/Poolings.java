package dev.cnnsummary.executor.functions;

import dev.cnnsummary.executor.Draft;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.function.FunctionalPool;
import dev.cnnsummary.specs.function.GlobalPool;
import dev.cnnsummary.specs.op.Pool;
import dev.cnnsummary.specs.shape.DType;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Pooling of any padding and type. */
final class Poolings {
  private Poolings() {}

  private static Slider slider(FunctionalPool pool, int[] shape) {
    List<Integer> kernel = pool.sliding().kernel();
    if (kernel == null || shape.length < 3) {
      throw new IllegalArgumentException("a kernel and [N, C, spatial…] are needed");
    }
    int[] spatial = Arrays.copyOfRange(shape, 2, shape.length);
    return Slider.of(pool.sliding(), Slider.ints(kernel), spatial, pool.ceilMode());
  }

  private static int[] made(int[] shape, int[] spatial) {
    int[] made = shape.clone();
    System.arraycopy(spatial, 0, made, 2, spatial.length);
    return made;
  }

  static Result of(FunctionalPool pool, Tensor input) {
    int[] shape = input.shape();
    Slider slider = slider(pool, shape);
    int[] made = made(shape, slider.positions());
    Draft values = new Draft(input.dtype(), made);
    Draft places = new Draft(DType.I64, pool.outputs() > 1 ? made : new int[] {0});
    int pixels = Axes.product(shape, 2, shape.length);
    int[] spatial = Arrays.copyOfRange(shape, 2, shape.length);
    int plane = Axes.product(made, 2, made.length);
    int[] position = new int[spatial.length];
    for (int i = 0; i < values.numel(); i++) {
      int start = i / plane * pixels;
      switch (pool.kind()) {
        case MAX -> {
          int best = greatest(slider, position, spatial, input, start);
          values.putOf(i, input, start + best);
          if (pool.outputs() > 1) {
            int there = pool.columnMajor() ? columnMajor(best, spatial) : best;
            places.putInteger(i, (long) start + there);
          }
        }
        case AVERAGE -> values.put(i, mean(pool, slider, position, spatial, input, start));
        case NORM -> values.put(i, norm(pool.normType(), slider, position, spatial, input, start));
      }
      Axes.advance(position, slider.positions());
    }
    return new Result(
        pool.outputs() > 1 ? List.of(values.tensor(), places.tensor()) : List.of(values.tensor()),
        0);
  }

  /** What is done with the elements of a window that are there. */
  @FunctionalInterface
  private interface Element {
    void at(int place);
  }

  private static void each(Slider slider, int[] position, int[] spatial, Element element) {
    int[] tap = new int[spatial.length];
    for (int t = 0; t < slider.taps(); t++) {
      int index = 0;
      boolean inside = true;
      for (int axis = 0; axis < spatial.length; axis++) {
        int place = slider.place(axis, position[axis], tap[axis]);
        inside &= place >= 0 && place < spatial[axis];
        index = index * spatial[axis] + place;
      }
      if (inside) {
        element.at(index);
      }
      Axes.advance(tap, slider.kernel());
    }
  }

  /** The first of several; what is no number is greater than all. */
  private static int greatest(
      Slider slider, int[] position, int[] spatial, Tensor input, int start) {
    int[] best = {-1};
    each(
        slider,
        position,
        spatial,
        place -> {
          double x = input.get(start + place);
          if (best[0] < 0 || !(x <= input.get(start + best[0]))) {
            best[0] = best[0] >= 0 && Double.isNaN(input.get(start + best[0])) ? best[0] : place;
          }
        });
    Axes.require(best[0] >= 0, "a window has no elements but padding");
    return best[0];
  }

  private static int columnMajor(int place, int[] spatial) {
    int there = 0;
    int rest = place;
    for (int axis = spatial.length - 1; axis >= 0; axis--) {
      there += rest % spatial[axis] * Axes.product(spatial, 0, axis);
      rest /= spatial[axis];
    }
    return there;
  }

  private static double mean(
      FunctionalPool pool, Slider slider, int[] position, int[] spatial, Tensor input, int start) {
    double[] sum = new double[2];
    each(
        slider,
        position,
        spatial,
        place -> {
          sum[0] += input.get(start + place);
          sum[1]++;
        });
    return sum[0] / (pool.countIncludePad() ? padded(slider, position, spatial) : sum[1]);
  }

  /** The taps that lie on the input or its padding, and not beyond it. */
  private static long padded(Slider slider, int[] position, int[] spatial) {
    long count = 1;
    for (int axis = 0; axis < spatial.length; axis++) {
      int along = 0;
      for (int tap = 0; tap < slider.kernel()[axis]; tap++) {
        boolean there =
            slider.place(axis, position[axis], tap) < spatial[axis] + slider.after(axis);
        along += there ? 1 : 0;
      }
      count *= along;
    }
    return count;
  }

  private static double norm(
      double p, Slider slider, int[] position, int[] spatial, Tensor input, int start) {
    double[] sum = new double[1];
    each(
        slider,
        position,
        spatial,
        place -> sum[0] += Math.pow(Math.abs(input.get(start + place)), p));
    return Math.pow(sum[0], 1 / p);
  }

  /** The module that computes the same; null where none does. */
  static @Nullable Lowered lowered(FunctionalPool pool, Tensor input) {
    if (pool.kind() == FunctionalPool.Kind.NORM || pool.outputs() > 1 || input.rank() > 5) {
      return null;
    }
    Slider slider = slider(pool, input.shape());
    for (int axis = 0; axis < slider.kernel().length; axis++) {
      int before = slider.before(axis);
      int after = slider.after(axis);
      boolean plain =
          pool.kind() == FunctionalPool.Kind.MAX || (before == after && slider.dilation(axis) == 1);
      if (!plain
          || before < 0
          || after < 0
          || Math.max(before, after) * 2 > slider.kernel()[axis]) {
        return null;
      }
    }
    Pool.Kind kind = pool.kind() == FunctionalPool.Kind.MAX ? Pool.Kind.MAX : Pool.Kind.AVERAGE;
    Pool module =
        new Pool(
            kind, slider.window(), pool.ceilMode(), pool.countIncludePad(), null, false, Set.of());
    return Lowerings.of(
        module, List.of(input), List.of(), input.dtype(), made(input.shape(), slider.positions()));
  }

  static Result of(GlobalPool pool, Tensor input) {
    int[] shape = input.shape();
    Axes.require(shape.length >= 2, "[N, C, spatial…] is needed, got " + input);
    int[] made = shape.clone();
    Arrays.fill(made, 2, made.length, 1);
    int pixels = Axes.product(shape, 2, shape.length);
    Draft output = new Draft(input.dtype(), made);
    for (int i = 0; i < output.numel(); i++) {
      double sum = pool.kind() == FunctionalPool.Kind.MAX ? Double.NEGATIVE_INFINITY : 0;
      for (int k = i * pixels; k < (i + 1) * pixels; k++) {
        double x = input.get(k);
        sum =
            switch (pool.kind()) {
              case MAX -> Math.max(sum, x);
              case AVERAGE -> sum + x;
              case NORM -> sum + Math.pow(Math.abs(x), pool.normType());
            };
      }
      output.put(
          i,
          switch (pool.kind()) {
            case MAX -> sum;
            case AVERAGE -> sum / pixels;
            case NORM -> Math.pow(sum, 1 / pool.normType());
          });
    }
    return Result.of(output);
  }
}
