package dev.cnnsummary.cli.image;

import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.executor.weights.NumpyFile;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;

/** Pictures that Pillow wrote, and what Pillow and torchvision make of them. */
final class Samples {
  private Samples() {}

  static Path file(String name) {
    try {
      return Path.of(
          Objects.requireNonNull(Samples.class.getResource("/pictures/" + name), name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static Picture picture(String name) {
    return PictureFile.read(file(name));
  }

  static Tensor array(String name) {
    return NumpyFile.read(file(name + ".npy"));
  }

  /** A picture of a row of colours, each as 0xRRGGBB. */
  static Picture row(int... colors) {
    byte[] samples = new byte[3 * colors.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) (colors[i / 3] >> (16 - 8 * (i % 3)));
    }
    return new Picture(colors.length, 1, 3, samples);
  }

  /** A pixel as 0xRRGGBB. */
  static int color(Picture picture, int x, int y) {
    return picture.sample(x, y, 0) << 16 | picture.sample(x, y, 1) << 8 | picture.sample(x, y, 2);
  }
}
