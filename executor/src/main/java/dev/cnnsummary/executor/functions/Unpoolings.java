package dev.cnnsummary.executor.functions;

import dev.cnnsummary.executor.Draft;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.function.Fold;
import dev.cnnsummary.specs.function.FunctionalUnpool;
import java.util.Arrays;
import java.util.List;

/** What puts elements back where windows took them from. */
final class Unpoolings {
  private Unpoolings() {}

  /**
   * Positions are counted over the extents that the pooling is sure to have had; a shape that is
   * told adds zeros after them.
   */
  static Result of(FunctionalUnpool unpool, List<Tensor> in) {
    Tensor input = in.get(0);
    Tensor places = in.get(1);
    Axes.require(
        Arrays.equals(input.shape(), places.shape()), places + " are no positions of " + input);
    List<Integer> kernel = unpool.sliding().kernel();
    int axes = input.rank() - 2;
    if (kernel == null || kernel.size() != axes) {
      throw new IllegalArgumentException("a kernel of " + kernel + " for " + input);
    }
    int[] shape = input.shape();
    int[] stride = Slider.filled(unpool.sliding().stride(), axes, 1);
    int[] before = Slider.filled(unpool.sliding().before(), axes, 0);
    int[] after = Slider.filled(unpool.sliding().after(), axes, 0);
    for (int axis = 0; axis < axes; axis++) {
      shape[axis + 2] =
          (shape[axis + 2] - 1) * stride[axis] + kernel.get(axis) - before[axis] - after[axis];
    }
    int[] told = unpool.outputShape() ? Axes.integers(in.get(2)) : shape;
    Axes.require(told.length == shape.length, "an output of " + Axes.text(told));
    Draft output = new Draft(input.dtype(), told);
    int[] strides = Axes.strides(told);
    int numel = Tensor.numel(shape);
    for (int i = 0; i < input.numel(); i++) {
      long at = places.integer(i);
      Axes.require(0 <= at && at < numel, "there is no position " + at + " among " + numel);
      int to = 0;
      int rest = (int) at;
      for (int axis = shape.length - 1; axis >= 0; axis--) {
        int place = rest % shape[axis];
        Axes.require(place < told[axis], "an output of " + Axes.text(told) + " is too small");
        to += place * strides[axis];
        rest /= shape[axis];
      }
      output.putOf(to, input, i);
    }
    return Result.of(output);
  }

  static Result of(Fold fold, List<Tensor> in) {
    Tensor columns = in.get(0);
    int[] image = Axes.integers(in.get(1));
    int[] block = Axes.integers(in.get(2));
    Axes.require(
        columns.rank() == 3
            && image.length == block.length
            && Arrays.stream(block).allMatch(extent -> extent > 0),
        columns + " are no blocks " + Axes.text(block) + " of " + Axes.text(image));
    Slider slider = Slider.of(fold.sliding(), block, image, false);
    int taps = slider.taps();
    int positions = Axes.product(slider.positions(), 0, image.length);
    Axes.require(
        columns.dim(1) % taps == 0 && columns.dim(2) == positions,
        columns + " are not " + positions + " blocks of " + taps + " elements each");
    int channels = columns.dim(1) / taps;
    int pixels = Tensor.numel(image);
    int[] shape = new int[image.length + 2];
    shape[0] = columns.dim(0);
    shape[1] = channels;
    System.arraycopy(image, 0, shape, 2, image.length);
    double[] sums = new double[Tensor.numel(shape)];
    int[] position = new int[image.length];
    int[] tap = new int[image.length];
    for (int i = 0; i < columns.numel(); i++) {
      int at = place(slider, position, tap, image);
      if (at >= 0) {
        int plane = i / (positions * taps);
        sums[plane * pixels + at] += columns.get(i);
      }
      Axes.advance(position, slider.positions());
      if ((i + 1) % positions == 0) {
        Axes.advance(tap, slider.kernel());
      }
    }
    Draft output = new Draft(columns.dtype(), shape);
    for (int i = 0; i < sums.length; i++) {
      output.put(i, sums[i]);
    }
    return Result.of(output);
  }

  /** Where a tap at a position stands in an image; -1 if outside. */
  private static int place(Slider slider, int[] position, int[] tap, int[] image) {
    int index = 0;
    for (int axis = 0; axis < image.length; axis++) {
      int place = slider.place(axis, position[axis], tap[axis]);
      if (place < 0 || place >= image[axis]) {
        return -1;
      }
      index = index * image[axis] + place;
    }
    return index;
  }
}
