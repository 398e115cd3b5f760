package dev.cnnsummary.cli.image;

import dev.cnnsummary.executor.ExecutionException;
import dev.cnnsummary.executor.weights.FileFaults;
import dev.cnnsummary.executor.weights.WholeFile;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads PNG and JPEG files, and writes PNG. Transparency is dropped, as Pillow's {@code
 * convert("RGB")} does, colour profiles and the orientation in EXIF data are not applied; of 16-bit
 * samples the upper 8 bits are taken.
 */
public final class PictureFile {
  private static final long MOST_BYTES = 256L << 20;
  private static final long MOST_PIXELS = 100_000_000;

  /** Of one bit each, at the best ratio that PNG's compression can reach. */
  private static final long MOST_PIXELS_PER_BYTE = 8 * 1032;

  static {
    // Nothing is shown in a window, and a server need not have what that takes.
    System.setProperty("java.awt.headless", "true");
  }

  private PictureFile() {}

  /**
   * Reads a picture; gray ones with one channel.
   *
   * @throws ExecutionException if the file cannot be read or is no PNG or JPEG picture of up to 100
   *     million pixels
   */
  public static Picture read(Path file) {
    if (Files.isDirectory(file)) {
      throw new ExecutionException(file + ": is a folder");
    }
    byte[] bytes;
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new ExecutionException(file + ": has more than " + MOST_BYTES + " bytes");
      }
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw FileFaults.unreadable(file, e);
    }
    try (ImageInputStream stream =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      return read(file, bytes.length, stream);
    } catch (IOException e) {
      throw damaged(file, e);
    }
  }

  private static Picture read(Path file, int length, ImageInputStream stream) throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
    ImageReader reader = readers.hasNext() ? readers.next() : null;
    String format = reader == null ? "" : reader.getFormatName().toLowerCase(Locale.ROOT);
    if (reader == null || !(format.equals("png") || format.equals("jpeg"))) {
      throw new ExecutionException(file + ": is no PNG or JPEG picture");
    }
    List<String> warnings = new ArrayList<>();
    try {
      reader.addIIOReadWarningListener((_, warning) -> warnings.add(warning));
      reader.setInput(stream, true, true);
      checkSize(file, length, reader.getWidth(0), reader.getHeight(0));
      BufferedImage image = reader.read(0);
      if (warnings.stream().anyMatch(warning -> warning.contains("premature end"))) {
        throw new ExecutionException(file + ": is cut short or damaged");
      }
      int bands = image.getRaster().getNumBands();
      if (format.equals("jpeg") && bands != 1 && bands != 3) {
        throw otherColours(file);
      }
      return picture(image.getRaster(), image.getColorModel());
    } catch (ExecutionException e) {
      throw e;
    } catch (RuntimeException e) {
      // Java's decoders end so on some damaged files.
      throw damaged(file, e);
    } finally {
      reader.dispose();
    }
  }

  /** Before anything is decoded: a few bytes may claim any size. */
  private static void checkSize(Path file, int length, int width, int height) {
    long pixels = (long) width * height;
    String size = file + ": has " + width + "x" + height + " pixels; ";
    if (pixels > MOST_PIXELS) {
      throw new ExecutionException(size + "at most " + MOST_PIXELS + " are read");
    }
    if (pixels > MOST_PIXELS_PER_BYTE * length) {
      throw new ExecutionException(size + "its " + length + " bytes cannot hold as many");
    }
  }

  private static ExecutionException damaged(Path file, Exception fault) {
    // What Java's decoder of JPEG says of colours that it does not know.
    return "Unsupported Image Type".equals(fault.getMessage())
        ? otherColours(file)
        : new ExecutionException(
            file + ": is damaged, or not a picture that can be read: " + fault.getMessage(), fault);
  }

  private static ExecutionException otherColours(Path file) {
    return new ExecutionException(
        file + ": its colours are not read, such as CMYK; save it as RGB or gray");
  }

  /** The samples as they stand in the file; a colour model's conversion would change grays. */
  private static Picture picture(Raster raster, ColorModel colors) {
    int bands = raster.getNumBands();
    boolean isIndexed = colors instanceof IndexColorModel;
    int channels = isIndexed || bands >= 3 ? 3 : 1;
    int width = raster.getWidth();
    byte[] samples = new byte[Math.multiplyExact(width * raster.getHeight(), channels)];
    int[] row = new int[width * bands];
    int[] shifts = new int[channels];
    for (int channel = 0; channel < channels; channel++) {
      shifts[channel] = raster.getSampleModel().getSampleSize(isIndexed ? 0 : channel) - Byte.SIZE;
    }
    int at = 0;
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
      for (int x = 0; x < width; x++) {
        if (colors instanceof IndexColorModel palette) {
          samples[at++] = (byte) palette.getRed(row[x]);
          samples[at++] = (byte) palette.getGreen(row[x]);
          samples[at++] = (byte) palette.getBlue(row[x]);
        } else {
          for (int channel = 0; channel < channels; channel++) {
            samples[at++] = (byte) (row[x * bands + channel] >> shifts[channel]);
          }
        }
      }
    }
    return new Picture(width, raster.getHeight(), channels, samples);
  }

  /**
   * Writes a PNG file, whole or not at all.
   *
   * @throws ExecutionException if it cannot be written
   */
  public static void write(Picture picture, Path file) {
    int type =
        picture.channels() == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR;
    BufferedImage image = new BufferedImage(picture.width(), picture.height(), type);
    WritableRaster raster = image.getRaster();
    int stride = picture.width() * picture.channels();
    int[] row = new int[stride];
    for (int y = 0; y < picture.height(); y++) {
      for (int i = 0; i < stride; i++) {
        row[i] = picture.samples()[y * stride + i] & 0xFF;
      }
      raster.setPixels(0, y, picture.width(), 1, row);
    }
    ImageIO.setUseCache(false);
    WholeFile.write(
        file,
        place -> {
          try (OutputStream stream = Files.newOutputStream(place)) {
            ImageIO.write(image, "png", stream);
          }
        });
  }
}
