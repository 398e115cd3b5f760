package dev.cnnsummary.analyzer.explain;

import dev.cnnsummary.specs.function.FunctionalConvolution;
import dev.cnnsummary.specs.function.FunctionalTransposedConvolution;
import dev.cnnsummary.specs.op.AdaptivePool;
import dev.cnnsummary.specs.op.Convolution;
import dev.cnnsummary.specs.op.LpPool;
import dev.cnnsummary.specs.op.MaxUnpool;
import dev.cnnsummary.specs.op.Pool;
import dev.cnnsummary.specs.op.TransposedConvolution;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Notes on what slides a window over spatial axes. */
final class WindowNotes {
  private static final String CEIL =
      "ceil_mode rounds up instead, unless the last window would begin behind the input";
  private static final String STRIDE = "a stride of null is the kernel_size";
  private static final String PER_CHANNEL = "C";
  private static final String TAPS = "taps";

  private WindowNotes() {}

  /** The names of spatial axes. */
  static List<String> axes(int number) {
    return switch (number) {
      case 1 -> List.of("L");
      case 2 -> List.of("H", "W");
      case 3 -> List.of("D", "H", "W");
      default -> throw new IllegalArgumentException(number + " spatial axes");
    };
  }

  /** A shape with spatial axes: {@code [N, C, H, W]}. */
  static String shape(String channels, int axes) {
    return "[N, " + channels + ", " + String.join(", ", axes(axes)) + "]";
  }

  private static String output(String channels, int axes) {
    return axes(axes).stream()
        .map(axis -> axis + "_out")
        .collect(Collectors.joining(", ", "[N, " + channels + ", ", "]"));
  }

  /** A line for each axis; {@code X} stands for the axis and {@code [i]} for its number. */
  private static String[] extents(int axes, String formula) {
    return IntStream.range(0, axes)
        .mapToObj(i ->
            axes(axes).get(i)
                + "_out = "
                + formula.replace("X", axes(axes).get(i)).replace("[i]", "[" + i + "]"))
        .toArray(String[]::new);
  }

  private static List<String> kernel(int axes) {
    return IntStream.range(0, axes).mapToObj(i -> "kernel_size[" + i + "]").toList();
  }

  private static String taps(int axes) {
    return TAPS + " = " + String.join(" · ", kernel(axes));
  }

  private static List<String> weight(String first, String second, int axes) {
    List<String> extents = new ArrayList<>(List.of(first, second));
    extents.addAll(kernel(axes));
    return extents;
  }

  static Notes of(Convolution convolution) {
    int axes = convolution.window().axes();
    return Notes.of(shape("in_channels", axes), output("out_channels", axes))
        .where(
            extents(
                axes,
                "⌊(X + 2 · padding[i] − dilation[i] · (kernel_size[i] − 1) − 1) / stride[i]⌋ + 1"))
        .where("padding same keeps the extents, valid is 0", taps(axes))
        .weight("weight", weight("out_channels", "in_channels / groups", axes))
        .weight("bias", List.of("out_channels"), "bias")
        .macs("out · in_channels / groups · taps")
        .flops("out", "bias");
  }

  /** The axes of a kernel that is an operand: {@code kH, kW}. */
  private static List<String> kernelAxes(int axes) {
    return axes(axes).stream().map(axis -> "k" + axis).toList();
  }

  static Notes of(FunctionalConvolution convolution) {
    int axes = convolution.sliding().stride().size();
    List<String> kernel = kernelAxes(axes);
    return Notes.of(shape(PER_CHANNEL, axes), output("out_channels", axes))
        .input("weight", "[out_channels, C / groups, " + String.join(", ", kernel) + "]")
        .input(FunctionNotes.BIAS, "[out_channels]", FunctionNotes.BIAS)
        .where(extents(axes, "⌊(X + 2 · padding[i] − dilation[i] · (kX − 1) − 1) / stride[i]⌋ + 1"))
        .where(
            "padding same keeps the extents, valid is 0", TAPS + " = " + String.join(" · ", kernel))
        .macs("out · C / groups · taps")
        .flops("out", FunctionNotes.BIAS);
  }

