package dev.cnnsummary.cli.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cnnsummary.executor.ExecutionException;
import dev.cnnsummary.executor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreprocessingTest {
  private static Preprocessing preset(int resize, int channels, int height, int width) {
    Preprocessing preset = Preprocessing.imageNet(channels, height, width);
    return new Preprocessing(resize, height, width, preset.mean(), preset.deviation());
  }

  /** A picture of 45x31 pixels, made smaller, larger and kept. */
  @ParameterizedTest
  @CsvSource({
    "36, 3, 32, 32",
    "37, 3, 32, 32",
    "20, 3, 16, 20",
    "31, 3, 31, 31",
    "15, 1, 7, 12",
    "70, 1, 40, 64"
  })
  void aPictureBecomesTheInputThatTorchvisionMakes(
      int resize, int channels, int height, int width) {
    Preprocessing preprocessing = preset(resize, channels, height, width);
    Tensor input = preprocessing.tensor(preprocessing.crop(Samples.picture("rgb.png")));
    Tensor expected =
        Samples.array("input-" + resize + "-" + channels + "x" + height + "x" + width);
    assertThat(input.shape()).isEqualTo(expected.shape());
    assertThat(input.floats()).isEqualTo(expected.floats());
  }

  @Test
  void grayIsWeightedAsPillowWeightsIt() {
    Picture gray = Samples.picture("rgb.png").withChannels(1);
    long[] expected = Samples.array("rgb-as-gray").integers();
    for (int i = 0; i < expected.length; i++) {
      assertThat(gray.samples()[i] & 0xFF).as("pixel %d", i).isEqualTo((int) expected[i]);
    }
  }

  @ParameterizedTest
  @CsvSource({"224, 224, 256", "299, 299, 342", "32, 32, 37", "28, 28, 32", "64, 128, 146"})
  void theDefaultSizeKeepsTorchvisionsMargin(int height, int width, int resize) {
    assertThat(Preprocessing.imageNet(3, height, width).resize()).isEqualTo(resize);
  }

  @Test
  void aNetworkOfOneChannelGetsSamplesFromZeroToOne() {
    Preprocessing preprocessing = Preprocessing.imageNet(1, 1, 2);
    Tensor input = preprocessing.tensor(new Picture(2, 1, 1, new byte[] {0, -1}));
    assertThat(input.shape()).containsExactly(1, 1, 1, 2);
    assertThat(input.floats()).containsExactly(0, 1);
  }

  /** Resized as a whole it would have 25,600,000 columns. */
  @Test
  void onlyThePartThatIsSeenIsComputed() {
    int[] colors = new int[100_000];
    Arrays.fill(colors, 0x112233);
    Picture crop = Preprocessing.imageNet(3, 224, 224).crop(Samples.row(colors));
    assertThat(crop.width()).isEqualTo(224);
    assertThat(Samples.color(crop, 223, 223)).isEqualTo(0x112233);
  }

  @Test
  void whatDoesNotFitTogetherIsSaid() {
    List<Double> three = List.of(1.0, 1.0, 1.0);
    assertThatThrownBy(() -> new Preprocessing(200, 224, 224, three, three))
        .isInstanceOf(ExecutionException.class)
        .hasMessage("a picture whose shorter side is resized to 200 has no part of 224x224");
    assertThatThrownBy(() -> new Preprocessing(256, 224, 224, three, List.of(1.0)))
        .hasMessage("the mean is of 3 channels, the deviation of 1");
    assertThatThrownBy(() -> new Preprocessing(256, 224, 224, three, List.of(1.0, 0.0, 1.0)))
        .hasMessageContaining("deviations above 0, got [1.0, 1.0, 1.0] and [1.0, 0.0, 1.0]");
    assertThatThrownBy(() -> Preprocessing.imageNet(4, 224, 224))
        .hasMessage("a picture has 1 or 3 channels, not 4");
  }
}
