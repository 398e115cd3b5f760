package dev.cnnsummary.analyzer.rules;

import dev.cnnsummary.analyzer.field.AxisStep;
import dev.cnnsummary.specs.function.FunctionalTransposedConvolution;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Transposed convolution whose weight is an operand. MACs: one for each input element and tap. */
final class FunctionalTransposition {
  private FunctionalTransposition() {}

  static Facts facts(FunctionalTransposedConvolution convolution, Operands in) {
    TensorType input = in.floating("a convolution");
    FunctionalWindows.checkWeight(convolution.sliding(), in);
    Shape weight = in.shape(1);
    Sliders window = new Sliders(convolution.sliding(), weight, input.shape(), in);
    in.equal(
        input.shape().dim(1),
        weight.dim(0),
        "the input has {left} channels, but the weight is for {right}");
    in.multiple(
        weight.dim(0),
        Dim.of(convolution.groups()),
        "{right} groups do not divide {left} input channels");
    Dim channels = weight.dim(1).times(convolution.groups());
    FunctionalMaps.checkBias(convolution.bias(), 2, channels, in);
    List<Integer> asked = convolution.outputShape();
    List<Integer> extra = convolution.outputPadding();
    window.requireAxes(extra);
    List<Dim> dims = new ArrayList<>(List.of(input.shape().dim(0)));
    dims.add(channels);
    if (asked != null && asked.size() < window.axes()) {
      throw new Rejection("output_shape is " + asked + " for " + window.axes() + " axes");
    }
    for (int axis = 0; axis < window.axes(); axis++) {
      int added = extra.isEmpty() ? 0 : extra.get(axis);
      dims.add(
          asked == null
              ? extent(window, input.shape().dim(axis + 2), axis, added, in)
              : Dim.of(asked.get(asked.size() - window.axes() + axis)));
    }
    Shape output = Shape.of(dims);
    Dim macs = input.shape().numel().times(weight.dim(1)).times(window.taps());
    Dim flops = macs.times(2);
    return new Facts(
        List.of(new TensorType(input.dtype(), output)),
        List.of(),
        macs,
        convolution.bias() ? flops.plus(output.numel()) : flops,
        FunctionalMaps.seeing(List.of(field(window, asked)), in),
        false);
  }

  private static List<AxisStep> field(Sliders window, @Nullable List<Integer> asked) {
    return asked == null
        ? window.spreadField(AxisStep.MIXED)
        : Collections.nCopies(window.axes() + 2, AxisStep.MIXED);
  }

  private static Dim extent(Sliders window, Dim positions, int axis, int added, Operands in) {
    if (window.keepsSize()) {
      return positions.times(window.stride(axis));
    }
    Dim extent =
        positions
            .minus(1)
            .times(window.stride(axis))
            .plus(window.span(axis))
            .plus((long) added - window.before(axis) - window.after(axis));
    Windows.requireOutput(extent, window.axes(), axis, in);
    return extent;
  }
}
