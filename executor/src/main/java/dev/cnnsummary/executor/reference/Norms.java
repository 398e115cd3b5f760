package dev.cnnsummary.executor.reference;

import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.op.BatchNorm;
import dev.cnnsummary.specs.op.GroupNorm;
import dev.cnnsummary.specs.op.InstanceNorm;
import dev.cnnsummary.specs.op.LayerNorm;
import dev.cnnsummary.specs.op.LocalResponseNorm;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Normalisation: {@code (x − mean)/√(variance + eps)·weight + bias}. */
final class Norms {
  private Norms() {}

  static Definition of(BatchNorm norm, Arguments arguments) {
    return norm.trackRunningStats()
        ? running(norm.affine(), norm.eps(), arguments)
        : perChannel(norm.affine(), norm.eps(), arguments, List.of(1));
  }

  static Definition of(InstanceNorm norm, Arguments arguments) {
    return norm.trackRunningStats()
        ? running(norm.affine(), norm.eps(), arguments)
        : perChannel(norm.affine(), norm.eps(), arguments, List.of(0, 1));
  }

  /** By the statistics that a module keeps. */
  private static Definition running(boolean affine, double eps, Arguments arguments) {
    Tensor input = arguments.only();
    Grid grid = arguments.grid(0);
    Tensor mean = arguments.weight(affine ? 2 : 0);
    Tensor variance = arguments.weight(affine ? 3 : 1);
    return (_, index) -> {
      int channel = grid.place(index)[1];
      double x = normal(input.get(index), mean.get(channel), variance.get(channel), eps);
      return affine ? affine(x, channel, arguments) : x;
    };
  }

  /** By the statistics of all elements at one place along some axes. */
  private static Definition perChannel(
      boolean affine, double eps, Arguments arguments, List<Integer> kept) {
    Grid grid = arguments.grid(0);
    Slices slices = new Slices(arguments.only(), axesBut(kept, grid.axes()));
    return own(slices, eps, arguments, affine ? index -> grid.place(index)[1] : null);
  }

  private static Set<Integer> axesBut(List<Integer> kept, int rank) {
    Set<Integer> axes = new HashSet<>();
    for (int axis = 0; axis < rank; axis++) {
      if (!kept.contains(axis)) {
        axes.add(axis);
      }
    }
    return axes;
  }

  static Definition of(GroupNorm norm, Arguments arguments) {
    Tensor input = arguments.only();
    Grid grid = arguments.grid(0);
    int groups = grid.extent(0) * norm.numGroups();
    Slices slices = new Slices(input.reshaped(groups, input.numel() / groups), Set.of(1));
    return own(slices, norm.eps(), arguments, norm.affine() ? index -> grid.place(index)[1] : null);
  }

  static Definition of(LayerNorm norm, Arguments arguments) {
    Grid grid = arguments.grid(0);
    List<Integer> order =
        norm.channelsFirst()
            ? List.of(0, 2, 3, 1)
            : IntStream.range(0, grid.axes()).boxed().toList();
    List<Integer> axes = order.subList(order.size() - norm.normalizedShape().size(), order.size());
    Grid normalized =
        new Grid(norm.normalizedShape().stream().mapToInt(Integer::intValue).toArray());
    IntUnaryOperator weight =
        index -> {
          int[] place = grid.place(index);
          return normalized.index(axes.stream().mapToInt(axis -> place[axis]).toArray());
        };
    return own(
        new Slices(arguments.only(), Set.copyOf(axes)),
        norm.eps(),
        arguments,
        norm.elementwiseAffine() ? weight : null);
  }

  /**
   * By the statistics of the slices themselves.
   *
   * @param weight which element of weight and bias belongs to one of the input; null without them
   */
  private static Definition own(
      Slices slices, double eps, Arguments arguments, @Nullable IntUnaryOperator weight) {
    Tensor input = arguments.only();
    Rows statistics =
        new Rows(
            slices.count(),
            slice -> {
              double mean = slices.mean(slice);
              return new double[] {mean, slices.variance(slice, mean)};
            });
    return Counted.summing(
        slices.length(),
        (_, index) -> {
          double[] known = statistics.get(slices.sliceOf(index));
          double x = normal(input.get(index), known[0], known[1], eps);
          return weight == null ? x : affine(x, weight.applyAsInt(index), arguments);
        });
  }

  private static double normal(double x, double mean, double variance, double eps) {
    return (x - mean) / Math.sqrt(variance + eps);
  }

  /** A layer norm may do without a bias. */
  private static double affine(double x, int element, Arguments arguments) {
    Tensor bias = arguments.weightOrNull(1);
    return x * arguments.weight(0).get(element) + (bias == null ? 0 : bias.get(element));
  }

  static Definition of(LocalResponseNorm norm, Arguments arguments) {
    Tensor input = arguments.only();
    Grid grid = arguments.grid(0);
    return Counted.summing(
        norm.size(),
        (_, index) -> {
          int[] place = grid.place(index);
          int first = place[1] - norm.before();
          double squares = 0;
          for (int c = Math.max(first, 0); c < first + norm.size() && c < grid.extent(1); c++) {
            place[1] = c;
            double x = input.get(grid.index(place));
            squares += x * x;
          }
          double divisor = norm.k() + norm.alpha() / norm.size() * squares;
          return input.get(index) / Math.pow(divisor, norm.beta());
        });
  }
}
