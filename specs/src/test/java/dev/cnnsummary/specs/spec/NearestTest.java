package dev.cnnsummary.specs.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
  private static final List<String> KNOWN =
      List.of("stride", "padding", "kernel_size", "bias", "Conv2d", "Conv3d", "ReLU", "in", "x");

  @ParameterizedTest
  @CsvSource({
    "strde, stride",
    "strides, stride",
    "stirde, stride",
    "STRIDE, stride",
    "kernelsize, kernel_size",
    "pading, padding",
    "baïs, ''",
    "bais, bias",
    "relu, ReLU",
    "conv2D, Conv2d",
    "Conv1d, Conv2d",
    "on, in",
    "ni, in",
    "y, ''",
    "X, x",
    "dilation, ''",
    "stride, ''",
    "'', ''"
  })
  void theNearestKnownNameIsSuggested(String wrong, String expected) {
    assertThat(Nearest.suggestion(wrong, KNOWN))
        .isEqualTo(expected.isEmpty() ? "" : " (did you mean '" + expected + "'?)");
  }

  @Test
  void equallyNearNamesGiveTheFirstByAlphabetWhateverTheirOrder() {
    assertThat(Nearest.suggestion("bn3", List.of("bn2", "bn1"))).contains("'bn1'");
    assertThat(Nearest.suggestion("bn3", List.of("bn1", "bn2"))).contains("'bn1'");
  }

  @Test
  void nothingIsSuggestedForAnEndlessName() {
    assertThat(Nearest.suggestion("a".repeat(101), List.of("a".repeat(100)))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"'', '', 0", "abc, abc, 0", "abc, '', 3", "ca, ac, 1", "kitten, sitting, 3"})
  void aDistanceCountsEdits(String left, String right, int expected) {
    assertThat(Nearest.distance(left, right)).isEqualTo(expected);
    assertThat(Nearest.distance(right, left)).isEqualTo(expected);
  }
}
