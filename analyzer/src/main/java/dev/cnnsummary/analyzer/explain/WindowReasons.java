package dev.cnnsummary.analyzer.explain;

import dev.cnnsummary.analyzer.explain.Formula.Rounding;
import dev.cnnsummary.specs.op.Convolution;
import dev.cnnsummary.specs.op.LpPool;
import dev.cnnsummary.specs.op.MaxUnpool;
import dev.cnnsummary.specs.op.Pool;
import dev.cnnsummary.specs.op.TransposedConvolution;
import dev.cnnsummary.specs.op.Window;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What slides a window. The formulas are PyTorch's (torch.nn.Conv2d, MaxPool2d, ConvTranspose2d).
 */
final class WindowReasons {
  private WindowReasons() {}

  static Reason of(Convolution convolution, Subject subject) {
    Window window = convolution.window();
    List<Axis> axes = new ArrayList<>();
    axes.add(Axis.kept(subject.input().dim(0)));
    axes.add(Axis.of(convolution.outChannels(), "out_channels"));
    axes.addAll(slid(window, false, subject.input()));
    Formula elements = subject.outputElements();
    Formula macs =
        elements.times(perGroup(channels(convolution.inChannels(), subject), convolution.groups()));
    return products(subject, axes, macs.times(taps(window)), convolution.bias())
        .withLaw(WindowLaw.letters(window, false).positions(true));
  }

  static Reason of(TransposedConvolution convolution, Subject subject) {
    Window window = convolution.window();
    List<Axis> axes = new ArrayList<>();
    axes.add(Axis.kept(subject.input().dim(0)));
    axes.add(Axis.of(convolution.outChannels(), "out_channels"));
    boolean padded = false;
    for (int axis = 0; axis < window.axes(); axis++) {
      int more = convolution.outputPadding().get(axis);
      padded |= more != 0;
      Formula spread = WindowLaw.of(window, axis, subject.input().dim(axis + 2)).spread();
      axes.add(
          asked(
              convolution.outputSize(),
              axis,
              more == 0 ? spread : spread.plus(more),
              spread.plus(window.stride().get(axis) - 1L)));
    }
    Formula perGroup = perGroup(Dim.of(convolution.outChannels()), convolution.groups());
    Shape taken = subject.input().with(1, channels(convolution.inChannels(), subject));
    Formula macs = subject.elements(taken).times(perGroup);
    Formula law = WindowLaw.letters(window, false).spread();
    return products(subject, axes, macs.times(taps(window)), convolution.bias())
        .withLaw(padded ? law.plus(Formula.of(Dim.symbol("output_padding"))) : law);
  }

  static Reason of(Pool pool, Subject subject) {
    Formula taps = taps(pool.window());
    Formula perElement = pool.kind() == Pool.Kind.MAX ? taps.minus(1) : taps;
    Reason reason =
        pooled(pool.window(), pool.ceilMode(), subject, subject.outputElements().times(perElement));
    return pool.returnIndices() ? reason.withPositions() : reason;
  }

  static Reason of(LpPool pool, Subject subject) {
    Formula flops = subject.outputElements().times(2).times(taps(pool.window()));
    return pooled(pool.window(), pool.ceilMode(), subject, flops);
  }

  private static Reason pooled(Window window, boolean ceil, Subject subject, Formula flops) {
    List<Axis> axes = new ArrayList<>();
    axes.add(Axis.kept(subject.input().dim(0)));
    axes.add(Axis.kept(subject.input().dim(1)));
    axes.addAll(slid(window, ceil, subject.input()));
    boolean open = !subject.input().with(0, Dim.ONE).isConstant();
    return Reason.of(axes, flops).withLaw(WindowLaw.letters(window, ceil).positions(!open));
  }

  static Reason of(MaxUnpool unpool, Subject subject) {
    Window window = unpool.window();
    Shape input = subject.input();
    List<Axis> axes = new ArrayList<>();
    axes.add(Axis.kept(input.dim(0)));
    axes.add(Axis.kept(input.dim(1)));
    for (int axis = 0; axis < window.axes(); axis++) {
      Formula spread = WindowLaw.of(window, axis, input.dim(axis + 2)).spread();
      axes.add(
          asked(unpool.outputSize(), axis, spread, spread.plus(window.stride().get(axis) - 1L)));
    }
    return Reason.moving(axes).withLaw(WindowLaw.letters(window, false).spread());
  }

  private static Axis asked(
      @Nullable List<Integer> sizes, int axis, Formula usual, Formula greatest) {
    return sizes == null
        ? new Axis(usual, "")
        : Axis.of(
            sizes.get(axis),
            "output_size, of which "
                + usual.value()
                + " would be usual and "
                + greatest.value()
                + " the most");
  }

  private static List<Axis> slid(Window window, boolean ceil, Shape input) {
    List<Axis> axes = new ArrayList<>();
    for (int axis = 0; axis < window.axes(); axis++) {
      WindowLaw law = WindowLaw.of(window, axis, ceil, input.dim(axis + 2));
      axes.add(new Axis(law.positions(input.dim(axis + 2).isConstant()), law.remainder()));
    }
    return axes;
  }

  /** What has weights: two operations for each product, one more for each bias. */
  private static Reason products(Subject subject, List<Axis> axes, Formula macs, boolean bias) {
    Formula doubled = Formula.of(2).times(Formula.of(macs.value()));
    return Reason.of(axes, bias ? doubled.plus(subject.outputElements()) : doubled).withMacs(macs);
  }

  /** The channels that are declared, or else those that come. */
  private static Dim channels(@Nullable Integer declared, Subject subject) {
    return declared == null ? subject.input().dim(1) : Dim.of(declared);
  }

  private static Formula perGroup(Dim channels, int groups) {
    return groups == 1 ? Formula.of(channels) : Formula.of(channels).over(Rounding.EXACT, groups);
  }

  private static Formula taps(Window window) {
    return Formula.product(window.kernel().stream().map(Dim::of).toList());
  }
}
