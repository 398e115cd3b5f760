package dev.cnnsummary.analyzer.rules;

import dev.cnnsummary.analyzer.field.AxisStep;
import dev.cnnsummary.analyzer.field.Fraction;
import dev.cnnsummary.specs.op.ChannelShuffle;
import dev.cnnsummary.specs.op.PixelShuffle;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.List;

/** What trades channels for pixels or deals channels out. It costs nothing. */
final class Shuffles {
  private Shuffles() {}

  static Facts facts(PixelShuffle shuffle, Operands in) {
    TensorType input = in.only();
    Shape shape = input.shape();
    boolean grows = shuffle.kind() == PixelShuffle.Kind.SHUFFLE;
    if (shape.rank() < 3) {
      throw new Rejection(
          (grows ? "PixelShuffle" : "PixelUnshuffle")
              + " takes [..., C, height, width], got "
              + shape);
    }
    int channels = shape.rank() - 3;
    long factor = shuffle.factor();
    Dim area = Dim.of(factor * factor);
    Shape output;
    if (grows) {
      in.multiple(
          shape.dim(channels), area, "{left} channels are not a multiple of {right} pixels");
      output = shape.with(channels, shape.dim(channels).divideExactly(area));
    } else {
      output = shape.with(channels, shape.dim(channels).times(area));
    }
    List<AxisStep> steps = new ArrayList<>(Axes.mixing(shape.rank(), channels));
    for (int axis = channels + 1; axis < shape.rank(); axis++) {
      Dim extent = shape.dim(axis);
      if (grows) {
        output = output.with(axis, extent.times(factor));
        Fraction stride = Fraction.of(factor).inverse();
        steps.set(axis, AxisStep.Along.sampled(axis, 1, stride, Fraction.ZERO));
      } else {
        in.multiple(
            extent, Dim.of(factor), "an axis of {left} elements is not a multiple of {right}");
        output = output.with(axis, extent.divideExactly(Dim.of(factor)));
        steps.set(axis, new AxisStep.Along(axis, factor, Fraction.of(factor), Fraction.ZERO));
      }
    }
    return Facts.of(new TensorType(input.dtype(), output), Dim.ZERO, steps);
  }

  static Facts facts(ChannelShuffle shuffle, Operands in) {
    TensorType input = in.only();
    Shape shape = input.shape();
    if (shape.rank() < 3) {
      throw new Rejection("ChannelShuffle takes [N, C, ...] with at least 3 axes, got " + shape);
    }
    in.multiple(
        shape.dim(1),
        Dim.of(shuffle.groups()),
        "the input has {left} channels, which {right} groups do not divide");
    return Facts.of(input, Dim.ZERO, Axes.scattering(shape.rank(), 1));
  }
}
