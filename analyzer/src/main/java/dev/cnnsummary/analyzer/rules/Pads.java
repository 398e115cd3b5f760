package dev.cnnsummary.analyzer.rules;

import dev.cnnsummary.analyzer.field.AxisStep;
import dev.cnnsummary.specs.op.Pad;
import dev.cnnsummary.specs.op.Pad.Mode;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.List;

/** What lengthens axes at their ends. It costs nothing. */
final class Pads {
  private Pads() {}

  static Facts facts(Pad pad, Operands in) {
    TensorType input = in.only();
    Shape shape = input.shape();
    int axes = pad.amounts().size() / 2;
    checkRank(pad.mode(), axes, shape);
    List<AxisStep> steps = new ArrayList<>(AxisStep.pointwise(shape.rank()));
    for (int pair = 0; pair < axes; pair++) {
      int axis = input.shape().rank() - 1 - pair;
      Dim extent = shape.dim(axis);
      Dim before = Sizes.value(pad.amounts().get(2 * pair), in);
      Dim after = Sizes.value(pad.amounts().get(2 * pair + 1), in);
      checkAmount(pad.mode(), extent, before, in);
      checkAmount(pad.mode(), extent, after, in);
      Dim padded = extent.plus(before).plus(after);
      in.atLeast(padded, Dim.ONE, "nothing is left: an axis would have {left} elements");
      shape = shape.with(axis, padded);
      steps.set(axis, new AxisStep.Shifted(axis, 1, before.times(-1)));
    }
    return Facts.of(new TensorType(input.dtype(), shape), Dim.ZERO, steps);
  }

  /**
   * PyTorch pads any axes with a number, but in its other modes just the spatial ones of {@code [N,
   * C, spatial…]}; all but circular padding do without a batch.
   */
  private static void checkRank(Mode mode, int axes, Shape shape) {
    int rank = shape.rank();
    boolean fits =
        switch (mode) {
          case CONSTANT -> axes <= rank;
          case REFLECT, REPLICATE -> axes <= 3 && (rank == axes + 1 || rank == axes + 2);
          case CIRCULAR -> axes <= 3 && rank == axes + 2;
        };
    if (!fits) {
      throw new Rejection(
          "the mode "
              + mode.word()
              + " cannot pad "
              + axes
              + (axes == 1 ? " axis of " : " axes of ")
              + shape);
    }
  }

  private static void checkAmount(Mode mode, Dim extent, Dim amount, Operands in) {
    switch (mode) {
      case CONSTANT, REPLICATE -> {}
      case REFLECT ->
          in.atLeast(
              extent,
              amount.plus(1),
              "the mode reflect needs an axis of at least {right} elements, got {left}");
      case CIRCULAR ->
          in.atLeast(
              extent,
              amount,
              "the mode circular needs an axis of at least {right} elements, got {left}");
    }
  }
}
