package dev.cnnsummary.executor.reference;

import static dev.cnnsummary.executor.reference.Operands.require;

import dev.cnnsummary.executor.Extents;
import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.specs.op.AdaptivePool;
import dev.cnnsummary.specs.op.Convolution;
import dev.cnnsummary.specs.op.Convolution.PaddingMode;
import dev.cnnsummary.specs.op.LpPool;
import dev.cnnsummary.specs.op.MaxUnpool;
import dev.cnnsummary.specs.op.Pool;
import dev.cnnsummary.specs.op.TransposedConvolution;
import dev.cnnsummary.specs.op.Window;
import dev.cnnsummary.specs.shape.DType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What slides a window: its positions are found by sliding it. */
final class WindowShapes {
  private WindowShapes() {}

  static Shapes of(Convolution convolution, Operands in) {
    Window window = convolution.window();
    int channels = channels(convolution.inChannels(), convolution.groups(), window, in);
    List<List<Integer>> weights =
        weights(
            convolution.outChannels(),
            channels / convolution.groups(),
            convolution.outChannels(),
            window,
            convolution.bias());
    if (in.none()) {
      return Shapes.declared(weights);
    }
    Extent input = in.only();
    requireBorder(convolution, input);
    List<Integer> output = slide(window, false, input, convolution.outChannels());
    return Shapes.weighing(new Extent(input.dtype(), output), weights);
  }

  static Shapes of(TransposedConvolution convolution, Operands in) {
    Window window = convolution.window();
    int channels = channels(convolution.inChannels(), convolution.groups(), window, in);
    List<List<Integer>> weights =
        weights(
            channels,
            convolution.outChannels() / convolution.groups(),
            convolution.outChannels(),
            window,
            convolution.bias());
    if (in.none()) {
      return Shapes.declared(weights);
    }
    List<Integer> output = new ArrayList<>(List.of(in.dim(0), convolution.outChannels()));
    for (int axis = 0; axis < window.axes(); axis++) {
      List<Integer> asked = convolution.outputSize();
      output.add(
          asked == null
              ? left(reach(window, axis, in.dim(axis + 2)) + convolution.outputPadding().get(axis))
              : convolvingBack(window, axis, asked.get(axis), in.dim(axis + 2)));
    }
    return Shapes.weighing(new Extent(in.only().dtype(), output), weights);
  }

  private static int channels(@Nullable Integer declared, int groups, Window window, Operands in) {
    if (in.none()) {
      return Operands.declared(declared, "in_channels");
    }
    Extent input = in.floating(0, "a convolution");
    Operands.requireSpatial(input, window.axes(), "a convolution");
    int channels = Operands.declaredOr(declared, in.dim(1), "in_channels");
    require(channels % groups == 0, groups + " groups do not divide " + channels + " channels");
    return channels;
  }

  private static List<List<Integer>> weights(
      int first, int second, int outChannels, Window window, boolean bias) {
    List<Integer> weight = new ArrayList<>(List.of(first, second));
    weight.addAll(window.kernel());
    return bias ? List.of(weight, List.of(outChannels)) : List.of(weight);
  }

  /** Mirroring needs as many elements as are mirrored besides the edge, wrapping as many. */
  private static void requireBorder(Convolution convolution, Extent input) {
    PaddingMode mode = convolution.paddingMode();
    if (mode != PaddingMode.REFLECT && mode != PaddingMode.CIRCULAR) {
      return;
    }
    Window window = convolution.window();
    for (int axis = 0; axis < window.axes(); axis++) {
      int most = Math.max(window.padding().before().get(axis), window.padding().after().get(axis));
      int extent = input.shape().get(axis + 2);
      require(
          mode == PaddingMode.REFLECT ? most < extent : most <= extent,
          "padding " + most + " in the mode " + mode.word() + " is too much for " + extent);
    }
  }

  private static List<Integer> slide(Window window, boolean ceilMode, Extent input, int channels) {
    List<Integer> output = new ArrayList<>(List.of(input.shape().get(0), channels));
    for (int axis = 0; axis < window.axes(); axis++) {
      int positions = Extents.positions(window, ceilMode, axis, input.shape().get(axis + 2));
      require(
          positions > 0,
          "the window "
              + window.kernel()
              + " does not fit into "
              + input.shape().subList(2, input.shape().size()));
      output.add(positions);
    }
    return output;
  }

