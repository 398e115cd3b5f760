package dev.cnnsummary.executor.functions;

import dev.cnnsummary.executor.Extents;
import dev.cnnsummary.specs.function.Sliding;
import dev.cnnsummary.specs.op.Padding;
import dev.cnnsummary.specs.op.Window;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A kernel that slides over spatial axes, with everything that its input settles. */
final class Slider {
  private final int[] kernel;
  private final int[] stride;
  private final int[] dilation;
  private final int[] before;
  private final int[] after;
  private final int[] positions;

  /**
   * One that is settled.
   *
   * @param kernel taps along each axis
   * @param stride steps between two positions
   * @param dilation steps between two taps
   * @param before elements added before the first one
   * @param after elements added after the last one
   * @param positions how many positions it has
   */
  Slider(int[] kernel, int[] stride, int[] dilation, int[] before, int[] after, int[] positions) {
    this.kernel = kernel;
    this.stride = stride;
    this.dilation = dilation;
    this.before = before;
    this.after = after;
    this.positions = positions;
  }

  /**
   * Settles it.
   *
   * @param kernel taps along each axis, where the record does not tell them
   * @param spatial the input's extents
   * @throws IllegalArgumentException if it does not fit
   */
  static Slider of(Sliding sliding, int[] kernel, int[] spatial, boolean ceilMode) {
    int axes = spatial.length;
    List<Integer> told = sliding.kernel();
    Axes.require(
        kernel.length == axes && (told == null || told.equals(list(kernel))),
        "a kernel of " + Axes.text(kernel) + " for " + axes + " spatial axes");
    int[] stride = filled(sliding.stride(), axes, 1);
    int[] dilation = filled(sliding.dilation(), axes, 1);
    int[] before = filled(sliding.before(), axes, 0);
    int[] after = filled(sliding.after(), axes, 0);
    for (int axis = 0; axis < axes; axis++) {
      boolean upper = sliding.padding() == Sliding.AutoPad.SAME_UPPER;
      if (upper || sliding.padding() == Sliding.AutoPad.SAME_LOWER) {
        int out = Math.ceilDiv(spatial[axis], stride[axis]);
        long span = (long) dilation[axis] * (kernel[axis] - 1) + 1;
        long total = Math.max(0, (out - 1L) * stride[axis] + span - spatial[axis]);
        before[axis] = Math.toIntExact(upper ? total / 2 : total - total / 2);
        after[axis] = Math.toIntExact(total - before[axis]);
      }
    }
    Window window = window(kernel, stride, dilation, before, after);
    int[] positions = new int[axes];
    for (int axis = 0; axis < axes; axis++) {
      positions[axis] = Extents.positions(window, ceilMode, axis, spatial[axis]);
      Axes.require(
          positions[axis] > 0,
          "a window of " + Axes.text(kernel) + " does not fit into " + Axes.text(spatial));
    }
    return new Slider(kernel, stride, dilation, before, after, positions);
  }

  private static Window window(
      int[] kernel, int[] stride, int[] dilation, int[] before, int[] after) {
    return new Window(
        list(kernel),
        list(stride),
        new Padding(Padding.Mode.EXPLICIT, list(before), list(after)),
        list(dilation));
  }

  /** Taps along each axis. */
  int[] kernel() {
    return kernel;
  }

  /** Steps between two positions along the last axis. */
  int lastStride() {
    return stride[stride.length - 1];
  }

  /** Steps between two taps along an axis. */
  int dilation(int axis) {
    return dilation[axis];
  }

  /** Elements added before the first one. */
  int before(int axis) {
    return before[axis];
  }

  /** Elements added after the last one. */
  int after(int axis) {
    return after[axis];
  }

  /** How many positions it has along each axis. */
  int[] positions() {
    return positions;
  }

  /** As operators of specs have it. */
  Window window() {
    return window(kernel, stride, dilation, before, after);
  }

  /** Whether no padding cuts the input off. */
  boolean addsOnly() {
    return Arrays.stream(before).allMatch(amount -> amount >= 0)
        && Arrays.stream(after).allMatch(amount -> amount >= 0);
  }

  static List<Integer> list(int[] numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }

  static int[] ints(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }

  static int[] filled(List<Integer> given, int axes, int otherwise) {
    List<Integer> all = given.isEmpty() ? Collections.nCopies(axes, otherwise) : given;
    Axes.require(all.size() == axes, "options for " + all.size() + " spatial axes, not " + axes);
    return ints(all);
  }

  /** The number of taps. */
  int taps() {
    return Axes.product(kernel, 0, kernel.length);
  }

  /** Where a tap at a position stands in the input along an axis; it may be outside. */
  int place(int axis, int position, int tap) {
    return position * stride[axis] - before[axis] + tap * dilation[axis];
  }
}
