package dev.cnnsummary.analyzer.rules;

import dev.cnnsummary.analyzer.field.AxisStep;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * NumPy's broadcasting: shapes are aligned at their last axes, and an axis of one element is as
 * long as it must be. A symbolic size is taken to be equal, never to be one.
 */
final class Broadcast {
  private Broadcast() {}

  /** The shape that two become. */
  static Shape of(Shape left, Shape right, String operator, Operands in) {
    if (left.equals(right)) {
      return left;
    }
    int rank = Math.max(left.rank(), right.rank());
    List<Dim> dims = new ArrayList<>(rank);
    for (int axis = 0; axis < rank; axis++) {
      Dim a = fromEnd(left, rank, axis);
      Dim b = fromEnd(right, rank, axis);
      if (a.equals(Dim.ONE)) {
        dims.add(b);
      } else if (b.equals(Dim.ONE)) {
        dims.add(a);
      } else {
        in.equal(a, b, operator + ": sizes {left} and {right} do not broadcast");
        dims.add(b.isConstant() ? b : a);
      }
    }
    return Shape.of(dims);
  }

  /** How a result depends on the axes of one that was broadcast. */
  static List<AxisStep> steps(Shape operand, Shape result) {
    int added = result.rank() - operand.rank();
    List<AxisStep> steps = new ArrayList<>(operand.rank());
    for (int axis = 0; axis < operand.rank(); axis++) {
      Dim from = operand.dim(axis);
      Dim to = result.dim(axis + added);
      steps.add(
          from.equals(to)
              ? AxisStep.moved(axis + added)
              : new AxisStep.Repeated(axis + added, from, to));
    }
    return steps;
  }

  private static Dim fromEnd(Shape shape, int rank, int axis) {
    int own = axis - (rank - shape.rank());
    return own < 0 ? Dim.ONE : shape.dim(own);
  }
}
