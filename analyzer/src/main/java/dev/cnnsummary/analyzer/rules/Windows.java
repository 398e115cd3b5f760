package dev.cnnsummary.analyzer.rules;

import dev.cnnsummary.analyzer.field.AxisStep;
import dev.cnnsummary.analyzer.field.Fraction;
import dev.cnnsummary.specs.op.Window;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * How many positions a sliding window has, for convolution and pooling alike:
 *
 * <pre>{@code ⌊(in + before + after − dilation·(kernel−1) − 1)/stride⌋ + 1}</pre>
 *
 * <p>This is PyTorch's formula (torch.nn.Conv2d, torch.nn.MaxPool2d). With {@code ceil_mode} it
 * rounds up, but a window that would start in the right padding is left out; both together are one
 * floor again: {@code ⌊(in + min(before + after − span + stride − 1, before − 1))/stride⌋ + 1}.
 */
final class Windows {
  private static final List<List<String>> TOO_SMALL =
      Axes.texts("the {axis} must be at least {right} for this window, got {left}");
  private static final List<List<String>> NOTHING_LEFT =
      Axes.texts("the {axis} of the output would be {left}");
  private static final List<List<String>> ASKED_TOO_SMALL =
      Axes.texts("output_size: the {axis} must be at least {right}, got {left}");
  private static final List<List<String>> ASKED_TOO_LARGE =
      Axes.texts("output_size: the {axis} can be at most {left}, got {right}");

  private Windows() {}

  /**
   * The shape after sliding a window over the spatial axes.
   *
   * @param channels the extent of the output's channel axis
   */
  static Shape slide(Window window, boolean ceilMode, Dim channels, Shape input, Operands in) {
    int axes = window.axes();
    List<Dim> dims = new ArrayList<>(axes + 2);
    dims.add(input.dim(0));
    dims.add(channels);
    for (int axis = 0; axis < axes; axis++) {
      dims.add(positions(window, ceilMode, axis, input.dim(axis + 2), in));
    }
    return Shape.of(dims);
  }

  private static Dim positions(Window window, boolean ceilMode, int axis, Dim extent, Operands in) {
    long before = window.padding().before().get(axis);
    long room = Math.subtractExact(before + window.padding().after().get(axis), window.span(axis));
    int stride = window.stride().get(axis);
    if (ceilMode) {
      room = Math.min(Math.addExact(room, stride - 1L), before - 1);
    }
    requireInput(extent, Dim.of(Math.negateExact(room)), window.axes(), axis, in);
    return extent.plus(room).floorDivide(stride).plus(1);
  }

  /**
   * The extent over which a window stands in so many positions, less its padding:
   *
   * <pre>{@code (in − 1)·stride − before − after + dilation·(kernel−1) + 1}</pre>
   *
   * <p>This is PyTorch's formula for transposed convolutions and for unpooling. Of all extents that
   * have so many positions it is the smallest.
   */
  static Dim spread(Window window, int axis, Dim positions) {
    long padding = (long) window.padding().before().get(axis) + window.padding().after().get(axis);
    return positions.minus(1).times(window.stride().get(axis)).plus(window.span(axis) - padding);
  }

  /**
   * The extent that an output has where it is asked for: at least {@code least}, at most {@code
   * most}.
   */
  static Dim asked(int extent, Dim least, Dim most, int axes, int axis, Operands in) {
    Dim asked = Dim.of(extent);
    in.atLeast(asked, least, ASKED_TOO_SMALL.get(axes).get(axis));
    in.atLeast(most, asked, ASKED_TOO_LARGE.get(axes).get(axis));
    return asked;
  }

  /** Demands an axis that a window fits into. */
  static void requireInput(Dim extent, Dim least, int axes, int axis, Operands in) {
    in.atLeast(extent, least, text(TOO_SMALL, axes, axis));
  }

  /** Files may have more spatial axes than have names. */
  private static String text(List<List<String>> texts, int axes, int axis) {
    return axes < texts.size()
        ? texts.get(axes).get(axis)
        : texts.get(1).getFirst().replace("length", "axis " + (axis + 2));
  }

  /** Demands that something is left of an axis. */
  static void requireOutput(Dim extent, int axes, int axis, Operands in) {
    in.atLeast(extent, Dim.ONE, text(NOTHING_LEFT, axes, axis));
  }

  /**
   * How the output of what {@link #spread spreads} windows depends on its operand's axes: output
   * {@code o} sees the elements {@code i} with {@code o = stride·i − before + dilation·k} for a tap
   * {@code k}.
   */
  static List<AxisStep> spreadField(Window window, AxisStep channels) {
    List<AxisStep> steps = new ArrayList<>(window.axes() + 2);
    steps.add(AxisStep.moved(0));
    steps.add(channels);
    for (int axis = 0; axis < window.axes(); axis++) {
      int stride = window.stride().get(axis);
      long reach = window.span(axis) - 1;
      steps.add(
          new AxisStep.Along(
              axis + 2,
              new Fraction(reach, stride).plus(Fraction.ONE),
              new Fraction(1, stride),
              new Fraction(window.padding().before().get(axis) - reach, stride)));
    }
    return steps;
  }

  /** How the output depends on an operand's axes; channels by themselves or all together. */
  static List<AxisStep> field(Window window, AxisStep channels) {
    List<AxisStep> steps = new ArrayList<>(window.axes() + 2);
    steps.add(AxisStep.moved(0));
    steps.add(channels);
    for (int axis = 0; axis < window.axes(); axis++) {
      steps.add(
          new AxisStep.Along(
              axis + 2,
              window.span(axis),
              Fraction.of(window.stride().get(axis)),
              Fraction.of(-window.padding().before().get(axis))));
    }
    return steps;
  }
}
