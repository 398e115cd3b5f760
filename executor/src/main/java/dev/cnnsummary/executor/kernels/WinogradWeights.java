package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.specs.op.Convolution;
import java.util.stream.IntStream;

/**
 * The weights of a convolution, transformed for Winograd's algorithm and packed: in each tile of
 * columns one matrix for each place, over all channels of each part of the taps.
 */
final class WinogradWeights {
  /** Channels whose weights are packed at once: what they need stays in the first cache. */
  private static final int CHANNELS = 8;

  private final WinogradTiling tiling;
  private final Groups groups;
  private final int lanes;
  private final int height;
  private final int width;
  private final PackedMatrix matrix;

  WinogradWeights(Convolution op, int inputChannels, WinogradTiling tiling, Loops loops) {
    this.tiling = tiling;
    groups = Groups.of(op, inputChannels, loops);
    lanes = loops.lanes();
    height = op.window().kernel().get(0);
    width = op.window().kernel().get(1);
    matrix =
        new PackedMatrix(
            lanes, op.outChannels(), groups.vectors(), tile -> tiling.places() * depth(tile));
  }

  PackedMatrix matrix() {
    return matrix;
  }

  /** What is summed at each place. */
  int depth(int tile) {
    return partStart(tiling.parts() - 1) + groups.channels(tile);
  }

  /** The first block of input channels that a tile takes. */
  int firstBlock(int tile) {
    return groups.firstBlock(tile);
  }

  /** Where a tile's weights of a place start. */
  int start(int tile, int place) {
    return matrix.start(tile) + place * depth(tile) * matrix.vectors(tile) * lanes;
  }

  private int partStart(int part) {
    return part * Math.ceilDiv(groups.inputs(), lanes) * lanes;
  }

  /**
   * Packs them.
   *
   * @param source {@code [outputs, inputs of a group, height, width]}
   * @param scale what the weights of each output are multiplied by
   * @return the elements that were read
   */
  long pack(float[] source, float[] scale) {
    matrix.allocate();
    IntStream.range(0, matrix.tiles()).parallel().forEach(tile -> packTile(tile, source, scale));
    return (long) groups.outputs() * groups.width() * height * width;
  }

  private void packTile(int tile, float[] source, float[] scale) {
    int vector = matrix.vectors(tile) * lanes;
    int all = groups.channels(tile);
    WinogradFilter filter = new WinogradFilter(tiling.rows(), tiling.columns(), CHANNELS * vector);
    for (int part = 0; part < tiling.parts(); part++) {
      for (int first = 0; first < all; first += CHANNELS) {
        int channels = Math.min(CHANNELS, all - first);
        filter.clear();
        take(filter, part, tile, first, channels, source, scale);
        int row = partStart(part) + first;
        filter.transform((place, numbers) -> {
          int to = start(tile, place) + row * vector;
          for (int i = 0; i < channels * vector; i++) {
            matrix.data()[to + i] = (float) numbers[i];
          }
        });
      }
    }
  }

  /** Takes the taps of a part, of some channels and of the columns of a tile. */
  private void take(
      WinogradFilter filter,
      int part,
      int tile,
      int first,
      int channels,
      float[] source,
      float[] scale) {
    int vector = matrix.vectors(tile) * lanes;
    int start = matrix.firstVector(tile) * lanes;
    int lines = Math.min(tiling.rows().taps(), height - tiling.partRow(part));
    int length = Math.min(tiling.columns().taps(), width - tiling.partColumn(part));
    for (int column = 0; column < Math.min(vector, groups.outputs() - start); column++) {
      double factor = scale[start + column];
      int base = groups.firstBlock(tile) * lanes + first - groups.firstOf(start + column);
      int end = Math.min(channels, groups.width() - base);
      for (int channel = Math.max(0, -base); channel < end; channel++) {
        int from = ((start + column) * groups.width() + base + channel) * height * width;
        for (int y = 0; y < lines; y++) {
          int line = from + (tiling.partRow(part) + y) * width + tiling.partColumn(part);
          for (int x = 0; x < length; x++) {
            filter.put(y, x, channel * vector + column, factor * source[line + x]);
          }
        }
      }
    }
  }
}
