package dev.cnnsummary.cli.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cnnsummary.executor.ExecutionException;
import dev.cnnsummary.executor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureFileTest {
  private static final int ROUNDS = 200;

  @TempDir Path folder;

  /** The largest difference from Pillow's {@code convert("RGB")} of a file. */
  private static long difference(String name) {
    Picture picture = PictureFile.read(Samples.file(name)).withChannels(3);
    Tensor expected = Samples.array(name);
    assertThat(expected.shape()).containsExactly(picture.height(), picture.width(), 3);
    long largest = 0;
    for (int i = 0; i < picture.samples().length; i++) {
      int sample = picture.samples()[i] & 0xFF;
      largest = Math.max(largest, Math.abs(sample - expected.integers()[i]));
    }
    return largest;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rgb.png",
        "gray.png",
        "palette.png",
        "palette-transparent.png",
        "bits.png",
        "gray-4.png",
        "alpha.png",
        "gray-alpha.png",
        "rgb-16.png"
      })
  void everyKindOfPngIsReadAsPillowReadsIt(String name) {
    assertThat(difference(name)).isZero();
  }

  /** Decoders may round differently. */
  @ParameterizedTest
  @ValueSource(strings = {"rgb.jpg", "gray.jpg"})
  void jpegIsReadNearlyAsPillowReadsIt(String name) {
    assertThat(difference(name)).isLessThanOrEqualTo(3);
  }

  @Test
  void grayPicturesHaveOneChannel() {
    assertThat(Samples.picture("gray.png").channels()).isOne();
    assertThat(Samples.picture("gray.jpg").channels()).isOne();
    assertThat(Samples.picture("rgb.jpg").channels()).isEqualTo(3);
  }

  /** Pillow would cut every sample above 255 off. */
  @Test
  void theUpperHalfOfSixteenBitsIsTaken() {
    Picture picture = Samples.picture("gray-16.png");
    assertThat(picture.channels()).isOne();
    assertThat(picture.sample(0, 0, 0)).isEqualTo(77 >> 8);
    assertThat(picture.sample(7, 3, 0)).isEqualTo((31 * 2053 + 77) >> 8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          huge.png | has 40000x40000 pixels; at most 100000000 are read
          large.png | has 9000x9000 pixels; its 68 bytes cannot hold as many
          cmyk.jpg | its colours are not read, such as CMYK; save it as RGB or gray
          picture.gif | is no PNG or JPEG picture
          rgb.png.npy | is no PNG or JPEG picture
          """)
  void whatIsNotReadIsSaid(String name, String message) {
    Path file = Samples.file(name);
    assertThatThrownBy(() -> PictureFile.read(file))
        .isInstanceOf(ExecutionException.class)
        .hasMessage(file + ": " + message);
  }

  @Test
  void aMissingFileAndAFolderAreSaid() {
    assertThatThrownBy(() -> PictureFile.read(folder.resolve("x.png")))
        .hasMessage(folder.resolve("x.png") + ": there is no such file");
    assertThatThrownBy(() -> PictureFile.read(folder)).hasMessage(folder + ": is a folder");
  }

  @ParameterizedTest
  @CsvSource({"rgb.png, is damaged", "rgb.jpg, is cut short or damaged"})
  void halfAFileIsRefused(String name, String message) throws IOException {
    byte[] bytes = Files.readAllBytes(Samples.file(name));
    Path file = Files.write(folder.resolve(name), Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(() -> PictureFile.read(file))
        .isInstanceOf(ExecutionException.class)
        .hasMessageStartingWith(file + ": " + message);
  }

  /** {@code -Dfile.seed} repeats a run. */
  @ParameterizedTest
  @ValueSource(strings = {"rgb.png", "palette.png", "gray-4.png", "rgb.jpg", "gray.jpg"})
  void aMutatedFileIsReadOrRefused(String name) throws IOException {
    long seed = Long.getLong("file.seed", System.nanoTime());
    System.out.println(name + ": -Dfile.seed=" + seed);
    Random random = new Random(seed);
    byte[] valid = Files.readAllBytes(Samples.file(name));
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = valid.clone();
      int changes = 1 + random.nextInt(3);
      for (int change = 0; change < changes; change++) {
        bytes[random.nextInt(Math.min(bytes.length, 1000))] = (byte) random.nextInt(256);
      }
      Path file = Files.write(folder.resolve(name), bytes);
      try {
        assertThat(PictureFile.read(file).samples()).isNotEmpty();
      } catch (ExecutionException e) {
        assertThat(e).hasMessageStartingWith(file + ": ");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rgb.png", "gray.png"})
  void whatIsWrittenIsReadAgain(String name) {
    Picture picture = Samples.picture(name);
    Path file = folder.resolve("out.png");
    PictureFile.write(picture, file);
    Picture again = PictureFile.read(file);
    assertThat(again.channels()).isEqualTo(picture.channels());
    assertThat(again.width()).isEqualTo(picture.width());
    assertThat(again.samples()).isEqualTo(picture.samples());
  }

  @Test
  void aMissingFolderIsSaid() {
    Path file = folder.resolve("no/out.png");
    assertThatThrownBy(() -> PictureFile.write(Samples.row(0), file))
        .isInstanceOf(ExecutionException.class)
        .hasMessage(file + ": there is no such folder");
  }
}
