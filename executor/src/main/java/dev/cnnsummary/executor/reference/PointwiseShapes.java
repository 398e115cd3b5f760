package dev.cnnsummary.executor.reference;

import static dev.cnnsummary.executor.reference.Operands.require;

import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.specs.op.Activation;
import dev.cnnsummary.specs.op.Dropout;
import dev.cnnsummary.specs.op.Elementwise;
import dev.cnnsummary.specs.op.Glu;
import dev.cnnsummary.specs.op.PRelu;
import dev.cnnsummary.specs.op.Reduce;
import dev.cnnsummary.specs.op.Softmax;
import dev.cnnsummary.specs.shape.DType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What keeps its extents, broadcasts or halves them, or makes one element of many. */
final class PointwiseShapes {
  private PointwiseShapes() {}

  static Shapes of(Activation activation, Operands in) {
    return Shapes.one(in.floating(0, activation.kind().module()));
  }

  static Shapes of(Softmax softmax, Operands in) {
    Extent input = in.floating(0, "a softmax");
    require(
        softmax.kind() != Softmax.Kind.SOFTMAX_2D || in.rank() == 3 || in.rank() == 4,
        "Softmax2d takes [N, C, H, W] or [C, H, W], got " + input.shape());
    int axis = softmaxAxis(softmax, in.rank());
    require(axis < in.rank(), "a softmax takes an axis, got a single number");
    return Shapes.one(input);
  }

  /** The axis along which a softmax sums to one. */
  static int softmaxAxis(Softmax softmax, int rank) {
    Integer dim = softmax.dim();
    if (dim != null) {
      return Operands.axis(dim, rank);
    }
    return rank == 0 || rank == 1 || rank == 3 ? 0 : 1;
  }

  static Shapes of(PRelu prelu, Operands in) {
    List<List<Integer>> weights = List.of(List.of(prelu.numParameters()));
    if (in.none()) {
      return Shapes.declared(weights);
    }
    Extent input = in.floating(0, "PReLU");
    int channels = in.rank() < 2 ? 1 : in.dim(1);
    require(
        prelu.numParameters() == 1 || prelu.numParameters() == channels,
        prelu.numParameters() + " slopes, but " + channels + " channels");
    return Shapes.weighing(input, weights);
  }

  static Shapes of(Glu glu, Operands in) {
    Extent input = in.floating(0, "GLU");
    int axis = in.axis(glu.dim());
    require(in.dim(axis) % 2 == 0, "a GLU halves an even axis, got " + in.dim(axis));
    return Shapes.one(Shapes.with(input, axis, in.dim(axis) / 2));
  }

  static Shapes of(Dropout dropout, Operands in) {
    require(
        dropout.kind() != Dropout.Kind.CHANNEL_1D || in.rank() == 2 || in.rank() == 3,
        "Dropout1d takes [N, C, length] or [C, length], got " + in.only().shape());
    return Shapes.one(in.only());
  }

  static Shapes of(Elementwise elementwise, Operands in) {
    Extent left = in.only();
    Double number = elementwise.other();
    boolean quotient = elementwise.kind() == Elementwise.Kind.DIV;
    if (number != null) {
      boolean floats = quotient || number != Math.rint(number);
      DType least = floats ? DType.F32 : DType.I64;
      boolean kept = left.dtype().isFloating() || (!floats && left.dtype() != DType.BOOL);
      return Shapes.one(new Extent(kept ? left.dtype() : least, left.shape()));
    }
    Extent right = in.get(1);
    DType joined = Types.joined(left.dtype(), right.dtype());
    return Shapes.one(
        new Extent(
            quotient && !joined.isFloating() ? DType.F32 : joined,
            Broadcasting.of(left.shape(), right.shape())));
  }

  static Shapes of(Reduce reduce, Operands in) {
    boolean mean = reduce.kind() == Reduce.Kind.MEAN;
    Extent input = mean ? in.floating(0, "a mean") : in.only();
    Set<Integer> axes = reducedAxes(reduce, in.rank());
    List<Integer> output = new ArrayList<>();
    for (int axis = 0; axis < in.rank(); axis++) {
      if (!axes.contains(axis)) {
        output.add(in.dim(axis));
      } else if (reduce.keepdim()) {
        output.add(1);
      }
    }
    boolean counts = reduce.kind() == Reduce.Kind.SUM && !input.dtype().isFloating();
    Extent values = new Extent(counts ? DType.I64 : input.dtype(), output);
    return reduce.outputs() == 1
        ? Shapes.one(values)
        : new Shapes(List.of(values, new Extent(DType.I64, output)), List.of());
  }

  /** The axes of which one element is made; no names stand for all. */
  static Set<Integer> reducedAxes(Reduce reduce, int rank) {
    Set<Integer> axes = new HashSet<>();
    for (int dim : reduce.dims()) {
      require(axes.add(Operands.axis(dim, rank)), "dim names the axis " + dim + " twice");
    }
    for (int axis = 0; reduce.dims().isEmpty() && axis < rank; axis++) {
      axes.add(axis);
    }
    return axes;
  }
}
