package dev.cnnsummary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Torchvision publishes the parameters and multiply-accumulates of its models. */
class PublishedTest {
  static Stream<Arguments> models() {
    return Resources.table("torch/published.tsv").rows().stream()
        .map(row -> Arguments.of(row.get(0), row.get(1), row.get(2), row.get(3)));
  }

  @ParameterizedTest
  @MethodSource("models")
  void countsAreThePublishedOnes(String model, String input, String params, String billions) {
    JsonNode totals = Run.json(model, "--input", input).get("totals");
    assertThat(List.of(totals.get("params").asString(), billions(totals.get("macs").asLong())))
        .containsExactly(params, billions);
  }

  private static String billions(long macs) {
    return BigDecimal.valueOf(macs, 9).setScale(3, RoundingMode.HALF_EVEN).toPlainString();
  }
}
