package dev.cnnsummary.analyzer.rules;

import dev.cnnsummary.analyzer.field.AxisStep;
import dev.cnnsummary.specs.op.Reduce;
import dev.cnnsummary.specs.op.Reduce.Kind;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Sums, means and extremes. FLOPs: one for each element that joins another (an addition or a
 * comparison), and a division for each mean.
 */
final class Reductions {
  private Reductions() {}

  static Facts facts(Reduce reduce, Operands in) {
    TensorType input = reduce.kind() == Kind.MEAN ? in.floating("mean") : in.only();
    Shape shape = input.shape();
    Set<Integer> axes = axes(reduce.dims(), shape.rank());
    List<Dim> dims = new ArrayList<>();
    List<AxisStep> steps = new ArrayList<>();
    for (int axis = 0; axis < shape.rank(); axis++) {
      boolean reduced = axes.contains(axis);
      steps.add(reduced ? AxisStep.MIXED : AxisStep.moved(dims.size()));
      if (!reduced) {
        dims.add(shape.dim(axis));
      } else if (reduce.keepdim()) {
        dims.add(Dim.ONE);
      }
    }
    Shape output = Shape.of(dims);
    Dim joined = shape.numel().minus(output.numel());
    List<TensorType> outputs = new ArrayList<>();
    outputs.add(new TensorType(dtype(reduce.kind(), input.dtype()), output));
    if (reduce.outputs() == 2) {
      outputs.add(new TensorType(DType.I64, output));
    }
    return new Facts(
        outputs,
        List.of(),
        Dim.ZERO,
        reduce.kind() == Kind.MEAN ? shape.numel() : joined,
        List.of(steps),
        false);
  }

  private static Set<Integer> axes(List<Integer> dims, int rank) {
    Set<Integer> axes = new HashSet<>();
    for (int dim : dims) {
      if (!axes.add(Axes.index(dim, rank, "dim"))) {
        throw new Rejection("dim names the axis " + dim + " twice");
      }
    }
    for (int axis = 0; dims.isEmpty() && axis < rank; axis++) {
      axes.add(axis);
    }
    return axes;
  }

  /** A sum of integers is a 64-bit integer. */
  private static DType dtype(Kind kind, DType input) {
    return kind == Kind.SUM && !input.isFloating() ? DType.I64 : input;
  }
}
