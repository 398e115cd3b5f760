package dev.cnnsummary.executor.kernels;

import java.util.Arrays;

/**
 * The rows of some blocks of channels that a window sees, padded: a new one takes the place of the
 * one that the window has left, so that they stay in the first cache.
 */
final class RowRing {
  private final Sliding sliding;
  private final int lanes;
  private final Storage memory;
  private final int vectors;
  private final int rows;
  private final int pitch;
  private final Pieces pieces;

  /**
   * Plans rings.
   *
   * @param vectors the blocks of channels of each
   */
  RowRing(Site site, Sliding sliding, int vectors) {
    this.sliding = sliding;
    this.vectors = vectors;
    lanes = site.loops().lanes();
    rows = sliding.kernel()[1];
    pitch = ((sliding.output()[2] - 1) * sliding.stride()[2] + sliding.kernel()[2]) * lanes;
    pieces = new Pieces(seen() / lanes, site.loops().blockedRows());
    memory = site.scratch(Math.multiplyExact(site.threads(), vectors * vectorPitch()));
  }

  /** How a row of the input is cut for the matrix kernels. */
  Pieces pieces() {
    return pieces;
  }

  /** What a kernel reads. */
  Storage memory() {
    return memory;
  }

  /** From a block of channels to the next. */
  int vectorPitch() {
    return rows * pitch;
  }

  /** Puts zeros on either side. */
  void clear(int slot) {
    for (int line = 0; line < vectors * rows; line++) {
      int start = memory.offset() + (slot * vectors * rows + line) * pitch;
      Arrays.fill(memory.floats(), start, start + before(), 0);
      Arrays.fill(memory.floats(), start + before() + seen(), start + pitch, 0);
    }
  }

  private int before() {
    return sliding.before()[2] * lanes;
  }

  /** The elements of a row of the input that some window sees. */
  int seen() {
    return Math.min(sliding.input()[2] * lanes, pitch - before());
  }

  /** Where a row of the input stands, with its padding. */
  int row(int slot, int vector, int row) {
    return memory.offset() + ((slot * vectors + vector) * rows + row % rows) * pitch;
  }

  /** The same, after its padding. */
  int seenRow(int slot, int vector, int row) {
    return row(slot, vector, row) + before();
  }
}
