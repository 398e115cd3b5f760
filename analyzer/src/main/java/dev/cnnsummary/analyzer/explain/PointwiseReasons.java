package dev.cnnsummary.analyzer.explain;

import dev.cnnsummary.analyzer.explain.Formula.Rounding;
import dev.cnnsummary.specs.op.Elementwise;
import dev.cnnsummary.specs.op.Glu;
import dev.cnnsummary.specs.op.GroupNorm;
import dev.cnnsummary.specs.op.InstanceNorm;
import dev.cnnsummary.specs.op.LayerNorm;
import dev.cnnsummary.specs.op.LocalResponseNorm;
import dev.cnnsummary.specs.op.Reduce;
import dev.cnnsummary.specs.op.Softmax;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import java.util.ArrayList;
import java.util.List;

/** What works on elements in their places, norms, and what joins elements to one. */
final class PointwiseReasons {
  /** Additions for mean and variance, the difference, its square and the product. */
  private static final long STATISTICS = 5;

  private PointwiseReasons() {}

  /** So many operations for each element. */
  static Reason perElement(long operations, Subject subject) {
    Formula elements = subject.inputElements();
    return Reason.keeping(
        operations == 0
            ? Formula.of(0)
            : operations == 1 ? elements : Formula.of(operations).times(elements));
  }

  static Reason of(InstanceNorm norm, Subject subject) {
    return norm.trackRunningStats()
        ? perElement(2, subject)
        : statistics(norm.affine() ? 2 : 0, subject);
  }

  static Reason of(GroupNorm norm, Subject subject) {
    return statistics(norm.affine() ? 2 : 0, subject);
  }

  static Reason of(LayerNorm norm, Subject subject) {
    return statistics(norm.weights().size(), subject);
  }

  private static Reason statistics(int weights, Subject subject) {
    Formula each = weights == 0 ? Formula.of(STATISTICS) : Formula.of(STATISTICS).plus(weights);
    return Reason.keeping(each.times(subject.inputElements()));
  }

  static Reason of(LocalResponseNorm norm, Subject subject) {
    return Reason.keeping(Formula.of(norm.size()).plus(4).times(subject.inputElements()));
  }

  static Reason of(Softmax softmax, Subject subject) {
    Shape shape = subject.input();
    Integer dim = softmax.dim();
    int implicit = shape.rank() == 0 || shape.rank() == 1 || shape.rank() == 3 ? 0 : 1;
    long each = softmax.kind() == Softmax.Kind.SOFTMIN ? 4 : 3;
    return Reason.keeping(
        Formula.of(each)
            .times(subject.inputElements())
            .minus(subject.rows(shape, dim == null ? implicit : dim)));
  }

  static Reason of(Glu glu, Subject subject) {
    Formula half = Formula.of(subject.input().dim(glu.dim())).over(Rounding.EXACT, 2);
    return Reason.of(
        Axis.with(subject.input(), glu.dim(), new Axis(half, "one half gates the other")),
        Formula.of(2).times(subject.outputElements()));
  }

  static Reason of(Elementwise elementwise, Subject subject) {
    Shape output = subject.output();
    if (elementwise.other() != null || subject.input().equals(output)) {
      return Reason.keeping(subject.outputElements());
    }
    List<Axis> axes = new ArrayList<>();
    for (int axis = 0; axis < output.rank(); axis++) {
      Dim left = aligned(subject.input(), output, axis);
      Dim right = aligned(subject.input(1), output, axis);
      String note =
          left.equals(right)
              ? "of both"
              : left.equals(Dim.ONE)
                  ? "of the second; the first is repeated"
                  : right.equals(Dim.ONE)
                      ? "of the first; the second is repeated"
                      : "of both, which must be equal";
      axes.add(Axis.of(output.dim(axis), note));
    }
    return Reason.of(axes, subject.outputElements());
  }

  private static Dim aligned(Shape operand, Shape output, int axis) {
    int own = axis - (output.rank() - operand.rank());
    return own < 0 ? Dim.ONE : operand.dim(own);
  }

  static Reason of(Reduce reduce, Subject subject) {
    Shape shape = subject.input();
    List<Integer> joined =
        reduce.dims().stream().map(dim -> dim < 0 ? dim + shape.rank() : dim).toList();
    List<Axis> axes = new ArrayList<>();
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (!joined.isEmpty() && !joined.contains(axis)) {
        axes.add(Axis.of(shape.dim(axis), "axis " + axis + " of the input"));
      } else if (reduce.keepdim()) {
        axes.add(Axis.of(1, "all of the axis become one"));
      }
    }
    Formula all = subject.inputElements();
    Reason reason =
        Reason.of(
            axes, reduce.kind() == Reduce.Kind.MEAN ? all : all.minus(subject.outputElements()));
    String note = axes.isEmpty() ? "a single number" : "";
    return (reduce.outputs() == 2 ? reason.withPositions() : reason).withNote(note);
  }
}
