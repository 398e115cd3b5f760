package dev.cnnsummary.cli.render;

import dev.cnnsummary.specs.op.AdaptivePool;
import dev.cnnsummary.specs.op.Convolution;
import dev.cnnsummary.specs.op.LpPool;
import dev.cnnsummary.specs.op.MaxUnpool;
import dev.cnnsummary.specs.op.Padding;
import dev.cnnsummary.specs.op.Pool;
import dev.cnnsummary.specs.op.TransposedConvolution;
import dev.cnnsummary.specs.op.Window;
import dev.cnnsummary.specs.shape.Dim;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The arguments of convolutions and pools in their repr. */
final class WindowReprs {
  private WindowReprs() {}

  static ReprArguments of(Convolution convolution, Dim inChannels) {
    Window window = convolution.window();
    boolean zeros = convolution.paddingMode() == Convolution.PaddingMode.ZEROS;
    return kernel(inChannels, convolution.outChannels(), window)
        .withIf(convolution.groups() != 1, "groups", convolution.groups())
        .withIf(!convolution.bias(), "bias", false)
        .withIf(!zeros, "padding_mode", convolution.paddingMode().word());
  }

  static ReprArguments of(TransposedConvolution convolution, Dim inChannels) {
    List<Integer> outputPadding = convolution.outputPadding();
    return kernel(inChannels, convolution.outChannels(), convolution.window())
        .withIf(differ(outputPadding, 0), "output_padding", outputPadding)
        .withIf(convolution.groups() != 1, "groups", convolution.groups())
        .withIf(!convolution.bias(), "bias", false);
  }

  private static ReprArguments kernel(Dim inChannels, int outChannels, Window window) {
    Padding padding = window.padding();
    ReprArguments arguments =
        new ReprArguments()
            .with(inChannels)
            .with(outChannels)
            .with("kernel_size", window.kernel())
            .with("stride", window.stride());
    switch (padding.mode()) {
      case EXPLICIT -> arguments.withIf(differ(padding.before(), 0), "padding", padding.before());
      case SAME -> arguments.with("padding", "same");
      case VALID -> arguments.with("padding", "valid");
    }
    return arguments.withIf(differ(window.dilation(), 1), "dilation", window.dilation());
  }

  private static boolean differ(List<Integer> sizes, int usual) {
    return sizes.stream().anyMatch(size -> size != usual);
  }

  static ReprArguments of(Pool pool) {
    Window window = pool.window();
    boolean max = pool.kind() == Pool.Kind.MAX;
    // AvgPool1d makes tuples of its sizes, the others keep what they were given.
    Set<Pool.Size> listed = !max && window.axes() == 1 ? Set.of(Pool.Size.values()) : pool.listed();
    ReprArguments arguments =
        new ReprArguments()
            .with("kernel_size", size(window.kernel(), listed.contains(Pool.Size.KERNEL)))
            .with("stride", size(window.stride(), listed.contains(Pool.Size.STRIDE)))
            .with("padding", size(window.padding().before(), listed.contains(Pool.Size.PADDING)));
    return max
        ? arguments
            .with("dilation", size(window.dilation(), listed.contains(Pool.Size.DILATION)))
            .with("ceil_mode", pool.ceilMode())
        : arguments;
  }

  static ReprArguments of(LpPool pool) {
    Window window = pool.window();
    Set<Pool.Size> listed = pool.listed();
    return new ReprArguments()
        .with("norm_type", PythonText.numberOrInt(pool.normType()))
        .with("kernel_size", size(window.kernel(), listed.contains(Pool.Size.KERNEL)))
        .with(
            "stride",
            pool.strideGiven() ? size(window.stride(), listed.contains(Pool.Size.STRIDE)) : null)
        .with("ceil_mode", pool.ceilMode());
  }

  static ReprArguments of(AdaptivePool pool) {
    return new ReprArguments().with("output_size", size(pool.outputSize(), pool.listed()));
  }

  static ReprArguments of(MaxUnpool pool) {
    Window window = pool.window();
    return new ReprArguments()
        .with("kernel_size", window.kernel())
        .with("stride", window.stride())
        .with("padding", window.padding().before());
  }

  private static @Nullable Object size(List<? extends @Nullable Integer> sizes, boolean listed) {
    return listed ? sizes : sizes.getFirst();
  }
}
