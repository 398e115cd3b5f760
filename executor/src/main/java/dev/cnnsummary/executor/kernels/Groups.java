package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.specs.op.Convolution;

/**
 * Which input channels each tile of a packed matrix of weights takes part in: those of the groups
 * that its columns belong to. Where groups are narrower than a tile they are blocks on its
 * diagonal, with zeros around them.
 *
 * @param count the groups
 * @param inputs the input channels of all
 * @param outputs the output channels of all
 * @param lanes those of a vector
 * @param vectors those of columns that a tile has: 1 where that spares more than kernels lose by it
 */
record Groups(int count, int inputs, int outputs, int lanes, int vectors) {
  /** How fast kernels of one vector are, where those of two are 1. */
  private static final double NARROW = 0.7;

  static Groups of(Convolution op, int inputChannels, Loops loops) {
    Groups narrow = new Groups(op.groups(), inputChannels, op.outChannels(), loops.lanes(), 1);
    Groups wide = new Groups(op.groups(), inputChannels, op.outChannels(), loops.lanes(), 2);
    return narrow.channels(0) < NARROW * wide.channels(0) ? narrow : wide;
  }

  /** The input channels of a group. */
  int width() {
    return inputs / count;
  }

  /** The first input channel of a column's group. */
  int firstOf(int column) {
    return column / (outputs / count) * width();
  }

  /** The first block of input channels that a tile takes. */
  int firstBlock(int tile) {
    return firstOf(tile * vectors * lanes) / lanes;
  }

  /** How many input channels a tile takes, from the first of that block on. */
  int channels(int tile) {
    int column = Math.min((tile + 1) * vectors * lanes, outputs) - 1;
    return firstOf(column) + width() - firstBlock(tile) * lanes;
  }
}
