package dev.cnnsummary.cli.image;

import dev.cnnsummary.executor.ExecutionException;
import dev.cnnsummary.executor.Tensor;
import java.util.Arrays;

/**
 * A layer's output as a picture: a tile for each channel, in rows from the upper left, from its
 * least number in dark violet to its greatest in yellow. Small maps are enlarged by a whole factor.
 * White stands between tiles and for what is not a number.
 */
public final class FeatureMaps {
  /** About how large a picture of small maps becomes, in pixels. */
  private static final int SIDE = 1024;

  private static final int LARGEST_TILE = 128;
  private static final int GAP = 1;

  private FeatureMaps() {}

  /**
   * Draws the maps of the first of a batch.
   *
   * @param output of the extents batch, channels, height, width
   * @param side at most so many rows and columns of tiles; channels beyond them are left out
   * @throws ExecutionException if its extents are others, or there is no element
   */
  public static Picture draw(Tensor output, int side) {
    if (output.rank() != 4 || output.numel() == 0 || !output.dtype().isFloating()) {
      throw new ExecutionException(
          "an output of "
              + output
              + " has no feature maps: expected floating-point numbers by batch, channels, height"
              + " and width");
    }
    int height = output.dim(2);
    int width = output.dim(3);
    int tiles = Math.toIntExact(Math.min(output.dim(1), (long) side * side));
    int columns = (int) Math.ceil(Math.sqrt(tiles));
    int rows = Math.ceilDiv(tiles, columns);
    int factor = factor(Math.max(width, height), columns);
    int across = width * factor + GAP;
    int down = height * factor + GAP;
    int pixels = Math.multiplyExact(columns * across + GAP, rows * down + GAP);
    byte[] samples = new byte[Math.multiplyExact(3, pixels)];
    Arrays.fill(samples, (byte) 255);
    Picture picture = new Picture(columns * across + GAP, rows * down + GAP, 3, samples);
    for (int tile = 0; tile < tiles; tile++) {
      Picture map = map(output, tile).enlarged(factor);
      paste(map, picture, tile % columns * across + GAP, tile / columns * down + GAP);
    }
    return picture;
  }

  private static int factor(int side, int columns) {
    return Math.max(1, Math.min(LARGEST_TILE, SIDE / columns) / side);
  }

  private static Picture map(Tensor output, int channel) {
    int area = output.dim(2) * output.dim(3);
    Scale scale = Scale.of(output.floats(), channel * area, area);
    byte[] samples = new byte[3 * area];
    for (int i = 0; i < samples.length; i++) {
      double unit = scale.unit(output.floats()[channel * area + i / 3]);
      samples[i] = (byte) Math.round(ColorMap.VIRIDIS.sample(unit, i % 3));
    }
    return new Picture(output.dim(3), output.dim(2), 3, samples);
  }

  private static void paste(Picture tile, Picture picture, int left, int top) {
    int length = tile.width() * tile.channels();
    for (int y = 0; y < tile.height(); y++) {
      int to = ((top + y) * picture.width() + left) * picture.channels();
      System.arraycopy(tile.samples(), y * length, picture.samples(), to, length);
    }
  }
}
