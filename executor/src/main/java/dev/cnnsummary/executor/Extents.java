package dev.cnnsummary.executor;

import dev.cnnsummary.specs.op.Window;

/**
 * Counts the positions of a sliding window by sliding it. The closed formula belongs to the
 * analysis; this is on purpose the only second statement of that rule and shares nothing with it,
 * so that each can confirm the other.
 */
public final class Extents {
  private Extents() {}

  /**
   * How many positions a window has along one spatial axis.
   *
   * <p>A window counts where all its taps lie on the padded input. With {@code ceilMode} one that
   * runs over the right edge by less than its stride counts as well, unless it would start in the
   * right padding (torch.nn.MaxPool2d, the note on {@code ceil_mode}).
   *
   * @param axis the spatial axis, from 0
   * @param extent the input's extent along it
   * @return 0 where the window does not fit anywhere
   */
  public static int positions(Window window, boolean ceilMode, int axis, int extent) {
    long inputEnd = (long) window.padding().before().get(axis) + extent;
    long paddedEnd = inputEnd + window.padding().after().get(axis);
    long stride = window.stride().get(axis);
    long lastTap = (window.kernel().get(axis) - 1L) * window.dilation().get(axis);
    int positions = 0;
    for (long start = 0; !ceilMode || start < inputEnd; start += stride) {
      long outside = start + lastTap - (paddedEnd - 1);
      if (outside > 0 && !(ceilMode && outside < stride)) {
        break;
      }
      positions = Math.incrementExact(positions);
    }
    return positions;
  }
}
