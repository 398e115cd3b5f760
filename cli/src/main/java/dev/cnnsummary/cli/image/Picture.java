package dev.cnnsummary.cli.image;

import dev.cnnsummary.executor.ExecutionException;
import dev.cnnsummary.executor.Tensor;

/**
 * Samples from 0 to 255 of a gray picture or one of red, green and blue. The array is not copied:
 * whoever shares a picture must not change it.
 *
 * @param width in pixels
 * @param height in pixels
 * @param channels 1 for gray, 3 for red, green and blue
 * @param samples row by row, a pixel's channels side by side
 */
@SuppressWarnings("ArrayRecordComponent") // pictures are never compared
public record Picture(int width, int height, int channels, byte[] samples) {
  /** Checks the number of samples. */
  public Picture {
    if (channels != 1 && channels != 3) {
      throw new IllegalArgumentException("a picture has 1 or 3 channels, not " + channels);
    }
    if (Math.multiplyExact(Math.multiplyExact(width, height), channels) != samples.length) {
      throw new IllegalArgumentException("a picture of other than its number of samples");
    }
  }

  /** A sample, from 0 to 255. */
  public int sample(int x, int y, int channel) {
    return samples[(y * width + x) * channels + channel] & 0xFF;
  }

  /**
   * The same picture in gray or in colours; luma by ITU-R 601-2 with Pillow's rounding.
   *
   * @param wanted 1 or 3 channels
   */
  public Picture withChannels(int wanted) {
    if (wanted == channels) {
      return this;
    }
    byte[] converted = new byte[Math.multiplyExact(width * height, wanted)];
    for (int i = 0; i < width * height; i++) {
      if (wanted == 1) {
        int red = samples[3 * i] & 0xFF;
        int green = samples[3 * i + 1] & 0xFF;
        int blue = samples[3 * i + 2] & 0xFF;
        converted[i] = (byte) ((red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16);
      } else {
        converted[3 * i] = samples[i];
        converted[3 * i + 1] = samples[i];
        converted[3 * i + 2] = samples[i];
      }
    }
    return new Picture(width, height, wanted, converted);
  }

  /** The same picture with every pixel as a square of pixels. */
  Picture enlarged(int factor) {
    if (factor == 1) {
      return this;
    }
    byte[] large = new byte[Math.multiplyExact(samples.length, factor * factor)];
    int at = 0;
    for (int y = 0; y < height * factor; y++) {
      for (int x = 0; x < width * factor; x++) {
        for (int channel = 0; channel < channels; channel++) {
          large[at++] = (byte) sample(x / factor, y / factor, channel);
        }
      }
    }
    return new Picture(width * factor, height * factor, channels, large);
  }

  /**
   * What a network is given, as a picture: the least number black, the greatest white.
   *
   * @param input of the extents 1 or more, 1 or 3 channels, height, width; the first of the batch
   *     is shown
   * @throws ExecutionException if its extents are others
   */
  public static Picture of(Tensor input) {
    if (input.rank() != 4 || (input.dim(1) != 1 && input.dim(1) != 3)) {
      throw new ExecutionException(
          "an input of "
              + input
              + " is no picture, which has 1 or 3 channels, a height and a width");
    }
    int channels = input.dim(1);
    int area = input.dim(2) * input.dim(3);
    Scale scale = Scale.of(input.floats(), 0, channels * area);
    byte[] samples = new byte[channels * area];
    for (int i = 0; i < samples.length; i++) {
      double number = scale.unit(input.floats()[i % channels * area + i / channels]);
      samples[i] = (byte) Math.round(255 * number);
    }
    return new Picture(input.dim(3), input.dim(2), channels, samples);
  }
}