  static Notes of(FunctionalTransposedConvolution convolution) {
    int axes = convolution.sliding().stride().size();
    List<String> kernel = kernelAxes(axes);
    return Notes.of(shape(PER_CHANNEL, axes), output("out_channels", axes))
        .input("weight", "[C, per_group, " + String.join(", ", kernel) + "]")
        .input(FunctionNotes.BIAS, "[out_channels]", FunctionNotes.BIAS)
        .where("out_channels = per_group · groups")
        .where(
            extents(
                axes,
                "(X − 1) · stride[i] − 2 · padding[i] + dilation[i] · (kX − 1)"
                    + " + output_padding[i] + 1"))
        .where(TAPS + " = " + String.join(" · ", kernel))
        .macs("in · per_group · taps")
        .flops("out", FunctionNotes.BIAS);
  }

  static Notes of(TransposedConvolution convolution) {
    int axes = convolution.window().axes();
    return Notes.of(shape("in_channels", axes), output("out_channels", axes))
        .where(
            extents(
                axes,
                "(X − 1) · stride[i] − 2 · padding[i] + dilation[i] · (kernel_size[i] − 1)"
                    + " + output_padding[i] + 1"))
        .where("output_size says the extents instead of output_padding", taps(axes))
        .weight("weight", weight("in_channels", "out_channels / groups", axes))
        .weight("bias", List.of("out_channels"), "bias")
        .macs("in · out_channels / groups · taps")
        .flops("out", "bias");
  }

  static Notes of(Pool pool) {
    int axes = pool.window().axes();
    boolean max = pool.kind() == Pool.Kind.MAX;
    String span = max ? "dilation[i] · (kernel_size[i] − 1) − 1" : "kernel_size[i]";
    Notes notes =
        Notes.of(shape(PER_CHANNEL, axes), output(PER_CHANNEL, axes))
            .where(extents(axes, "⌊(X + 2 · padding[i] − " + span + ") / stride[i]⌋ + 1"))
            .where(STRIDE, CEIL, taps(axes))
            .flops(max ? "out · (taps − 1)" : "out · taps");
    return max
        ? notes.output("positions, i64", output(PER_CHANNEL, axes), "return_indices")
        : notes;
  }

  static Notes of(LpPool pool) {
    int axes = pool.window().axes();
    return Notes.of(shape(PER_CHANNEL, axes), output(PER_CHANNEL, axes))
        .where(extents(axes, "⌊(X − kernel_size[i]) / stride[i]⌋ + 1"))
        .where(STRIDE, CEIL, taps(axes))
        .flops("2 · out · taps");
  }

  static Notes of(MaxUnpool unpool) {
    int axes = unpool.window().axes();
    return new Notes()
        .input("maxima", shape(PER_CHANNEL, axes))
        .input("positions, i64", shape(PER_CHANNEL, axes))
        .output("output", output(PER_CHANNEL, axes))
        .where(extents(axes, "(X − 1) · stride[i] − 2 · padding[i] + kernel_size[i]"))
        .where(STRIDE, "output_size says the extents, less than a stride away from these");
  }

  static Notes of(AdaptivePool pool) {
    int axes = pool.outputSize().size();
    boolean max = pool.kind() == Pool.Kind.MAX;
    Notes notes =
        Notes.of(shape(PER_CHANNEL, axes), output(PER_CHANNEL, axes))
            .where(extents(axes, "output_size[i]"))
            .where("null keeps the input's extent; one larger than the input repeats its elements")
            .flops(max ? "in" : "in + out");
    return max
        ? notes.output("positions, i64", output(PER_CHANNEL, axes), "return_indices")
        : notes;
  }
}
