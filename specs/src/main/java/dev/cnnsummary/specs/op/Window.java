package dev.cnnsummary.specs.op;

import java.util.List;

/**
 * How a kernel slides over its input, one entry per spatial axis in each list.
 *
 * @param kernel taps along each axis, at least 1
 * @param stride steps between two positions, at least 1
 * @param padding what surrounds the input
 * @param dilation steps between two taps, at least 1
 */
public record Window(
    List<Integer> kernel, List<Integer> stride, Padding padding, List<Integer> dilation) {
  /** Copies the lists. */
  public Window {
    kernel = List.copyOf(kernel);
    stride = List.copyOf(stride);
    dilation = List.copyOf(dilation);
  }

  /** The number of spatial axes. */
  public int axes() {
    return kernel.size();
  }

  /** The extent that a dilated kernel covers along an axis: {@code dilation·(kernel−1) + 1}. */
  public long span(int axis) {
    return Math.addExact(Math.multiplyExact((long) dilation.get(axis), kernel.get(axis) - 1L), 1L);
  }

  /** The number of taps over all axes. */
  public long taps() {
    long taps = 1;
    for (int extent : kernel) {
      taps = Math.multiplyExact(taps, (long) extent);
    }
    return taps;
  }
}
