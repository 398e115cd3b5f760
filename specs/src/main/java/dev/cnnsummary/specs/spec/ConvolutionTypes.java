package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.graph.Node.Form;
import dev.cnnsummary.specs.op.Convolution;
import dev.cnnsummary.specs.op.Op;
import dev.cnnsummary.specs.op.Padding;
import dev.cnnsummary.specs.op.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Convolutions. */
final class ConvolutionTypes {
  private ConvolutionTypes() {}

  static List<LayerType> types() {
    List<LayerType> types = new ArrayList<>();
    for (int axes = 1; axes <= 3; axes++) {
      types.add(convolution(axes));
    }
    types.addAll(ConvolutionFunctionTypes.types());
    return types;
  }

  private static LayerType convolution(int axes) {
    List<Option> options =
        List.of(
            Option.integer("in_channels", 1, "channels of the input, taken from it if left out")
                .orNull(),
            Option.integer("out_channels", 1, "channels of the output"),
            Option.sizes("kernel_size", 1, axes, "taps of the kernel along each axis"),
            Option.sizes("stride", 1, axes, "steps between two positions of the kernel").or(1),
            Option.sizes("padding", 0, axes, "elements added on both sides of each axis")
                .orWords("same", "valid")
                .or(0),
            Option.sizes("dilation", 1, axes, "steps between two taps of the kernel").or(1),
            Option.integer("groups", 1, "groups that the channels are split into").or(1),
            Option.flag("bias", true, "whether an amount is added to each output channel"),
            Option.word(
                "padding_mode",
                List.of("zeros", "reflect", "replicate", "circular"),
                "what the added elements hold"));
    return LayerType.of(
        "Conv" + axes + "d",
        Form.MODULE,
        "Convolution over " + axes + (axes == 1 ? " spatial axis." : " spatial axes."),
        options,
        arguments -> make(arguments),
        op -> write(op, axes));
  }

  private static Op make(Arguments arguments) {
    List<Integer> kernel = arguments.sizes("kernel_size");
    List<Integer> stride = arguments.sizes("stride");
    List<Integer> dilation = arguments.sizes("dilation");
    Window window = new Window(kernel, stride, padding(arguments, kernel, dilation), dilation);
    String mode = String.valueOf(arguments.word("padding_mode"));
    return new Convolution(
        arguments.integerOrNull("in_channels"),
        arguments.integer("out_channels"),
        window,
        groups(arguments),
        arguments.flag("bias"),
        Convolution.PaddingMode.valueOf(mode.toUpperCase(Locale.ROOT)));
  }

  /** The number of groups, which must divide the channels. */
  static int groups(Arguments arguments) {
    Integer in = arguments.integerOrNull("in_channels");
    int out = arguments.integer("out_channels");
    int groups = arguments.integer("groups");
    if (in != null && in % groups != 0) {
      arguments.problem("groups", groups + " does not divide in_channels, " + in);
    }
    if (out % groups != 0) {
      arguments.problem("groups", groups + " does not divide out_channels, " + out);
    }
    return groups;
  }

  private static Padding padding(
      Arguments arguments, List<Integer> kernel, List<Integer> dilation) {
    String word = arguments.word("padding");
    if (word == null) {
      return Padding.symmetric(arguments.sizes("padding"));
    }
    if (word.equals("valid")) {
      return Padding.none(kernel.size());
    }
    checkSame(arguments);
    try {
      return Padding.same(kernel, dilation);
    } catch (ArithmeticException _) {
      arguments.problem("padding", "'same' would need more elements than there can be");
      return Padding.none(kernel.size());
    }
  }

  /** Reports a stride with which no padding keeps the size. */
  static void checkSame(Arguments arguments) {
    if (!arguments.sizes("stride").stream().allMatch(step -> step == 1)) {
      arguments.problem("padding", "'same' needs a stride of 1");
    }
  }

  private static @Nullable Map<String, Data> write(Op op, int axes) {
    if (!(op instanceof Convolution convolution) || convolution.window().axes() != axes) {
      return null;
    }
    Window window = convolution.window();
    OptionWriter options =
        new OptionWriter()
            .putOrNull("in_channels", convolution.inChannels())
            .put("out_channels", convolution.outChannels())
            .put("kernel_size", window.kernel())
            .put("stride", window.stride())
            .put("dilation", window.dilation())
            .put("groups", convolution.groups())
            .put("bias", convolution.bias())
            .put("padding_mode", convolution.paddingMode().word());
    return switch (window.padding().mode()) {
      case EXPLICIT -> options.put("padding", window.padding().before()).options();
      case SAME -> options.put("padding", "same").options();
      case VALID -> options.put("padding", "valid").options();
    };
  }
}
