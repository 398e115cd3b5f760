package dev.cnnsummary.executor.functions;

import dev.cnnsummary.executor.Draft;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.function.Resize;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sampling anew, one axis after the other. */
final class Resizings {
  private Resizings() {}

  static Result of(Resize resize, List<Tensor> in) {
    Tensor input = in.getFirst();
    Tensor told = in.getLast();
    List<Integer> dims = resize.axes();
    int[] axes = dims == null ? Picks.all(input.rank()) : Slider.ints(dims);
    Axes.require(
        told.numel() == axes.length,
        told.numel() + " scales or sizes for " + axes.length + " axes");
    double[] scales = scales(resize, input, told, axes);
    Tensor region = resize.region() ? in.get(1) : null;
    Axes.require(region == null || region.numel() == 2 * axes.length, "a region of " + region);
    double[] values = Convolutions.numbers(input, null);
    int[] shape = input.shape();
    for (int i = 0; i < axes.length; i++) {
      int axis = Axes.axis(axes[i], input.rank());
      int extent = shape[axis];
      int made = extent(resize, extent, scales[i], told, i);
      Axes.require(extent > 0 || made == 0, "there is nothing along the axis " + axis);
      ResizedAxis line =
          new ResizedAxis(
              resize,
              extent,
              made,
              scales[i],
              region == null ? 0 : region.get(i),
              region == null ? 1 : region.get(i + axes.length));
      if (!line.isSame()) {
        values = resized(values, shape, axis, line, resize.extrapolation());
        shape[axis] = made;
      }
    }
    Draft output = new Draft(input.dtype(), shape);
    for (int i = 0; i < output.numel(); i++) {
      output.put(i, values[i]);
    }
    return Result.of(output);
  }

  /** By how much each axis grows; where the ratio is kept all grow alike. */
  private static double[] scales(Resize resize, Tensor input, Tensor told, int[] axes) {
    double[] scales = new double[axes.length];
    for (int i = 0; i < axes.length; i++) {
      int extent = input.dim(Axes.axis(axes[i], input.rank()));
      scales[i] = resize.sizes() ? told.get(i) / extent : told.get(i);
      Axes.require(scales[i] > 0 && scales[i] < Integer.MAX_VALUE, "a scale is " + scales[i]);
    }
    if (resize.sizes() && resize.policy() != Resize.Policy.STRETCH) {
      double one =
          resize.policy() == Resize.Policy.NOT_LARGER
              ? Arrays.stream(scales).min().orElse(1)
              : Arrays.stream(scales).max().orElse(1);
      Arrays.fill(scales, one);
    }
    return scales;
  }

  private static int extent(Resize resize, int extent, double scale, Tensor told, int i) {
    if (!resize.sizes()) {
      return Axes.small((long) Math.floor(extent * scale));
    }
    return resize.policy() == Resize.Policy.STRETCH
        ? Axes.small(told.integer(i))
        : Axes.small((long) Math.floor(extent * scale + 0.5));
  }

  private static double[] resized(
      double[] values, int[] shape, int axis, ResizedAxis line, double extrapolation) {
    Lines lines = Lines.along(shape, axis);
    int[] made = shape.clone();
    made[axis] = line.made();
    double[] resized = new double[Tensor.numel(made)];
    for (int to = 0; to < line.made(); to++) {
      ResizedAxis.@Nullable Taps taps = line.taps(to);
      for (int outer = 0; outer < lines.outers(); outer++) {
        int target = (outer * line.made() + to) * lines.inners();
        for (int inner = 0; inner < lines.inners(); inner++) {
          double sum = taps == null ? extrapolation : 0;
          for (int t = 0; taps != null && t < taps.count(); t++) {
            int from = outer * lines.length() + taps.place(t);
            sum += taps.factor(t) * values[from * lines.inners() + inner];
          }
          resized[target + inner] = sum;
        }
      }
    }
    return resized;
  }
}
