package dev.cnnsummary.analyzer.rules;

import dev.cnnsummary.analyzer.field.AxisStep;
import dev.cnnsummary.specs.op.Convolution;
import dev.cnnsummary.specs.op.Convolution.PaddingMode;
import dev.cnnsummary.specs.op.Window;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Convolution. MACs: one for each tap of the kernel, input channel of the group and output element,
 * padded taps included.
 */
final class Convolutions {
  private static final List<List<String>> REFLECTED =
      Axes.texts("padding_mode reflect needs a {axis} of at least {right}, got {left}");
  private static final List<List<String>> WRAPPED =
      Axes.texts("padding_mode circular needs a {axis} of at least {right}, got {left}");

  private Convolutions() {}

  static Facts facts(Convolution convolution, Operands in) {
    TensorType input = in.floating("a convolution");
    Shape shape = input.shape();
    Window window = convolution.window();
    Axes.require(shape, window.axes(), "Conv" + window.axes() + "d");
    Dim channels = channels(convolution.inChannels(), convolution.groups(), shape, in);
    checkPaddingMode(convolution, shape, in);
    Dim outChannels = Dim.of(convolution.outChannels());
    Shape output = Windows.slide(window, false, outChannels, shape, in);
    Dim perGroup = channels.divideExactly(Dim.of(convolution.groups()));
    Dim numel = output.numel();
    Dim macs = numel.times(perGroup.times(window.taps()));
    Dim flops = macs.times(2);
    return new Facts(
        List.of(new TensorType(input.dtype(), output)),
        weights(convolution, perGroup),
        macs,
        convolution.bias() ? flops.plus(numel) : flops,
        List.of(Windows.field(window, AxisStep.MIXED)),
        false);
  }

  /** The input's channels, which must be those declared or at least fit the groups. */
  static Dim channels(@Nullable Integer declared, int groups, Shape shape, Operands in) {
    Dim channels = shape.dim(1);
    if (declared == null) {
      in.multiple(
          channels,
          Dim.of(groups),
          "the input has {left} channels, which {right} groups do not divide");
      return channels;
    }
    in.equal(
        channels, Dim.of(declared), "in_channels is {right}, but the input has {left} channels");
    return Dim.of(declared);
  }

  private static void checkPaddingMode(Convolution convolution, Shape shape, Operands in) {
    PaddingMode mode = convolution.paddingMode();
    Window window = convolution.window();
    if (mode == PaddingMode.ZEROS || mode == PaddingMode.REPLICATE) {
      return;
    }
    boolean reflect = mode == PaddingMode.REFLECT;
    List<String> texts = (reflect ? REFLECTED : WRAPPED).get(window.axes());
    for (int axis = 0; axis < window.axes(); axis++) {
      long most = Math.max(window.padding().before().get(axis), window.padding().after().get(axis));
      in.atLeast(shape.dim(axis + 2), Dim.of(reflect ? most + 1 : most), texts.get(axis));
    }
  }

  private static List<Shape> weights(Convolution convolution, Dim perGroup) {
    Dim outChannels = Dim.of(convolution.outChannels());
    Window window = convolution.window();
    List<Dim> dims = new ArrayList<>(window.axes() + 2);
    dims.add(outChannels);
    dims.add(perGroup);
    for (int extent : window.kernel()) {
      dims.add(Dim.of(extent));
    }
    Shape weight = Shape.of(dims);
    return convolution.bias() ? List.of(weight, Shape.of(outChannels)) : List.of(weight);
  }

  static List<Shape> declaredWeights(Convolution convolution) {
    Dim channels = declaredChannels(convolution.inChannels());
    return weights(convolution, channels.divideExactly(Dim.of(convolution.groups())));
  }

  static Dim declaredChannels(@Nullable Integer declared) {
    if (declared == null) {
      throw new Rejection("in_channels must be given for a layer that is never called");
    }
    return Dim.of(declared);
  }
}
