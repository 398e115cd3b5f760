package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.function.FunctionalConvolution;
import dev.cnnsummary.specs.function.FunctionalTransposedConvolution;
import dev.cnnsummary.specs.function.Sliding;
import dev.cnnsummary.specs.function.Sliding.AutoPad;
import dev.cnnsummary.specs.graph.Node.Form;
import dev.cnnsummary.specs.op.Op;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Convolutions, transposed or not, that take their weight and bias. */
final class ConvolutionFunctionTypes {
  private ConvolutionFunctionTypes() {}

  static List<LayerType> types() {
    return inEachDimension(false);
  }

  static List<LayerType> transposed() {
    return inEachDimension(true);
  }

  private static List<LayerType> inEachDimension(boolean transposed) {
    List<LayerType> types = new ArrayList<>();
    for (int axes = 1; axes <= 3; axes++) {
      types.add(transposed ? transposed(axes) : convolution(axes));
    }
    return types;
  }

  private static String over(int axes) {
    return " over "
        + axes
        + (axes == 1 ? " spatial axis" : " spatial axes")
        + "; takes the input, the weight and perhaps the bias.";
  }

  private static LayerType convolution(int axes) {
    return new LayerType(
        "conv" + axes + "d",
        Form.FUNCTION,
        "Convolution" + over(axes),
        2,
        3,
        List.of(
            Option.sizes("stride", 1, axes, "steps between two positions of the kernel").or(1),
            Option.sizes("padding", 0, axes, "elements added on both sides of each axis")
                .orWords("same", "valid")
                .or(0),
            Option.sizes("dilation", 1, axes, "steps between two taps of the kernel").or(1),
            Option.integer("groups", 1, "groups that the channels are split into").or(1)),
        arguments -> make(arguments, axes),
        op -> write(op, axes));
  }

  private static Op make(Arguments arguments, int axes) {
    String word = arguments.word("padding");
    AutoPad mode = AutoPad.EXPLICIT;
    List<Integer> amounts = Collections.nCopies(axes, 0);
    if (word == null) {
      amounts = arguments.sizes("padding");
    } else if (word.equals("valid")) {
      mode = AutoPad.VALID;
    } else {
      ConvolutionTypes.checkSame(arguments);
      mode = AutoPad.SAME_UPPER;
    }
    return new FunctionalConvolution(
        sliding(arguments, mode, amounts), arguments.integer("groups"), arguments.inputs() > 2);
  }

  private static Sliding sliding(Arguments arguments, AutoPad mode, List<Integer> padding) {
    return new Sliding(
        null, arguments.sizes("stride"), mode, padding, padding, arguments.sizes("dilation"));
  }

  /** Whether a sliding kernel is one that a function of so many axes makes. */
  private static boolean suits(Sliding sliding, int axes) {
    return sliding.kernel() == null
        && sliding.stride().size() == axes
        && sliding.dilation().size() == axes
        && sliding.before().size() == axes
        && sliding.before().equals(sliding.after());
  }

  private static @Nullable Map<String, Data> write(Op op, int axes) {
    if (!(op instanceof FunctionalConvolution(Sliding sliding, int groups, _))
        || !suits(sliding, axes)) {
      return null;
    }
    OptionWriter options =
        new OptionWriter()
            .put("stride", sliding.stride())
            .put("dilation", sliding.dilation())
            .put("groups", groups);
    return switch (sliding.padding()) {
      case EXPLICIT -> options.put("padding", sliding.before()).options();
      case SAME_UPPER -> options.put("padding", "same").options();
      case VALID -> options.put("padding", "valid").options();
      case SAME_LOWER -> null;
    };
  }

  private static LayerType transposed(int axes) {
    return new LayerType(
        "conv_transpose" + axes + "d",
        Form.FUNCTION,
        "The transpose of a convolution" + over(axes),
        2,
        3,
        List.of(
            Option.sizes("stride", 1, axes, "steps of the output for each input element").or(1),
            Option.sizes("padding", 0, axes, "elements cut off both sides of each axis").or(0),
            TransposedConvolutionTypes.outputPadding(axes),
            Option.integer("groups", 1, "groups that the channels are split into").or(1),
            Option.sizes("dilation", 1, axes, "steps between two taps of the kernel").or(1)),
        arguments -> {
          TransposedConvolutionTypes.checkOutputPadding(arguments);
          return new FunctionalTransposedConvolution(
              sliding(arguments, AutoPad.EXPLICIT, arguments.sizes("padding")),
              arguments.integer("groups"),
              arguments.inputs() > 2,
              arguments.sizes("output_padding"),
              null);
        },
        op -> writeTransposed(op, axes));
  }

  private static @Nullable Map<String, Data> writeTransposed(Op op, int axes) {
    return op instanceof FunctionalTransposedConvolution convolution
            && suits(convolution.sliding(), axes)
            && convolution.sliding().padding() == AutoPad.EXPLICIT
            && convolution.outputPadding().size() == axes
            && convolution.outputShape() == null
        ? new OptionWriter()
            .put("stride", convolution.sliding().stride())
            .put("padding", convolution.sliding().before())
            .put("output_padding", convolution.outputPadding())
            .put("groups", convolution.groups())
            .put("dilation", convolution.sliding().dilation())
            .options()
        : null;
  }
}
