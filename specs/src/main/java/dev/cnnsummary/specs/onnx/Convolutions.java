package dev.cnnsummary.specs.onnx;

import dev.cnnsummary.specs.function.DeformableConvolution;
import dev.cnnsummary.specs.function.FunctionalConvolution;
import dev.cnnsummary.specs.function.FunctionalTransposedConvolution;
import dev.cnnsummary.specs.function.Sliding;
import dev.cnnsummary.specs.graph.Literal;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.op.Convolution;
import dev.cnnsummary.specs.op.Op;
import dev.cnnsummary.specs.op.TransposedConvolution;
import dev.cnnsummary.specs.op.Window;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads convolutions: modules where their weights are fixed, functions where not. */
final class Convolutions {
  private Convolutions() {}

  static @Nullable Mapped map(Call call) {
    return switch (call.type()) {
      case "Conv" -> convolution(call);
      case "ConvTranspose" -> transposed(call);
      case "DeformConv" -> deformable(call);
      default -> null;
    };
  }

  static int groups(Call call, String name) {
    int groups = call.attributes().size(name, 1);
    if (groups < 1) {
      throw new Fault(name + " is " + groups + ", but must be at least 1");
    }
    return groups;
  }

  /** The fixed weight of a module; null where it is none. */
  private static @Nullable Literal weight(Call call) {
    Literal weight = call.literal(1);
    boolean fixed =
        weight != null
            && (!call.has(2) || call.literal(2) != null)
            && weight.shape().size() > 2
            && weight.numel() > 0
            && weight.shape().stream().allMatch(extent -> extent <= Integer.MAX_VALUE);
    return fixed ? weight : null;
  }

  private static List<Integer> kernel(Call call, Literal weight) {
    List<Integer> kernel = new ArrayList<>();
    for (long extent : weight.shape().subList(2, weight.shape().size())) {
      kernel.add((int) extent);
    }
    List<Integer> told = call.attributes().sizes("kernel_shape");
    if (told != null && !told.equals(kernel)) {
      throw new Fault("kernel_shape is " + told + ", but the weight is " + weight);
    }
    return kernel;
  }

  private static List<Value> weights(Call call) {
    List<Value> weights = new ArrayList<>();
    weights.add(call.weight(1, true));
    if (call.has(2)) {
      weights.add(call.weight(2, true));
    }
    return weights;
  }

  private static Mapped convolution(Call call) {
    Sliding sliding = Slidings.of(call);
    int groups = groups(call, "group");
    Literal weight = weight(call);
    Window window = weight == null ? null : Slidings.window(sliding, kernel(call, weight));
    if (weight == null || window == null) {
      return Mapped.function(
          new FunctionalConvolution(sliding, groups, call.has(2)), call.values());
    }
    int outChannels = (int) (long) weight.shape().get(0);
    if (outChannels % groups != 0) {
      throw new Fault(groups + " groups do not divide " + outChannels + " output channels");
    }
    Op op =
        new Convolution(
            Call.small(Math.multiplyExact(weight.shape().get(1), (long) groups)),
            outChannels,
            window,
            groups,
            call.has(2),
            Convolution.PaddingMode.ZEROS);
    return new Mapped(op, List.of(call.value(0)), weights(call));
  }

  private static Mapped transposed(Call call) {
    Sliding sliding = Slidings.of(call);
    int groups = groups(call, "group");
    List<Integer> outputPadding = call.attributes().sizes("output_padding", List.of());
    List<Integer> outputShape = call.attributes().sizes("output_shape");
    Literal weight = weight(call);
    boolean explicit =
        outputShape == null
            && (sliding.padding() == Sliding.AutoPad.EXPLICIT
                || sliding.padding() == Sliding.AutoPad.VALID);
    Window window =
        weight == null || !explicit ? null : Slidings.window(sliding, kernel(call, weight));
    if (weight == null || window == null) {
      return Mapped.function(
          new FunctionalTransposedConvolution(
              sliding, groups, call.has(2), outputPadding, outputShape),
          call.values());
    }
    int inChannels = (int) (long) weight.shape().get(0);
    if (inChannels % groups != 0) {
      throw new Fault(groups + " groups do not divide " + inChannels + " input channels");
    }
    Op op =
        new TransposedConvolution(
            inChannels,
            Call.small(Math.multiplyExact(weight.shape().get(1), (long) groups)),
            window,
            Slidings.filled(outputPadding, window.axes(), 0),
            groups,
            call.has(2),
            null);
    return new Mapped(op, List.of(call.value(0)), weights(call));
  }

  private static Mapped deformable(Call call) {
    return Mapped.function(
        new DeformableConvolution(
            Slidings.of(call),
            groups(call, "group"),
            groups(call, "offset_group"),
            call.has(3),
            call.has(4)),
        call.values());
  }
}
