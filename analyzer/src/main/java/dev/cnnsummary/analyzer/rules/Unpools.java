package dev.cnnsummary.analyzer.rules;

import dev.cnnsummary.analyzer.field.AxisStep;
import dev.cnnsummary.specs.op.MaxUnpool;
import dev.cnnsummary.specs.op.Window;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.List;

/** Unpooling. It moves elements, which costs no FLOPs. */
final class Unpools {
  private Unpools() {}

  static Facts facts(MaxUnpool unpool, Operands in) {
    Window window = unpool.window();
    String name = "MaxUnpool" + window.axes() + "d";
    TensorType input = in.floating(name);
    Shape shape = input.shape();
    Axes.require(shape, window.axes(), name);
    checkIndices(name, in.all().get(1), shape, in);
    List<Dim> dims = new ArrayList<>(shape.dims().subList(0, 2));
    for (int axis = 0; axis < window.axes(); axis++) {
      dims.add(extent(unpool, axis, shape.dim(axis + 2), in));
    }
    // An element stands somewhere in the window that it was the largest of.
    List<AxisStep> field = Windows.spreadField(window, AxisStep.moved(1));
    return new Facts(
        List.of(new TensorType(input.dtype(), Shape.of(dims))),
        List.of(),
        Dim.ZERO,
        Dim.ZERO,
        List.of(field, field),
        false);
  }

  private static void checkIndices(String name, TensorType indices, Shape shape, Operands in) {
    if (indices.dtype() != DType.I64) {
      throw new Rejection(name + " takes positions as i64, got " + indices.dtype().text());
    }
    if (indices.shape().rank() != shape.rank()) {
      throw new Rejection(
          name + " takes as many positions as maxima, got " + indices.shape() + " and " + shape);
    }
    for (int axis = 0; axis < shape.rank(); axis++) {
      in.equal(
          indices.shape().dim(axis),
          shape.dim(axis),
          "the positions have an axis of {left} where the maxima have {right}");
    }
  }

  private static Dim extent(MaxUnpool unpool, int axis, Dim input, Operands in) {
    Window window = unpool.window();
    Dim usual = Windows.spread(window, axis, input);
    List<Integer> asked = unpool.outputSize();
    if (asked == null) {
      Windows.requireOutput(usual, window.axes(), axis, in);
      return usual;
    }
    long slack = window.stride().get(axis) - 1L;
    return Windows.asked(
        asked.get(axis), usual.minus(slack), usual.plus(slack), window.axes(), axis, in);
  }
}
