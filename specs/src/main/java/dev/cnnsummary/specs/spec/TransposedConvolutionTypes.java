package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.graph.Node.Form;
import dev.cnnsummary.specs.op.Op;
import dev.cnnsummary.specs.op.Padding;
import dev.cnnsummary.specs.op.TransposedConvolution;
import dev.cnnsummary.specs.op.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Transposed convolutions. */
final class TransposedConvolutionTypes {
  private TransposedConvolutionTypes() {}

  static List<LayerType> types() {
    List<LayerType> types = new ArrayList<>();
    for (int axes = 1; axes <= 3; axes++) {
      types.add(transposed(axes));
    }
    types.addAll(ConvolutionFunctionTypes.transposed());
    return types;
  }

  private static LayerType transposed(int axes) {
    return LayerType.of(
        "ConvTranspose" + axes + "d",
        Form.MODULE,
        "The transpose of a convolution over "
            + axes
            + (axes == 1 ? " spatial axis." : " spatial axes."),
        options(axes),
        TransposedConvolutionTypes::make,
        op -> write(op, axes));
  }

  private static List<Option> options(int axes) {
    return List.of(
        Option.integer("in_channels", 1, "channels of the input, taken from it if left out")
            .orNull(),
        Option.integer("out_channels", 1, "channels of the output"),
        Option.sizes("kernel_size", 1, axes, "taps of the kernel along each axis"),
        Option.sizes("stride", 1, axes, "steps of the output for each input element").or(1),
        Option.sizes("padding", 0, axes, "elements cut off both sides of each axis").or(0),
        outputPadding(axes),
        Option.integer("groups", 1, "groups that the channels are split into").or(1),
        Option.flag("bias", true, "whether an amount is added to each output channel"),
        Option.sizes("dilation", 1, axes, "steps between two taps of the kernel").or(1),
        Option.word("padding_mode", List.of("zeros"), "PyTorch's option; it takes no other word"),
        Option.sizes(
                "output_size",
                1,
                axes,
                "extent of the output, which the call can ask for instead of output_padding")
            .orNull());
  }

  static Option outputPadding(int axes) {
    return Option.sizes(
            "output_padding",
            0,
            axes,
            "elements added at the end of each axis, less than its stride or its dilation")
        .or(0);
  }

  private static Op make(Arguments arguments) {
    List<Integer> outputSize =
        arguments.isNull("output_size") ? null : arguments.sizes("output_size");
    if (outputSize == null) {
      checkOutputPadding(arguments);
    }
    return new TransposedConvolution(
        arguments.integerOrNull("in_channels"),
        arguments.integer("out_channels"),
        new Window(
            arguments.sizes("kernel_size"),
            arguments.sizes("stride"),
            Padding.symmetric(arguments.sizes("padding")),
            arguments.sizes("dilation")),
        arguments.sizes("output_padding"),
        ConvolutionTypes.groups(arguments),
        arguments.flag("bias"),
        outputSize);
  }

  static void checkOutputPadding(Arguments arguments) {
    List<Integer> amounts = arguments.sizes("output_padding");
    for (int axis = 0; axis < amounts.size(); axis++) {
      int stride = arguments.sizes("stride").get(axis);
      int dilation = arguments.sizes("dilation").get(axis);
      if (amounts.get(axis) >= Math.max(stride, dilation)) {
        arguments.problem(
            "output_padding",
            "expected less than the stride, "
                + stride
                + ", or than the dilation, "
                + dilation
                + "; got "
                + amounts.get(axis));
        return;
      }
    }
  }

  private static @Nullable Map<String, Data> write(Op op, int axes) {
    if (!(op instanceof TransposedConvolution transposed) || transposed.window().axes() != axes) {
      return null;
    }
    Window window = transposed.window();
    OptionWriter options =
        new OptionWriter()
            .putOrNull("in_channels", transposed.inChannels())
            .put("out_channels", transposed.outChannels())
            .put("kernel_size", window.kernel())
            .put("stride", window.stride())
            .put("padding", window.padding().before())
            .put("output_padding", transposed.outputPadding())
            .put("groups", transposed.groups())
            .put("bias", transposed.bias())
            .put("dilation", window.dilation());
    if (transposed.outputSize() != null) {
      options.put("output_size", transposed.outputSize());
    }
    return options.options();
  }
}
