package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.specs.op.Window;
import java.util.List;

/**
 * A window over an input on three spatial axes, of which those that the operator does not have are
 * one element long.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Sliding(
    int[] input, int[] output, int[] kernel, int[] stride, int[] dilation, int[] before) {

  /** The window between two tensors {@code [N, C, spatial…]}. */
  static Sliding of(Window window, Storage input, Storage output) {
    return new Sliding(
        spatial(input),
        spatial(output),
        three(window.kernel(), 1),
        three(window.stride(), 1),
        three(window.dilation(), 1),
        three(window.padding().before(), 0));
  }

  /** The extents after the channels, as three. */
  static int[] spatial(Storage storage) {
    int[] extents = {1, 1, 1};
    int axes = storage.rank() - 2;
    for (int axis = 0; axis < axes; axis++) {
      extents[3 - axes + axis] = storage.dim(2 + axis);
    }
    return extents;
  }

  private static int[] three(List<Integer> values, int missing) {
    int[] three = {missing, missing, missing};
    for (int axis = 0; axis < values.size(); axis++) {
      three[3 - values.size() + axis] = values.get(axis);
    }
    return three;
  }

  int taps() {
    return kernel[0] * kernel[1] * kernel[2];
  }

  /** Rows of the output, over all but its last axis. */
  int rows() {
    return output[0] * output[1];
  }
}
