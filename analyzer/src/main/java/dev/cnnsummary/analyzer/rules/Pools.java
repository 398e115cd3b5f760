package dev.cnnsummary.analyzer.rules;

import dev.cnnsummary.analyzer.field.AxisStep;
import dev.cnnsummary.specs.op.AdaptivePool;
import dev.cnnsummary.specs.op.LpPool;
import dev.cnnsummary.specs.op.Pool;
import dev.cnnsummary.specs.op.Window;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.List;

/**
 * Pooling. FLOPs of a window: its taps less one for a maximum (comparisons), its taps for a mean
 * (additions and a division), twice its taps for a power norm (powers, additions and a root).
 * Adaptive pooling reads each input element once, whatever its regions share, and divides once for
 * each mean.
 */
final class Pools {
  private static final List<List<String>> UNPADDED =
      Axes.texts("the {axis} must be at least the kernel's {right}, got {left}");

  private Pools() {}

  static Facts facts(Pool pool, Operands in) {
    TensorType input = in.only();
    Shape shape = input.shape();
    Window window = pool.window();
    boolean max = pool.kind() == Pool.Kind.MAX;
    Axes.require(shape, window.axes(), (max ? "MaxPool" : "AvgPool") + window.axes() + "d");
    if (!max) {
      checkKernel(window, shape, in);
    }
    Shape output = Windows.slide(window, pool.ceilMode(), shape.dim(1), shape, in);
    Dim flops = output.numel().times(max ? window.taps() - 1 : window.taps());
    return facts(
        new TensorType(input.dtype(), output),
        pool.returnIndices(),
        flops,
        Windows.field(window, AxisStep.moved(1)));
  }

  /** PyTorch's mean over three axes, and no other, wants the kernel to fit without padding. */
  private static void checkKernel(Window window, Shape shape, Operands in) {
    for (int axis = 0; window.axes() == 3 && axis < 3; axis++) {
      in.atLeast(shape.dim(axis + 2), Dim.of(window.kernel().get(axis)), UNPADDED.get(3).get(axis));
    }
  }

  static Facts facts(LpPool pool, Operands in) {
    TensorType input = in.only();
    Shape shape = input.shape();
    Window window = pool.window();
    Axes.require(shape, window.axes(), "LPPool" + window.axes() + "d");
    checkKernel(window, shape, in);
    Shape output = Windows.slide(window, pool.ceilMode(), shape.dim(1), shape, in);
    DType dtype = input.dtype().isFloating() ? input.dtype() : DType.F32;
    return Facts.of(
        new TensorType(dtype, output),
        output.numel().times(Math.multiplyExact(window.taps(), 2L)),
        Windows.field(window, AxisStep.moved(1)));
  }

  static Facts facts(AdaptivePool pool, Operands in) {
    TensorType input = in.only();
    Shape shape = input.shape();
    int axes = pool.outputSize().size();
    boolean max = pool.kind() == Pool.Kind.MAX;
    Axes.require(shape, axes, (max ? "AdaptiveMaxPool" : "AdaptiveAvgPool") + axes + "d");
    List<Dim> dims = new ArrayList<>(shape.dims());
    for (int axis = 0; axis < axes; axis++) {
      Integer size = pool.outputSize().get(axis);
      if (size != null) {
        dims.set(axis + 2, Dim.of(size));
      }
    }
    Shape output = Shape.of(dims);
    Dim flops = max ? shape.numel() : shape.numel().plus(output.numel());
    return facts(
        new TensorType(input.dtype(), output), pool.returnIndices(), flops, regions(shape, output));
  }

  private static Facts facts(TensorType output, boolean indices, Dim flops, List<AxisStep> field) {
    List<TensorType> outputs =
        indices ? List.of(output, new TensorType(DType.I64, output.shape())) : List.of(output);
    return new Facts(outputs, List.of(), Dim.ZERO, flops, List.of(field), false);
  }

  private static List<AxisStep> regions(Shape input, Shape output) {
    List<AxisStep> steps = new ArrayList<>(AxisStep.pointwise(input.rank()));
    for (int axis = 2; axis < input.rank(); axis++) {
      steps.set(axis, new AxisStep.Regions(axis, input.dim(axis), output.dim(axis)));
    }
    return steps;
  }
}
