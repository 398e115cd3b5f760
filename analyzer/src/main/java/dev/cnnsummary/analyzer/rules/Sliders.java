package dev.cnnsummary.analyzer.rules;

import dev.cnnsummary.analyzer.field.AxisStep;
import dev.cnnsummary.analyzer.field.Fraction;
import dev.cnnsummary.specs.function.Sliding;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many positions a window has whose kernel may be a symbol and whose padding may follow the
 * input: {@link Windows}' formula, or {@code ⌈in/stride⌉} where the padding is to keep the size.
 */
final class Sliders {
  private final Sliding sliding;
  private final List<Dim> kernel;
  private final Shape input;
  private final Operands in;

  /**
   * A window over the spatial axes of an input.
   *
   * @param weight what tells the kernel where the window does not; its spatial axes come third
   */
  Sliders(Sliding sliding, @Nullable Shape weight, Shape input, Operands in) {
    this.sliding = sliding;
    this.input = input;
    this.in = in;
    this.kernel = kernel(sliding, weight, in);
    if (kernel.size() != input.rank() - 2) {
      throw new Rejection(
          "a window of " + kernel.size() + " axes takes [N, C, …] with as many more, got " + input);
    }
    requireAxes(sliding.stride());
    requireAxes(sliding.before());
    requireAxes(sliding.after());
    requireAxes(sliding.dilation());
  }

  /** Requires a number for each axis, or none. */
  void requireAxes(List<Integer> numbers) {
    if (!numbers.isEmpty() && numbers.size() != kernel.size()) {
      throw new Rejection(
          "the window has " + kernel.size() + " axes, but numbers for " + numbers.size());
    }
  }

  private static List<Dim> kernel(Sliding sliding, @Nullable Shape weight, Operands in) {
    List<Integer> told = sliding.kernel();
    if (weight == null) {
      return told == null ? List.of() : told.stream().map(Dim::of).toList();
    }
    if (weight.rank() < 3) {
      throw new Rejection("a weight has an axis for each spatial one, got " + weight);
    }
    List<Dim> kernel = weight.dims().subList(2, weight.rank());
    if (told == null) {
      return kernel;
    }
    if (told.size() != kernel.size()) {
      throw new Rejection("the kernel is " + told + ", but the weight " + weight);
    }
    for (int axis = 0; axis < told.size(); axis++) {
      in.equal(
          kernel.get(axis),
          Dim.of(told.get(axis)),
          "the weight is {left} wide, the kernel {right}");
    }
    return told.stream().map(Dim::of).toList();
  }

  int axes() {
    return kernel.size();
  }

  /** The number of taps over all axes. */
  Dim taps() {
    return Shape.of(kernel).numel();
  }

  Dim kernel(int axis) {
    return kernel.get(axis);
  }

  int stride(int axis) {
    return at(sliding.stride(), axis, 1);
  }

  int before(int axis) {
    return at(sliding.before(), axis, 0);
  }

  int after(int axis) {
    return at(sliding.after(), axis, 0);
  }

  private static int at(List<Integer> list, int axis, int otherwise) {
    return list.isEmpty() ? otherwise : list.get(axis);
  }

  /** The extent that the dilated kernel covers. */
  Dim span(int axis) {
    return kernel.get(axis).minus(1).times(at(sliding.dilation(), axis, 1)).plus(1);
  }

  boolean keepsSize() {
    return sliding.padding() == Sliding.AutoPad.SAME_UPPER
        || sliding.padding() == Sliding.AutoPad.SAME_LOWER;
  }

  /** The shape after sliding. */
  Shape slide(Dim channels, boolean ceilMode) {
    List<Dim> dims = new ArrayList<>(List.of(input.dim(0), channels));
    for (int axis = 0; axis < axes(); axis++) {
      dims.add(positions(axis, ceilMode));
    }
    return Shape.of(dims);
  }

  Dim positions(int axis, boolean ceilMode) {
    Dim extent = input.dim(axis + 2);
    int stride = stride(axis);
    if (keepsSize()) {
      return extent.plus(stride - 1L).floorDivide(stride);
    }
    Dim room = Dim.of((long) before(axis) + after(axis)).minus(span(axis));
    if (ceilMode) {
      room = Dim.min(room.plus(stride - 1L), Dim.of(before(axis) - 1L));
    }
    Windows.requireInput(extent, Dim.ZERO.minus(room), axes(), axis, in);
    return extent.plus(room).floorDivide(stride).plus(1);
  }

  /** How the output depends on the input's axes. */
  List<AxisStep> field(AxisStep channels) {
    List<AxisStep> steps = new ArrayList<>(List.of(AxisStep.moved(0), channels));
    for (int axis = 0; axis < axes(); axis++) {
      Dim span = span(axis);
      boolean fixed = span.isConstant() && (!keepsSize() || stride(axis) == 1);
      steps.add(
          fixed
              ? new AxisStep.Along(
                  axis + 2,
                  span.value(),
                  Fraction.of(stride(axis)),
                  Fraction.of(-first(axis, span.value())))
              : AxisStep.MIXED);
    }
    return steps;
  }

  /** Elements before the first one; those that keep the size are shared between both ends. */
  private long first(int axis, long span) {
    return switch (sliding.padding()) {
      case EXPLICIT, VALID -> before(axis);
      case SAME_UPPER -> (span - 1) / 2;
      case SAME_LOWER -> span / 2;
    };
  }

  /** How what it spreads, as {@link Windows#spreadField}, depends on the input's axes. */
  List<AxisStep> spreadField(AxisStep channels) {
    List<AxisStep> steps = new ArrayList<>(List.of(AxisStep.moved(0), channels));
    for (int axis = 0; axis < axes(); axis++) {
      Dim span = span(axis);
      if (!span.isConstant() || keepsSize()) {
        steps.add(AxisStep.MIXED);
        continue;
      }
      long reach = span.value() - 1;
      steps.add(
          new AxisStep.Along(
              axis + 2,
              new Fraction(reach, stride(axis)).plus(Fraction.ONE),
              new Fraction(1, stride(axis)),
              new Fraction(before(axis) - reach, stride(axis))));
    }
    return steps;
  }
}
