package dev.cnnsummary.analyzer.rules;

import dev.cnnsummary.analyzer.field.AxisStep;
import dev.cnnsummary.analyzer.field.Fraction;
import dev.cnnsummary.specs.op.Interpolate;
import dev.cnnsummary.specs.op.Interpolate.Mode;
import dev.cnnsummary.specs.op.Ratio;
import dev.cnnsummary.specs.op.Size;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.List;

/**
 * Interpolation. A scaled extent is {@code ⌊in·scale⌋}, exactly: PyTorch multiplies doubles, and
 * where the product is whole in truth and just below it in doubles it makes one less (0.7 of 90 is
 * 63, but 62 there).
 *
 * <p>FLOPs: a product for each of the neighbours that an output is made of and a sum less; none for
 * copies of the nearest; adaptive average pooling's for the mode area. Weights are not counted.
 */
final class Resampling {
  private static final Fraction HALF = new Fraction(1, 2);

  private Resampling() {}

  static Facts facts(Interpolate interpolate, Operands in) {
    Mode mode = interpolate.mode();
    boolean copies = mode == Mode.NEAREST || mode == Mode.NEAREST_EXACT;
    TensorType input = copies ? in.only() : in.floating("interpolation");
    Shape shape = input.shape();
    int spatial = shape.rank() - 2;
    boolean fits = mode.axes() == 0 ? spatial >= 1 && spatial <= 3 : spatial == mode.axes();
    if (!fits) {
      throw new Rejection(
          "the mode "
              + mode.word()
              + " takes [N, C] and "
              + (mode.axes() == 0 ? "1 to 3" : mode.axes())
              + " spatial axes, got "
              + shape);
    }
    List<Dim> extents = extents(interpolate, spatial, in);
    List<AxisStep> steps = new ArrayList<>(AxisStep.pointwise(shape.rank()));
    Shape output = shape;
    for (int i = 0; i < spatial; i++) {
      in.atLeast(extents.get(i), Dim.ONE, "an axis of the output would have {left} elements");
      steps.set(i + 2, step(interpolate, i, shape, extents.get(i)));
      output = output.with(i + 2, extents.get(i));
    }
    return Facts.of(new TensorType(input.dtype(), output), flops(mode, shape, output), steps);
  }

  private static List<Dim> extents(Interpolate interpolate, int spatial, Operands in) {
    Shape shape = in.only().shape();
    List<Dim> extents = new ArrayList<>(spatial);
    List<Size> sizes = interpolate.size();
    List<Ratio> scales = interpolate.scaleFactor();
    for (int i = 0; i < spatial; i++) {
      if (sizes != null) {
        extents.add(Sizes.positive(forAxis(sizes, i, spatial, "size"), in));
      } else if (scales != null) {
        Ratio scale = forAxis(scales, i, spatial, "scale_factor");
        extents.add(shape.dim(i + 2).times(scale.numerator()).floorDivide(scale.denominator()));
      } else {
        Shape like = in.all().get(1).shape();
        if (like.rank() != shape.rank()) {
          throw new Rejection(
              "the second input gives the size, so it must have as many axes; got "
                  + shape
                  + " and "
                  + like);
        }
        extents.add(like.dim(i + 2));
      }
    }
    return extents;
  }

  /** One for all axes, or one for each. */
  private static <T> T forAxis(List<T> list, int index, int spatial, String option) {
    if (list.size() == 1) {
      return list.getFirst();
    }
    if (list.size() != spatial) {
      throw new Rejection(
          option + " has " + list.size() + " entries, but there are " + spatial + " spatial axes");
    }
    return list.get(index);
  }

  /**
   * Output {@code i} is placed at {@code (i + phase)·stride}, less a half where elements are seen
   * as lying in the middles of intervals, and takes the neighbours around it.
   */
  private static AxisStep step(Interpolate interpolate, int index, Shape shape, Dim extent) {
    Mode mode = interpolate.mode();
    int axis = index + 2;
    if (mode == Mode.AREA) {
      return new AxisStep.Regions(axis, shape.dim(axis), extent);
    }
    Fraction before = mode.taps() == 1 ? Fraction.ZERO : Fraction.of(1 - mode.taps() / 2);
    Boolean align = interpolate.alignCorners();
    if (align != null && align) {
      return new AxisStep.Resampled(
          axis, shape.dim(axis).minus(1), extent.minus(1), mode.taps(), Fraction.ZERO, before);
    }
    Fraction phase = mode == Mode.NEAREST ? Fraction.ZERO : HALF;
    Fraction first = mode.taps() == 1 ? before : before.minus(HALF);
    List<Ratio> scales = interpolate.scaleFactor();
    if (scales == null || interpolate.recomputeScaleFactor()) {
      return new AxisStep.Resampled(axis, shape.dim(axis), extent, mode.taps(), phase, first);
    }
    Ratio scale = scales.get(scales.size() == 1 ? 0 : index);
    Fraction stride = new Fraction(scale.numerator(), scale.denominator()).inverse();
    return AxisStep.Along.sampled(axis, mode.taps(), stride, first.plus(stride.times(phase)));
  }

  private static Dim flops(Mode mode, Shape input, Shape output) {
    return switch (mode) {
      case NEAREST, NEAREST_EXACT -> Dim.ZERO;
      case AREA -> input.numel().plus(output.numel());
      case LINEAR, BILINEAR, TRILINEAR, BICUBIC -> {
        long neighbours = 1;
        for (int axis = 0; axis < mode.axes(); axis++) {
          neighbours *= mode.taps();
        }
        yield output.numel().times(2 * neighbours - 1);
      }
    };
  }
}
