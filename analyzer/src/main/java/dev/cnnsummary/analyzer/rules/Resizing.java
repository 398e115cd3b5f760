package dev.cnnsummary.analyzer.rules;

import dev.cnnsummary.analyzer.field.AxisStep;
import dev.cnnsummary.analyzer.field.Fraction;
import dev.cnnsummary.specs.function.Resize;
import dev.cnnsummary.specs.graph.Literal;
import dev.cnnsummary.specs.op.Ratio;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.List;

/**
 * Sampling axes anew. A scaled extent is {@code ⌊in·scale⌋}. FLOPs: a product for each neighbour
 * and a sum less; none for copies of the nearest.
 */
final class Resizing {
  private Resizing() {}

  static Facts facts(Resize resize, Operands in) {
    TensorType input = in.get(0);
    Shape shape = input.shape();
    List<Integer> axes = axes(resize, shape.rank());
    int told = resize.region() ? 2 : 1;
    List<Dim> extents =
        resize.sizes() ? sized(resize, axes, told, in) : scaled(shape, axes, told, in);
    Shape output = shape;
    List<AxisStep> steps = new ArrayList<>(AxisStep.pointwise(shape.rank()));
    long taps = 1;
    for (int i = 0; i < axes.size(); i++) {
      int axis = axes.get(i);
      Dim extent = extents.get(i);
      in.atLeast(extent, Dim.ZERO, "an axis of the output would have {left} elements");
      output = output.with(axis, extent);
      if (!extent.equals(shape.dim(axis))) {
        taps *= perAxis(resize.mode());
        steps.set(axis, step(resize, axis, shape.dim(axis), extent));
      }
    }
    Dim flops =
        resize.mode() == Resize.Mode.NEAREST ? Dim.ZERO : output.numel().times(2 * taps - 1);
    return Facts.of(new TensorType(input.dtype(), output), flops, steps);
  }

  private static long perAxis(Resize.Mode mode) {
    return switch (mode) {
      case NEAREST -> 1;
      case LINEAR -> 2;
      case CUBIC -> 4;
    };
  }

  /** In the commonest ways the places are known; in others each output may see the whole axis. */
  private static AxisStep step(Resize resize, int axis, Dim from, Dim to) {
    long taps = perAxis(resize.mode());
    if (resize.antialias() || resize.region() || taps > 2) {
      return AxisStep.MIXED;
    }
    Fraction half = new Fraction(1, 2);
    return switch (resize.place()) {
      case ASYMMETRIC -> new AxisStep.Resampled(axis, from, to, taps, Fraction.ZERO, Fraction.ZERO);
      case HALF_PIXEL, PYTORCH_HALF_PIXEL ->
          new AxisStep.Resampled(
              axis, from, to, taps, half, taps == 1 ? Fraction.ZERO : half.times(-1));
      case ALIGN_CORNERS ->
          new AxisStep.Resampled(
              axis, from.minus(1), to.minus(1), taps, Fraction.ZERO, Fraction.ZERO);
      case HALF_PIXEL_SYMMETRIC, TF_CROP_AND_RESIZE -> AxisStep.MIXED;
    };
  }

  private static List<Integer> axes(Resize resize, int rank) {
    List<Integer> axes = new ArrayList<>();
    if (resize.axes() == null) {
      for (int axis = 0; axis < rank; axis++) {
        axes.add(axis);
      }
      return axes;
    }
    for (int axis : resize.axes()) {
      axes.add(Axes.index(axis, rank, "axes"));
    }
    return axes;
  }

  private static List<Dim> sized(Resize resize, List<Integer> axes, int told, Operands in) {
    List<Dim> sizes = in.sizes(told, "extents");
    if (sizes.size() != axes.size()) {
      throw new Rejection("there are " + sizes.size() + " sizes for " + axes.size() + " axes");
    }
    if (resize.policy() == Resize.Policy.STRETCH) {
      return sizes;
    }
    return kept(resize.policy(), axes, sizes, in);
  }

  /** One scale for all axes: the least or the greatest of those asked for; extents are rounded. */
  private static List<Dim> kept(
      Resize.Policy policy, List<Integer> axes, List<Dim> sizes, Operands in) {
    Shape shape = in.shape(0);
    double scale = Double.NaN;
    for (int i = 0; i < axes.size(); i++) {
      Dim from = shape.dim(axes.get(i));
      if (!from.isConstant() || !sizes.get(i).isConstant()) {
        return axes.stream().map(axis -> in.unknown("extent_" + axis)).toList();
      }
      double each = (double) sizes.get(i).value() / from.value();
      boolean better = policy == Resize.Policy.NOT_LARGER ? each < scale : each > scale;
      scale = Double.isNaN(scale) || better ? each : scale;
    }
    double chosen = scale;
    return axes.stream()
        .map(axis -> Dim.of((long) Math.floor(shape.dim(axis).value() * chosen + 0.5)))
        .toList();
  }

  private static List<Dim> scaled(Shape shape, List<Integer> axes, int told, Operands in) {
    Literal scales = in.literal(told);
    Contents whole = in.contents(told);
    List<Dim> extents = new ArrayList<>();
    for (int i = 0; i < axes.size(); i++) {
      Dim extent = shape.dim(axes.get(i));
      Dim factor = whole == null || whole.size() != axes.size() ? null : whole.get(i);
      if (scales != null && scales.numel() != axes.size()) {
        throw new Rejection("there are " + scales.numel() + " scales for " + axes.size() + " axes");
      }
      extents.add(
          factor != null
              ? extent.times(factor)
              : scales == null
                  ? in.unknown("extent_" + axes.get(i))
                  : scaled(extent, scales.number(i)));
    }
    return extents;
  }

  private static Dim scaled(Dim extent, double scale) {
    if (!(scale > 0) || Double.isInfinite(scale)) {
      throw new Rejection("a scale is " + scale);
    }
    if (extent.isConstant()) {
      return Dim.of((long) Math.floor(extent.value() * (double) (float) scale));
    }
    Ratio ratio = Ratio.of(Double.parseDouble(Float.toString((float) scale)));
    return extent.times(ratio.numerator()).floorDivide(ratio.denominator());
  }
}