  /** How far kernels reach that are put a stride apart, less the padding that is cut off. */
  private static long reach(Window window, int axis, int kernels) {
    long end = 0;
    for (int kernel = 0; kernel < kernels; kernel++) {
      for (int tap = 0; tap < window.kernel().get(axis); tap++) {
        long landing =
            (long) kernel * window.stride().get(axis) + (long) tap * window.dilation().get(axis);
        end = Math.max(end, landing + 1);
      }
    }
    return end - window.padding().before().get(axis) - window.padding().after().get(axis);
  }

  private static int left(long extent) {
    require(extent > 0, "an axis of the output would have " + extent + " elements");
    return Math.toIntExact(extent);
  }

  /** An extent on which a convolution with the window has as many positions as there are inputs. */
  private static int convolvingBack(Window window, int axis, int asked, int positions) {
    require(
        Extents.positions(window, false, axis, asked) == positions,
        "output_size: a window over " + asked + " does not have " + positions + " positions");
    return asked;
  }

  static Shapes of(MaxUnpool unpool, Operands in) {
    Window window = unpool.window();
    Extent maxima = in.floating(0, "unpooling");
    Operands.requireSpatial(maxima, window.axes(), "unpooling");
    Extent positions = in.get(1);
    require(
        positions.dtype() == DType.I64 && positions.shape().equals(maxima.shape()),
        "unpooling takes an i64 position for each maximum, got "
            + positions.dtype().text()
            + positions.shape()
            + " for "
            + maxima.shape());
    List<Integer> output = new ArrayList<>(maxima.shape().subList(0, 2));
    for (int axis = 0; axis < window.axes(); axis++) {
      long usual = reach(window, axis, maxima.shape().get(axis + 2));
      List<Integer> asked = unpool.outputSize();
      output.add(left(asked == null ? usual : near(asked.get(axis), usual, window, axis)));
    }
    return Shapes.one(new Extent(maxima.dtype(), output));
  }

  private static int near(int asked, long usual, Window window, int axis) {
    require(
        Math.abs(asked - usual) < window.stride().get(axis),
        "output_size: " + asked + " is a stride or more from " + usual);
    return asked;
  }

  static Shapes of(Pool pool, Operands in) {
    boolean mean = pool.kind() == Pool.Kind.AVERAGE;
    Extent output = pooled(pool.window(), pool.ceilMode(), mean, in);
    return withPositions(output, pool.returnIndices());
  }

  static Shapes of(LpPool pool, Operands in) {
    Extent output = pooled(pool.window(), pool.ceilMode(), true, in);
    DType dtype = output.dtype().isFloating() ? output.dtype() : DType.F32;
    return Shapes.one(new Extent(dtype, output.shape()));
  }

  private static Extent pooled(Window window, boolean ceilMode, boolean mean, Operands in) {
    Extent input = in.only();
    Operands.requireSpatial(input, window.axes(), "pooling");
    for (int axis = 0; mean && window.axes() == 3 && axis < 3; axis++) {
      require(
          in.dim(axis + 2) >= window.kernel().get(axis),
          "a mean over three axes needs the kernel to fit without padding, got " + input.shape());
    }
    return new Extent(input.dtype(), slide(window, ceilMode, input, in.dim(1)));
  }

  static Shapes of(AdaptivePool pool, Operands in) {
    Extent input = in.only();
    int axes = pool.outputSize().size();
    Operands.requireSpatial(input, axes, "adaptive pooling");
    List<Integer> output = new ArrayList<>(input.shape());
    for (int axis = 0; axis < axes; axis++) {
      Integer size = pool.outputSize().get(axis);
      if (size != null) {
        output.set(axis + 2, size);
      }
    }
    return withPositions(new Extent(input.dtype(), output), pool.returnIndices());
  }

  private static Shapes withPositions(Extent output, boolean positions) {
    return positions
        ? new Shapes(List.of(output, new Extent(DType.I64, output.shape())), List.of())
        : Shapes.one(output);
  }
}
