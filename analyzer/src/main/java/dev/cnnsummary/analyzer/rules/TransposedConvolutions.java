package dev.cnnsummary.analyzer.rules;

import dev.cnnsummary.analyzer.field.AxisStep;
import dev.cnnsummary.specs.op.TransposedConvolution;
import dev.cnnsummary.specs.op.Window;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.List;

/**
 * Transposed convolution. MACs: one for each tap of the kernel, output channel of the group and
 * input element, those that the padding cuts off included. FLOPs: two for each MAC and one for each
 * bias of an output element.
 */
final class TransposedConvolutions {
  private TransposedConvolutions() {}

  static Facts facts(TransposedConvolution convolution, Operands in) {
    Window window = convolution.window();
    String name = "ConvTranspose" + window.axes() + "d";
    TensorType input = in.floating(name);
    Shape shape = input.shape();
    Axes.require(shape, window.axes(), name);
    Dim channels = Convolutions.channels(convolution.inChannels(), convolution.groups(), shape, in);
    Dim outPerGroup = Dim.of(convolution.outChannels() / convolution.groups());
    List<Dim> dims = new ArrayList<>(shape.rank());
    dims.add(shape.dim(0));
    dims.add(Dim.of(convolution.outChannels()));
    for (int axis = 0; axis < window.axes(); axis++) {
      dims.add(extent(convolution, axis, shape.dim(axis + 2), in));
    }
    Shape output = Shape.of(dims);
    Dim macs = shape.with(1, channels).numel().times(outPerGroup.times(window.taps()));
    Dim flops = macs.times(2);
    return new Facts(
        List.of(new TensorType(input.dtype(), output)),
        weights(convolution, channels),
        macs,
        convolution.bias() ? flops.plus(output.numel()) : flops,
        List.of(Windows.spreadField(window, AxisStep.MIXED)),
        false);
  }

  private static Dim extent(TransposedConvolution convolution, int axis, Dim input, Operands in) {
    Window window = convolution.window();
    Dim least = Windows.spread(window, axis, input);
    List<Integer> asked = convolution.outputSize();
    if (asked == null) {
      Dim extent = least.plus(convolution.outputPadding().get(axis));
      Windows.requireOutput(extent, window.axes(), axis, in);
      return extent;
    }
    Dim most = least.plus(window.stride().get(axis) - 1L);
    return Windows.asked(asked.get(axis), least, most, window.axes(), axis, in);
  }

  private static List<Shape> weights(TransposedConvolution convolution, Dim inChannels) {
    Window window = convolution.window();
    List<Dim> dims = new ArrayList<>(window.axes() + 2);
    dims.add(inChannels);
    dims.add(Dim.of(convolution.outChannels() / convolution.groups()));
    window.kernel().forEach(extent -> dims.add(Dim.of(extent)));
    Shape weight = Shape.of(dims);
    return convolution.bias()
        ? List.of(weight, Shape.of(convolution.outChannels()))
        : List.of(weight);
  }

  static List<Shape> declaredWeights(TransposedConvolution convolution) {
    return weights(convolution, Convolutions.declaredChannels(convolution.inChannels()));
  }
}
