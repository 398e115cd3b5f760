package dev.cnnsummary.analyzer.rules;

import dev.cnnsummary.analyzer.field.AxisStep;
import dev.cnnsummary.specs.function.Fold;
import dev.cnnsummary.specs.function.FunctionalPool;
import dev.cnnsummary.specs.function.FunctionalUnpool;
import dev.cnnsummary.specs.function.GlobalPool;
import dev.cnnsummary.specs.function.Sliding;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Pooling, and what puts blocks or maxima back. FLOPs: one for each tap of each output. */
final class FunctionalPools {
  private FunctionalPools() {}

  static Facts facts(FunctionalPool pool, Operands in) {
    TensorType input = in.get(0);
    if (input.shape().rank() < 3) {
      throw new Rejection("pooling takes [N, C, …], got " + input.shape());
    }
    Sliders window = new Sliders(pool.sliding(), null, input.shape(), in);
    Shape output = window.slide(input.shape().dim(1), pool.ceilMode());
    List<TensorType> outputs = new ArrayList<>(List.of(new TensorType(input.dtype(), output)));
    if (pool.outputs() > 1) {
      outputs.add(new TensorType(DType.I64, output));
    }
    return new Facts(
        outputs,
        List.of(),
        Dim.ZERO,
        output.numel().times(window.taps()),
        List.of(window.field(AxisStep.moved(1))),
        false);
  }

  static Facts facts(GlobalPool pool, Operands in) {
    TensorType input = in.get(0);
    Shape shape = input.shape();
    if (shape.rank() < 2) {
      throw new Rejection(pool.kind().word() + " pooling takes [N, C, …], got " + shape);
    }
    List<Dim> dims = new ArrayList<>(shape.dims());
    List<AxisStep> steps = new ArrayList<>(AxisStep.pointwise(shape.rank()));
    for (int axis = 2; axis < shape.rank(); axis++) {
      dims.set(axis, Dim.ONE);
      steps.set(axis, AxisStep.MIXED);
    }
    return Facts.of(new TensorType(input.dtype(), Shape.of(dims)), shape.numel(), steps);
  }

  static Facts facts(FunctionalUnpool unpool, Operands in) {
    TensorType input = in.get(0);
    Shape shape = input.shape();
    Sliders window = new Sliders(unpool.sliding(), null, shape, in);
    List<Dim> dims = new ArrayList<>(List.of(shape.dim(0), shape.dim(1)));
    for (int axis = 0; axis < window.axes(); axis++) {
      dims.add(
          shape
              .dim(axis + 2)
              .minus(1)
              .times(window.stride(axis))
              .plus(window.kernel(axis))
              .plus(-(long) window.before(axis) - window.after(axis)));
    }
    if (unpool.outputShape()) {
      List<Dim> asked = in.sizes(2, "extents");
      if (asked.size() != shape.rank()) {
        throw new Rejection("the output's shape has " + asked.size() + " extents for " + shape);
      }
      dims = asked;
    }
    return Facts.of(
        new TensorType(input.dtype(), Shape.of(dims)),
        Dim.ZERO,
        Collections.nCopies(shape.rank(), AxisStep.MIXED),
        Collections.nCopies(in.shape(1).rank(), AxisStep.MIXED));
  }

  /** The positions must be as many as the block has on the image. */
  static Facts facts(Fold fold, Operands in) {
    TensorType input = in.get(0);
    Shape shape = input.shape();
    List<Dim> image = in.sizes(1, "extents");
    List<Dim> block = in.sizes(2, "block");
    if (shape.rank() != 3 || image.size() != block.size()) {
      throw new Rejection("fold takes [N, C·taps, positions], got " + shape);
    }
    Dim taps = Shape.of(block).numel();
    in.multiple(shape.dim(1), taps, "{left} channels are not a multiple of {right} taps");
    Dim channels = shape.dim(1).divideExactly(taps);
    in.equal(
        shape.dim(2),
        positions(fold.sliding(), image, block),
        "there are {left} blocks where {right} have place");
    List<Dim> dims = new ArrayList<>(List.of(shape.dim(0), channels));
    dims.addAll(image);
    return Facts.of(
        new TensorType(input.dtype(), Shape.of(dims)),
        shape.numel(),
        Collections.nCopies(3, AxisStep.MIXED));
  }

  private static Dim positions(Sliding sliding, List<Dim> image, List<Dim> block) {
    Dim positions = Dim.ONE;
    for (int axis = 0; axis < image.size(); axis++) {
      int dilation = sliding.dilation().isEmpty() ? 1 : sliding.dilation().get(axis);
      int stride = sliding.stride().isEmpty() ? 1 : sliding.stride().get(axis);
      long pads =
          sliding.before().isEmpty()
              ? 0
              : (long) sliding.before().get(axis) + sliding.after().get(axis);
      Dim span = block.get(axis).minus(1).times(dilation).plus(1);
      positions =
          positions.times(image.get(axis).plus(pads).minus(span).floorDivide(stride).plus(1));
    }
    return positions;
  }
}
