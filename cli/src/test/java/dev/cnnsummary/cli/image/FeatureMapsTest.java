package dev.cnnsummary.cli.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cnnsummary.executor.ExecutionException;
import dev.cnnsummary.executor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeatureMapsTest {
  private static final int LEAST = 0x440154;
  private static final int MIDDLE = 0x21918c;
  private static final int GREATEST = 0xfde725;
  private static final int WHITE = 0xffffff;

  /** The size of a grid: tiles are enlarged by whole factors up to 128 pixels. */
  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 8, 130, 130",
    "16, 109, 109, 8, 441, 441",
    "64, 7, 7, 8, 1017, 1017",
    "512, 7, 7, 8, 1017, 1017",
    "512, 7, 7, 2, 255, 255",
    "5, 10, 20, 8, 364, 123",
    "64, 224, 224, 8, 1801, 1801"
  })
  void smallMapsAreEnlargedAndSurplusOnesLeftOut(
      int channels, int height, int width, int side, int pixelsAcross, int pixelsDown) {
    float[] numbers = new float[channels * height * width];
    Picture picture =
        FeatureMaps.draw(Tensor.of(new int[] {1, channels, height, width}, numbers), side);
    assertThat(picture.width()).isEqualTo(pixelsAcross);
    assertThat(picture.height()).isEqualTo(pixelsDown);
  }

  @Test
  void eachMapHasItsOwnRange() {
    float infinity = Float.POSITIVE_INFINITY;
    Tensor output =
        Tensor.of(
            new int[] {2, 3, 1, 3},
            -1,
            0,
            1,
            100,
            300,
            200,
            Float.NaN,
            5,
            infinity,
            9,
            9,
            9,
            9,
            9,
            9,
            9,
            9,
            9);
    Picture picture = FeatureMaps.draw(output, 8);
    int tile = 3 * 42;
    assertThat(picture.width()).isEqualTo(2 * tile + 3);
    assertThat(Samples.color(picture, 1, 1)).isEqualTo(LEAST);
    assertThat(Samples.color(picture, 1 + 42, 1)).isEqualTo(MIDDLE);
    assertThat(Samples.color(picture, tile, 42)).isEqualTo(GREATEST);
    assertThat(Samples.color(picture, tile + 1, 1)).isEqualTo(WHITE);
    assertThat(Samples.color(picture, tile + 2, 1)).isEqualTo(LEAST);
    assertThat(Samples.color(picture, tile + 2 + 42, 1)).isEqualTo(GREATEST);
    assertThat(Samples.color(picture, 2 * tile + 1, 1)).isEqualTo(MIDDLE);
    assertThat(Samples.color(picture, 1, 1 + 43)).as("NaN").isEqualTo(WHITE);
    assertThat(Samples.color(picture, 1 + 42, 1 + 43)).as("the only number").isEqualTo(LEAST);
    assertThat(Samples.color(picture, 2 * tile, 2 * 42)).as("no fourth map").isEqualTo(WHITE);
  }

  @Test
  void whatHasNoMapsIsSaid() {
    assertThatThrownBy(() -> FeatureMaps.draw(Tensor.of(new int[] {1, 2}, 1, 2), 8))
        .isInstanceOf(ExecutionException.class)
        .hasMessageStartingWith("an output of f32[1, 2] has no feature maps");
  }
}
