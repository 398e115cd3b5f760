package dev.cnnsummary.cli.image;

import dev.cnnsummary.executor.ExecutionException;
import dev.cnnsummary.executor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Where in a picture a network that ends in global average pooling and a linear layer sees a class:
 * the sum of the last feature maps, weighted as the linear layer weights their averages for that
 * class (Zhou et al. 2016, "Learning deep features for discriminative localization", equation 2).
 *
 * @param height of the feature maps
 * @param width of the feature maps
 * @param numbers the weighted sum, row by row
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ClassActivationMap(int height, int width, float[] numbers) {
  /** How much of a pixel is the map's colour. */
  private static final double OPACITY = 0.5;

  /** Smaller pictures are enlarged to about this many pixels. */
  private static final int SIDE = 448;

  /**
   * Weights feature maps.
   *
   * @param features what is averaged: batch, channels, height, width; the first of the batch counts
   * @param weight the linear layer's: classes, channels; null where each channel is a class
   * @param label the class, from 0
   * @throws ExecutionException if the extents do not fit together or there is no such class
   */
  public static ClassActivationMap of(Tensor features, @Nullable Tensor weight, int label) {
    boolean fits =
        features.rank() == 4
            && features.numel() > 0
            && (weight == null || (weight.rank() == 2 && weight.dim(1) == features.dim(1)));
    if (!fits) {
      throw new ExecutionException(
          "no class activation map: expected features by batch, channels, height and width, and a"
              + " weight by classes and channels, got "
              + features
              + " and "
              + weight);
    }
    int classes = weight == null ? features.dim(1) : weight.dim(0);
    if (label < 0 || label >= classes) {
      throw new ExecutionException(
          "there is no class " + label + ": there are " + classes + ", from 0");
    }
    int channels = features.dim(1);
    int area = features.dim(2) * features.dim(3);
    double[] sums = new double[area];
    for (int channel = 0; channel < channels; channel++) {
      double own = channel == label ? 1 : 0;
      double share = weight == null ? own : weight.floats()[label * channels + channel];
      for (int i = 0; i < area; i++) {
        sums[i] += share * features.floats()[channel * area + i];
      }
    }
    float[] numbers = new float[area];
    for (int i = 0; i < area; i++) {
      numbers[i] = (float) sums[i];
    }
    return new ClassActivationMap(features.dim(2), features.dim(3), numbers);
  }

  /**
   * The map over the picture that the network saw, from its least number in blue to its greatest in
   * red; the picture in gray, so that all colour is the map's.
   */
  public Picture over(Picture seen) {
    int factor = Math.max(1, SIDE / Math.max(seen.width(), seen.height()));
    Picture picture = seen.withChannels(1).enlarged(factor);
    Scale scale = Scale.of(numbers, 0, numbers.length);
    byte[] samples = new byte[Math.multiplyExact(3, picture.samples().length)];
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        double unit = scale.unit(at(y, picture.height(), x, picture.width()));
        int pixel = y * picture.width() + x;
        for (int channel = 0; channel < 3; channel++) {
          double color = ColorMap.RAINBOW.sample(unit, channel);
          double mixed = OPACITY * color + (1 - OPACITY) * picture.sample(x, y, 0);
          samples[3 * pixel + channel] = (byte) Math.round(mixed);
        }
      }
    }
    return new Picture(picture.width(), picture.height(), 3, samples);
  }

  /** Bilinear interpolation between the centres of the map's cells. */
  private float at(int y, int rows, int x, int columns) {
    double down = Math.clamp((y + 0.5) * height / rows - 0.5, 0.0, height - 1.0);
    double across = Math.clamp((x + 0.5) * width / columns - 0.5, 0.0, width - 1.0);
    int top = (int) down;
    int left = (int) across;
    int bottom = Math.min(top + 1, height - 1);
    int right = Math.min(left + 1, width - 1);
    double upper =
        between(numbers[top * width + left], numbers[top * width + right], across - left);
    double lower =
        between(numbers[bottom * width + left], numbers[bottom * width + right], across - left);
    return (float) between(upper, lower, down - top);
  }

  private static double between(double from, double to, double share) {
    return from + share * (to - from);
  }
}
