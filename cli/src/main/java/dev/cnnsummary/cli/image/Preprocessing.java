package dev.cnnsummary.cli.image;

import dev.cnnsummary.executor.ExecutionException;
import dev.cnnsummary.executor.Tensor;
import java.util.Collections;
import java.util.List;

/**
 * How a picture becomes a network's input, as torchvision does it: the shorter side is resized, the
 * centre cut out, samples divided by 255, and the mean subtracted and divided by the standard
 * deviation, channel by channel. A network with one channel gets the picture in gray.
 *
 * @param resize what the shorter side becomes, in pixels
 * @param height of the part that is cut out
 * @param width of the part that is cut out
 * @param mean one for each channel: 1 or 3
 * @param deviation the standard deviation, one for each channel
 */
public record Preprocessing(
    int resize, int height, int width, List<Double> mean, List<Double> deviation) {
  /** Of ImageNet's training pictures, as torchvision's weights were trained with. */
  private static final List<Double> MEAN = List.of(0.485, 0.456, 0.406);

  private static final List<Double> DEVIATION = List.of(0.229, 0.224, 0.225);

  /** Torchvision's presets mostly resize to 256 and cut out 224. */
  private static final double MARGIN = 256.0 / 224;

  /**
   * Checks that all fits together.
   *
   * @throws ExecutionException if it does not; the message names the part
   */
  public Preprocessing {
    mean = List.copyOf(mean);
    deviation = List.copyOf(deviation);
    int channels = mean.size();
    if (channels != 1 && channels != 3) {
      throw new ExecutionException("a picture has 1 or 3 channels, not " + channels);
    }
    if (deviation.size() != channels) {
      throw new ExecutionException(
          "the mean is of " + channels + " channels, the deviation of " + deviation.size());
    }
    if (!mean.stream().allMatch(Double::isFinite)
        || !deviation.stream().allMatch(number -> number > 0 && Double.isFinite(number))) {
      throw new ExecutionException(
          "expected finite means and deviations above 0, got " + mean + " and " + deviation);
    }
    if (Math.min(height, width) < 1 || resize < Math.max(height, width)) {
      throw new ExecutionException(
          "a picture whose shorter side is resized to "
              + resize
              + " has no part of "
              + height
              + "x"
              + width);
    }
  }

  /**
   * What torchvision's weights for ImageNet expect: the shorter side 256 where 224 are cut out, and
   * in proportion otherwise. For one channel there is no such convention: samples from 0 to 1 stay
   * as they are.
   *
   * @throws ExecutionException if no picture has as many channels
   */
  public static Preprocessing imageNet(int channels, int height, int width) {
    int resize = (int) Math.rint(Math.max(height, width) * MARGIN);
    return channels == MEAN.size()
        ? new Preprocessing(resize, height, width, MEAN, DEVIATION)
        : new Preprocessing(
            resize,
            height,
            width,
            Collections.nCopies(channels, 0.0),
            Collections.nCopies(channels, 1.0));
  }

  /** The part of a picture that the network sees, resized. */
  public Picture crop(Picture picture) {
    long shorter = Math.min(picture.width(), picture.height());
    long newWidth = (long) (resize * (double) picture.width() / shorter);
    long newHeight = (long) (resize * (double) picture.height() / shorter);
    // Python's round() takes a half to the even neighbour, as rint does.
    long left = (long) Math.rint((newWidth - width) / 2.0);
    long top = (long) Math.rint((newHeight - height) / 2.0);
    return Resampling.bilinear(
        picture.withChannels(mean.size()),
        new Resampling.Cut(newWidth, newHeight, left, top, width, height));
  }

  /**
   * The network's input for a part that was cut out.
   *
   * @return of the extents 1, channels, height, width
   */
  public Tensor tensor(Picture cropped) {
    int channels = cropped.channels();
    int area = cropped.width() * cropped.height();
    float[] elements = new float[channels * area];
    for (int channel = 0; channel < channels; channel++) {
      float center = mean.get(channel).floatValue();
      float spread = deviation.get(channel).floatValue();
      for (int i = 0; i < area; i++) {
        float sample = (cropped.samples()[i * channels + channel] & 0xFF) / 255f;
        elements[channel * area + i] = (sample - center) / spread;
      }
    }
    return Tensor.of(new int[] {1, channels, cropped.height(), cropped.width()}, elements);
  }
}
