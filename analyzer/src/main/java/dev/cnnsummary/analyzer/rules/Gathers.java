package dev.cnnsummary.analyzer.rules;

import dev.cnnsummary.analyzer.field.AxisStep;
import dev.cnnsummary.specs.function.Gather;
import dev.cnnsummary.specs.function.OneHot;
import dev.cnnsummary.specs.function.Scatter;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What takes elements by indices, or puts them there. It costs no FLOPs. */
final class Gathers {
  private Gathers() {}

  static Facts facts(Gather gather, Operands in) {
    requireIndices(in.get(1));
    return switch (gather.kind()) {
      case SLICES -> slices(gather, in);
      case ELEMENTS -> elements(gather, in);
      case ND -> places(gather, in);
    };
  }

  private static void requireIndices(TensorType indices) {
    if (indices.dtype() != DType.I64 && indices.dtype() != DType.I32) {
      throw new Rejection("indices are of i64 or i32, got " + indices.dtype().text());
    }
  }

  private static Facts slices(Gather gather, Operands in) {
    Shape data = in.shape(0);
    Shape indices = in.shape(1);
    int axis = Axes.index(gather.dim(), data.rank(), "dim");
    List<Dim> dims = new ArrayList<>(data.dims());
    dims.remove(axis);
    dims.addAll(axis, indices.dims());
    List<AxisStep> steps = new ArrayList<>();
    for (int i = 0; i < data.rank(); i++) {
      int place = i < axis ? i : i - 1 + indices.rank();
      steps.add(i == axis ? AxisStep.MIXED : AxisStep.moved(place));
    }
    List<AxisStep> index = new ArrayList<>();
    for (int i = 0; i < indices.rank(); i++) {
      index.add(AxisStep.moved(axis + i));
    }
    return Facts.of(new TensorType(in.get(0).dtype(), Shape.of(dims)), Dim.ZERO, steps, index);
  }

  private static Facts elements(Gather gather, Operands in) {
    Shape data = in.shape(0);
    Shape indices = in.shape(1);
    int axis = Axes.index(gather.dim(), data.rank(), "dim");
    if (data.rank() != indices.rank()) {
      throw new Rejection("gather takes as many axes of both, got " + data + " and " + indices);
    }
    return Facts.of(
        new TensorType(in.get(0).dtype(), indices),
        Dim.ZERO,
        Axes.mixing(data.rank(), axis),
        AxisStep.pointwise(indices.rank()));
  }

  private static Facts places(Gather gather, Operands in) {
    Shape data = in.shape(0);
    Shape indices = in.shape(1);
    int depth = depth(indices);
    int batch = gather.dim();
    if (batch < 0 || batch + depth > data.rank() || batch >= indices.rank()) {
      throw new Rejection(
          "indices of " + indices + " with " + batch + " batch axes do not fit " + data);
    }
    for (int axis = 0; axis < batch; axis++) {
      in.equal(data.dim(axis), indices.dim(axis), "batch axes have {left} and {right} elements");
    }
    List<Dim> dims = new ArrayList<>(indices.dims().subList(0, indices.rank() - 1));
    dims.addAll(data.dims().subList(batch + depth, data.rank()));
    return Facts.of(
        new TensorType(in.get(0).dtype(), Shape.of(dims)),
        Dim.ZERO,
        Collections.nCopies(data.rank(), AxisStep.MIXED),
        Collections.nCopies(indices.rank(), AxisStep.MIXED));
  }

  private static int depth(Shape indices) {
    if (indices.rank() == 0 || !indices.dim(-1).isConstant()) {
      throw new Rejection("the last axis of indices must be known, got " + indices);
    }
    return Math.toIntExact(indices.dim(-1).value());
  }

  static Facts facts(Scatter scatter, Operands in) {
    requireIndices(in.get(1));
    TensorType data = in.get(0);
    int rank = data.shape().rank();
    Shape indices = in.shape(1);
    if (scatter.kind() == Scatter.Kind.ELEMENTS) {
      Axes.index(scatter.dim(), rank, "dim");
      if (indices.rank() != rank || in.shape(2).rank() != rank) {
        throw new Rejection("scatter takes as many axes of all its inputs");
      }
    } else if (indices.dim(-1).isConstant() && depth(indices) > rank) {
      throw new Rejection("indices of " + indices + " do not fit " + data.shape());
    }
    List<AxisStep> mixed = Collections.nCopies(rank, AxisStep.MIXED);
    return new Facts(
        List.of(data),
        List.of(),
        Dim.ZERO,
        Dim.ZERO,
        List.of(
            AxisStep.pointwise(rank),
            Collections.nCopies(indices.rank(), AxisStep.MIXED),
            in.shape(2).rank() == rank
                ? mixed
                : Collections.nCopies(in.shape(2).rank(), AxisStep.MIXED)),
        false);
  }

  static Facts facts(OneHot oneHot, Operands in) {
    Shape indices = in.shape(0);
    int place = Axes.place(oneHot.dim(), indices.rank());
    List<Dim> dims = new ArrayList<>(indices.dims());
    List<Dim> depth = in.sizes(1, "depth");
    if (depth.size() != 1) {
      throw new Rejection("the depth is one number, got " + in.shape(1));
    }
    dims.add(place, depth.getFirst());
    return Facts.of(
        new TensorType(in.get(2).dtype(), Shape.of(dims)),
        Dim.ZERO,
        Axes.making(indices.rank(), place));
  }

  static Facts nonZero(Operands in) {
    int rank = in.shape(0).rank();
    Shape shape = Shape.of(Dim.of(rank), in.unknown("count"));
    return Facts.of(
        new TensorType(DType.I64, shape), Dim.ZERO, Collections.nCopies(rank, AxisStep.MIXED));
  }
}
