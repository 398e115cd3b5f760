package dev.cnnsummary.analyzer.explain;

import dev.cnnsummary.analyzer.explain.Formula.Rounding;
import dev.cnnsummary.specs.op.AdaptivePool;
import dev.cnnsummary.specs.op.CenterCrop;
import dev.cnnsummary.specs.op.Interpolate;
import dev.cnnsummary.specs.op.Pad;
import dev.cnnsummary.specs.op.PixelShuffle;
import dev.cnnsummary.specs.op.Pool;
import dev.cnnsummary.specs.op.Ratio;
import dev.cnnsummary.specs.op.Size;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import java.util.ArrayList;
import java.util.List;

/** What brings spatial axes to other sizes without a sliding window. */
final class SamplingReasons {
  /** More regions of an axis than these tell nothing new. */
  private static final int MOST_BINS = 8;

  private SamplingReasons() {}

  static Reason of(AdaptivePool pool, Subject subject) {
    Shape input = subject.input();
    List<Axis> axes = Axis.kept(input);
    List<Derivation> bins = new ArrayList<>();
    int count = pool.outputSize().size();
    for (int axis = 0; axis < count; axis++) {
      Integer size = pool.outputSize().get(axis);
      if (size != null) {
        axes.set(axis + 2, Axis.of(size, "output_size, whatever the input's"));
        bins(AxisNames.spatial(count, axis), input.dim(axis + 2), size, bins);
      }
    }
    Formula all = subject.inputElements();
    Reason reason =
        Reason.of(axes, pool.kind() == Pool.Kind.MAX ? all : all.plus(subject.outputElements()))
            .withBins(bins);
    return pool.returnIndices() ? reason.withPositions() : reason;
  }

  /** Output {@code o} takes the elements {@code ⌊o·n/size⌋ … ⌈(o+1)·n/size⌉ − 1}. */
  private static void bins(String name, Dim extent, int size, List<Derivation> bins) {
    for (int bin = 0; bin < Math.min(size, MOST_BINS); bin++) {
      Formula first = Formula.of(bin).times(Formula.of(extent)).over(Rounding.DOWN, size);
      Formula last =
          Formula.of(bin).plus(1).times(Formula.of(extent)).over(Rounding.UP, size).minus(1);
      bins.add(new Derivation(name + " " + bin + " from", first, ""));
      bins.add(new Derivation(name + " " + bin + " to", last, ""));
    }
  }

  static Reason of(Interpolate interpolate, Subject subject) {
    Shape input = subject.input();
    List<Axis> axes = Axis.kept(input);
    List<Size> sizes = interpolate.size();
    List<Ratio> scales = interpolate.scaleFactor();
    for (int axis = 0; axis < input.rank() - 2; axis++) {
      Dim extent = input.dim(axis + 2);
      Axis resized;
      if (sizes != null) {
        resized = SizeFormulas.told(sizes.get(sizes.size() == 1 ? 0 : axis), subject);
      } else if (scales != null) {
        resized = scaled(extent, scales.get(scales.size() == 1 ? 0 : axis));
      } else {
        resized = Axis.of(subject.input(1).dim(axis + 2), "as the second input's");
      }
      axes.set(axis + 2, resized);
    }
    return Reason.of(axes, flops(interpolate.mode(), subject));
  }

  private static Axis scaled(Dim extent, Ratio scale) {
    Formula product = Formula.of(extent).times(scale.numerator());
    return new Axis(
        scale.denominator() == 1 ? product : product.over(Rounding.DOWN, scale.denominator()),
        "scale_factor");
  }

  private static Formula flops(Interpolate.Mode mode, Subject subject) {
    return switch (mode) {
      case NEAREST, NEAREST_EXACT -> Formula.of(0);
      case AREA -> subject.inputElements().plus(subject.outputElements());
      case LINEAR, BILINEAR, TRILINEAR, BICUBIC -> {
        Formula neighbours = Formula.of(mode.taps());
        for (int axis = 1; axis < mode.axes(); axis++) {
          neighbours = neighbours.times(mode.taps());
        }
        yield subject.outputElements().times(Formula.of(2).times(neighbours).minus(1));
      }
    };
  }

  static Reason of(Pad pad, Subject subject) {
    Shape input = subject.input();
    List<Axis> axes = Axis.kept(input);
    for (int pair = 0; pair < pad.amounts().size() / 2; pair++) {
      int axis = input.rank() - 1 - pair;
      Formula padded =
          Formula.of(input.dim(axis))
              .plus(SizeFormulas.of(pad.amounts().get(2 * pair), subject))
              .plus(SizeFormulas.of(pad.amounts().get(2 * pair + 1), subject));
      axes.set(axis, new Axis(padded, "added before and after"));
    }
    return Reason.moving(axes);
  }

  static Reason of(CenterCrop crop, Subject subject) {
    List<Axis> axes = Axis.kept(subject.input());
    axes.set(axes.size() - 2, SizeFormulas.told(crop.height(), subject));
    axes.set(axes.size() - 1, SizeFormulas.told(crop.width(), subject));
    return Reason.moving(axes);
  }

  static Reason of(PixelShuffle shuffle, Subject subject) {
    Shape input = subject.input();
    List<Axis> axes = Axis.kept(input);
    int channels = input.rank() - 3;
    long factor = shuffle.factor();
    boolean grows = shuffle.kind() == PixelShuffle.Kind.SHUFFLE;
    Formula area = Formula.of(factor).times(factor);
    Formula depth = Formula.of(input.dim(channels));
    axes.set(
        channels,
        grows
            ? new Axis(depth.over(Rounding.EXACT, area), "channels become pixels")
            : new Axis(depth.times(area), "pixels become channels"));
    for (int axis = channels + 1; axis < input.rank(); axis++) {
      Formula extent = Formula.of(input.dim(axis));
      axes.set(
          axis, new Axis(grows ? extent.times(factor) : extent.over(Rounding.EXACT, factor), ""));
    }
    return Reason.moving(axes);
  }
}
