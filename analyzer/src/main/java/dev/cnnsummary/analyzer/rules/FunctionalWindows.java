package dev.cnnsummary.analyzer.rules;

import dev.cnnsummary.analyzer.field.AxisStep;
import dev.cnnsummary.specs.function.DeformableConvolution;
import dev.cnnsummary.specs.function.FunctionalConvolution;
import dev.cnnsummary.specs.function.IntegerConvolution;
import dev.cnnsummary.specs.function.QuantizedConvolution;
import dev.cnnsummary.specs.function.Sliding;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.List;

/** Convolutions whose weight is an operand. MACs and FLOPs as {@link Convolutions}'. */
final class FunctionalWindows {
  private FunctionalWindows() {}

  static Facts facts(FunctionalConvolution convolution, Operands in) {
    in.floating("a convolution");
    checkWeight(convolution.sliding(), in);
    FunctionalMaps.checkBias(convolution.bias(), 2, in.shape(1).dim(0), in);
    return convolve(
        convolution.sliding(), convolution.groups(), convolution.bias(), 1, in.get(0).dtype(), in);
  }

  static Facts facts(QuantizedConvolution convolution, Operands in) {
    return convolve(
        convolution.sliding(), convolution.groups(), convolution.bias(), 3, in.get(7).dtype(), in);
  }

  static Facts facts(IntegerConvolution convolution, Operands in) {
    return convolve(convolution.sliding(), convolution.groups(), false, 1, DType.I32, in);
  }

  static Facts facts(DeformableConvolution convolution, Operands in) {
    in.floating("a convolution");
    return convolve(
        convolution.sliding(), convolution.groups(), convolution.bias(), 1, in.get(0).dtype(), in);
  }

  /** Demands a weight and an input with as many axes as the kernel is told to have. */
  static void checkWeight(Sliding sliding, Operands in) {
    in.floating(1, "the weight of a convolution");
    int axes = sliding.stride().size();
    for (int operand = 0; operand < 2 && axes > 0; operand++) {
      if (in.shape(operand).rank() != axes + 2) {
        throw new Rejection(
            (operand == 0 ? "the input" : "the weight")
                + " of a convolution over "
                + axes
                + (axes == 1 ? " axis has " : " axes has ")
                + (axes + 2)
                + " axes, got "
                + in.shape(operand));
      }
    }
  }

  /**
   * Any of them.
   *
   * @param place the number of the operand that is the weight
   */
  private static Facts convolve(
      Sliding sliding, int groups, boolean bias, int place, DType dtype, Operands in) {
    Shape input = in.shape(0);
    Shape weight = in.shape(place);
    if (input.rank() < 3) {
      throw new Rejection("a convolution takes [N, C, …], got " + input);
    }
    Sliders window = new Sliders(sliding, weight, input, in);
    in.equal(
        input.dim(1),
        weight.dim(1).times(groups),
        "the input has {left} channels, but the weight is for {right}");
    in.multiple(
        weight.dim(0), Dim.of(groups), "{right} groups do not divide {left} output channels");
    Shape output = window.slide(weight.dim(0), false);
    Dim macs = output.numel().times(weight.dim(1)).times(window.taps());
    Dim flops = macs.times(2);
    return new Facts(
        List.of(new TensorType(dtype, output)),
        List.of(),
        macs,
        bias ? flops.plus(output.numel()) : flops,
        FunctionalMaps.seeing(List.of(window.field(AxisStep.MIXED)), in),
        false);
  }
}
