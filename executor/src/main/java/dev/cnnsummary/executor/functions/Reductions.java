package dev.cnnsummary.executor.functions;

import dev.cnnsummary.executor.Draft;
import dev.cnnsummary.executor.Numbers;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.function.Reduction;
import dev.cnnsummary.specs.shape.DType;
import java.util.Arrays;
import java.util.List;

/** What makes one element of all along some axes. */
final class Reductions {
  private Reductions() {}

  static Result of(Reduction reduction, List<Tensor> operands) {
    Tensor input = operands.getFirst();
    boolean[] reduced = axes(reduction, operands);
    int[] kept = input.shape();
    for (int axis = 0; axis < kept.length; axis++) {
      kept[axis] = reduced[axis] ? 1 : kept[axis];
    }
    int[] shape = reduction.keepdim() ? kept : without(input.shape(), reduced);
    Places places = new Places(input, kept);
    Draft made = new Draft(input.dtype(), shape);
    if (input.dtype().isFloating()) {
      floating(reduction.kind(), input, places, made);
    } else {
      integers(reduction.kind(), input, places, made);
    }
    return Result.of(made);
  }

  /** The axes of which one element is made. */
  private static boolean[] axes(Reduction reduction, List<Tensor> operands) {
    int rank = operands.getFirst().rank();
    List<Integer> dims = reduction.dims();
    if (dims == null && operands.size() > 1) {
      dims = Arrays.stream(Axes.integers(operands.get(1))).boxed().toList();
    }
    if (dims == null || dims.isEmpty()) {
      boolean[] all = new boolean[rank];
      Arrays.fill(all, !reduction.emptyIsNone());
      return all;
    }
    return Axes.named(dims, rank);
  }

  private static int[] without(int[] shape, boolean[] reduced) {
    int[] left = new int[shape.length];
    int count = 0;
    for (int axis = 0; axis < shape.length; axis++) {
      if (!reduced[axis]) {
        left[count++] = shape[axis];
      }
    }
    return Arrays.copyOf(left, count);
  }

  /** For each element of a tensor the one that it goes into, and how many go into one. */
  private static final class Places {
    private final int[] target;
    private final int results;

    Places(Tensor input, int[] kept) {
      int[] shape = input.shape();
      int[] strides = Axes.strides(kept);
      for (int axis = 0; axis < kept.length; axis++) {
        strides[axis] = kept[axis] == 1 ? 0 : strides[axis];
      }
      target = new int[input.numel()];
      int[] place = new int[shape.length];
      for (int i = 0; i < target.length; i++) {
        target[i] = Axes.index(place, strides);
        Axes.advance(place, shape);
      }
      results = Tensor.numel(kept);
    }

    int perResult() {
      return results == 0 ? 0 : target.length / results;
    }
  }

  private static void floating(Reduction.Kind kind, Tensor input, Places places, Draft made) {
    double[] sums = new double[places.results];
    Arrays.fill(sums, start(kind));
    double[] most = kind == Reduction.Kind.LOG_SUM_EXP ? greatest(input, places) : sums;
    for (int i = 0; i < places.target.length; i++) {
      double x = input.get(i);
      int to = places.target[i];
      sums[to] =
          switch (kind) {
            case MEAN, SUM, LOG_SUM -> sums[to] + x;
            case MAX -> Math.max(sums[to], x);
            case MIN -> Math.min(sums[to], x);
            case PROD -> sums[to] * x;
            case L1 -> sums[to] + Math.abs(x);
            case L2, SUM_SQUARE -> sums[to] + x * x;
            case LOG_SUM_EXP -> sums[to] + (x == most[to] ? 1 : Math.exp(x - most[to]));
          };
    }
    for (int to = 0; to < sums.length; to++) {
      made.put(to, finished(kind, sums[to], most[to], places.perResult()));
    }
  }

  private static double start(Reduction.Kind kind) {
    return switch (kind) {
      case PROD -> 1;
      case MAX -> Double.NEGATIVE_INFINITY;
      case MIN -> Double.POSITIVE_INFINITY;
      case MEAN, SUM, L1, L2, SUM_SQUARE, LOG_SUM, LOG_SUM_EXP -> 0;
    };
  }

  private static double[] greatest(Tensor input, Places places) {
    double[] most = new double[places.results];
    Arrays.fill(most, Double.NEGATIVE_INFINITY);
    for (int i = 0; i < places.target.length; i++) {
      int to = places.target[i];
      most[to] = Math.max(most[to], input.get(i));
    }
    return most;
  }

  private static double finished(Reduction.Kind kind, double sum, double most, int count) {
    return switch (kind) {
      case MEAN -> sum / count;
      case L2 -> Math.sqrt(sum);
      case LOG_SUM -> Math.log(sum);
      case LOG_SUM_EXP -> count == 0 ? Math.log(0) : most + Math.log(sum);
      case SUM, MAX, MIN, PROD, L1, SUM_SQUARE -> sum;
    };
  }

  private static void integers(Reduction.Kind kind, Tensor input, Places places, Draft made) {
    boolean unsigned = input.dtype() == DType.U64;
    long[] sums = new long[places.results];
    Arrays.fill(
        sums,
        switch (kind) {
          case PROD -> 1;
          case MAX -> Numbers.least(input.dtype());
          case MIN -> Numbers.greatest(input.dtype());
          case MEAN, SUM, L1, L2, SUM_SQUARE, LOG_SUM, LOG_SUM_EXP -> 0;
        });
    double[] logarithms = new double[kind == Reduction.Kind.LOG_SUM_EXP ? sums.length : 0];
    for (int i = 0; i < places.target.length; i++) {
      long x = input.integer(i);
      int to = places.target[i];
      switch (kind) {
        case MEAN, SUM, LOG_SUM -> sums[to] += x;
        case MAX -> sums[to] = Binaries.order(unsigned, sums[to], x) >= 0 ? sums[to] : x;
        case MIN -> sums[to] = Binaries.order(unsigned, sums[to], x) <= 0 ? sums[to] : x;
        case PROD -> sums[to] *= x;
        case L1 -> sums[to] += unsigned ? x : Math.abs(x);
        case L2, SUM_SQUARE -> sums[to] += x * x;
        case LOG_SUM_EXP -> logarithms[to] += Math.exp(input.get(i));
      }
    }
    for (int to = 0; to < sums.length; to++) {
      switch (kind) {
        case SUM, MAX, MIN, PROD, L1, SUM_SQUARE -> made.putInteger(to, sums[to]);
        case MEAN -> made.putInteger(to, sums[to] / Math.max(1, places.perResult()));
        case L2 -> made.put(to, Math.sqrt((double) sums[to]));
        case LOG_SUM -> made.put(to, Math.log((double) sums[to]));
        case LOG_SUM_EXP -> made.put(to, Math.log(logarithms[to]));
      }
    }
  }
}
