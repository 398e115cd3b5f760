package dev.cnnsummary.cli.image;

import java.util.List;

/**
 * Colours for numbers from 0 to 1, by linear interpolation.
 *
 * @param colors at equal distances, as 0xRRGGBB
 */
record ColorMap(List<Integer> colors) {
  /** From dark violet over green to yellow, lighter throughout: matplotlib's viridis. */
  static final ColorMap VIRIDIS =
      new ColorMap(
          List.of(
              0x440154, 0x472d7b, 0x3b528b, 0x2c728e, 0x21918c, 0x28ae80, 0x5ec962, 0xaddc30,
              0xfde725));

  /**
   * From blue over green and yellow to red: Google's turbo without its dark ends, which a picture
   * beneath would hide.
   */
  static final ColorMap RAINBOW =
      new ColorMap(
          List.of(
              0x4b4ccc, 0x3887f9, 0x26bde1, 0x2fe5ad, 0x58fb79, 0x96fa50, 0xd5e336, 0xffb827,
              0xff801d, 0xe34613, 0xc8280b));

  /** Copies the list. */
  ColorMap {
    colors = List.copyOf(colors);
  }

  /**
   * One channel of a number's colour, from 0 to 255; white for NaN.
   *
   * @param unit from 0 to 1
   * @param channel 0 for red, 1 for green, 2 for blue
   */
  double sample(double unit, int channel) {
    if (Double.isNaN(unit)) {
      return 255;
    }
    double place = unit * (colors.size() - 1);
    int below = Math.min((int) place, colors.size() - 2);
    double low = channel(colors.get(below), channel);
    double high = channel(colors.get(below + 1), channel);
    return low + (place - below) * (high - low);
  }

  private static int channel(int color, int channel) {
    return (color >> (16 - 8 * channel)) & 0xFF;
  }
}
