package dev.cnnsummary.executor.kernels;

import java.util.Arrays;

/**
 * The rows of one block of channels that a window sees, padded: a new one takes the place of the
 * one that the window has left, so that they stay in the first cache.
 */
final class RowRing {
  private final Storage input;
  private final Sliding sliding;
  private final Storage memory;
  private final int rows;
  private final int pitch;

  /**
   * Plans a ring.
   *
   * @param slots how many there are to be at once
   */
  RowRing(Site site, Storage input, Sliding sliding, int slots) {
    this.input = input;
    this.sliding = sliding;
    rows = sliding.kernel()[1];
    int columns = (sliding.output()[2] - 1) * sliding.stride()[2] + sliding.kernel()[2];
    pitch = columns * input.lanes();
    memory = site.scratch(Math.multiplyExact(slots, rows * pitch));
  }

  /** What a kernel reads. */
  float[] floats() {
    return memory.floats();
  }

  /** Begins a block: there is nothing but the zeros on either side. */
  void clear(int slot) {
    int before = sliding.before()[2] * input.lanes();
    int after = before + seen();
    for (int row = 0; row < rows; row++) {
      int start = row(slot, row);
      Arrays.fill(memory.floats(), start, start + before, 0);
      Arrays.fill(memory.floats(), Math.min(start + after, start + pitch), start + pitch, 0);
    }
  }

  /** The elements of a row of the input that some window sees. */
  private int seen() {
    int lanes = input.lanes();
    return Math.min(sliding.input()[2] * lanes, pitch - sliding.before()[2] * lanes);
  }

  /** Copies a row of the input. */
  void copy(int slot, int block, int row) {
    int[] extents = sliding.input();
    int lanes = input.lanes();
    int from = input.offset() + (block * extents[1] + row) * extents[2] * lanes;
    int to = row(slot, row) + sliding.before()[2] * lanes;
    System.arraycopy(input.floats(), from, memory.floats(), to, seen());
  }

  /** Where a row of the input stands, with its padding. */
  int row(int slot, int row) {
    return memory.offset() + (slot * rows + row % rows) * pitch;
  }
}
