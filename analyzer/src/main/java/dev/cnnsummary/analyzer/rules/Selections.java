package dev.cnnsummary.analyzer.rules;

import dev.cnnsummary.analyzer.field.AxisStep;
import dev.cnnsummary.specs.function.ArgReduce;
import dev.cnnsummary.specs.function.Reduction;
import dev.cnnsummary.specs.function.TopK;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What makes few elements of many. FLOPs: one for each element that joins another, one more for
 * each square, absolute value or exponential, root or logarithm; a comparison for each element that
 * is searched.
 */
final class Selections {
  private Selections() {}

  static Facts facts(Reduction reduction, Operands in) {
    TensorType input = in.get(0);
    Set<Integer> axes = axes(reduction, in, input.shape().rank());
    Dim numel = input.shape().numel();
    return reduced(input, input.dtype(), axes, reduction.keepdim(), work(reduction.kind(), numel));
  }

  private static Dim work(Reduction.Kind kind, Dim numel) {
    return switch (kind) {
      case MEAN, SUM, MAX, MIN, PROD, LOG_SUM -> numel;
      case L1, L2, SUM_SQUARE, LOG_SUM_EXP -> numel.times(2);
    };
  }

  private static Set<Integer> axes(Reduction reduction, Operands in, int rank) {
    List<Integer> dims = reduction.dims();
    if (dims == null && in.count() > 1) {
      dims = in.numbers(1, "the axes").stream().map(Math::toIntExact).toList();
    }
    Set<Integer> axes = new TreeSet<>();
    if (dims == null || dims.isEmpty()) {
      for (int axis = 0; !reduction.emptyIsNone() && axis < rank; axis++) {
        axes.add(axis);
      }
      return axes;
    }
    for (int dim : dims) {
      axes.add(Axes.index(dim, rank, "axes"));
    }
    return axes;
  }

  private static Facts reduced(
      TensorType input, DType dtype, Set<Integer> axes, boolean keepdim, Dim flops) {
    Shape shape = input.shape();
    List<Dim> dims = new ArrayList<>();
    List<AxisStep> steps = new ArrayList<>();
    for (int axis = 0; axis < shape.rank(); axis++) {
      boolean gone = axes.contains(axis);
      steps.add(gone ? AxisStep.MIXED : AxisStep.moved(dims.size()));
      if (!gone || keepdim) {
        dims.add(gone ? Dim.ONE : shape.dim(axis));
      }
    }
    return Facts.of(new TensorType(dtype, Shape.of(dims)), flops, steps);
  }

  static Facts facts(ArgReduce reduce, Operands in) {
    TensorType input = in.get(0);
    int axis = Axes.index(reduce.dim(), input.shape().rank(), "dim");
    return reduced(input, DType.I64, Set.of(axis), reduce.keepdim(), input.shape().numel());
  }

  static Facts facts(TopK top, Operands in) {
    TensorType input = in.get(0);
    Shape shape = input.shape();
    int axis = Axes.index(top.dim(), shape.rank(), "dim");
    List<Dim> count = in.sizes(1, "k");
    if (count.size() != 1) {
      throw new Rejection("k is one number, got " + in.shape(1));
    }
    Dim k = count.getFirst();
    in.atLeast(shape.dim(axis), k, "k is {right}, but the axis has {left} elements");
    Shape output = shape.with(axis, k);
    return new Facts(
        List.of(new TensorType(input.dtype(), output), new TensorType(DType.I64, output)),
        List.of(),
        Dim.ZERO,
        shape.numel(),
        List.of(Axes.mixing(shape.rank(), axis)),
        false);
  }
}
