package dev.cnnsummary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What bench measures; not how long anything takes. */
class BenchCommandTest {
  private static final String[] LENET = {
    "bench", "lenet5", "--threads", "1", "--batch", "2", "--runs", "3", "--warmup", "0"
  };

  @Test
  void theNumbersAreThereAndFitTogether() {
    JsonNode json = Run.json(LENET);
    assertThat(json.get("model").asString()).isEqualTo("lenet5");
    assertThat(json.get("threads").asInt()).isEqualTo(1);
    assertThat(json.get("batch").asInt()).isEqualTo(2);
    assertThat(json.get("runs").asInt()).isEqualTo(3);
    double median = json.get("median_ms").asDouble();
    assertThat(json.get("min_ms").asDouble()).isPositive().isLessThanOrEqualTo(median);
    assertThat(json.get("gmacs_per_s").asDouble() * median * 1e6)
        .isCloseTo(2 * 416_520, org.assertj.core.data.Percentage.withPercentage(1e-6));
    assertThat(json.get("peak_gmacs_per_s").asDouble()).isPositive();
    assertThat(json.get("layers").get(0).get("path").asString()).isEqualTo("conv1");
    assertThat(json.get("layers").get(0).get("algorithm").asString()).isNotEmpty();
  }

  @Test
  void theTextHasALineForEachStepAndTheTotal() {
    assertThat(Run.fine(LENET).out())
        .startsWith("Layer")
        .contains("\nconv1 ", "\nfc3 ", "lenet5, 1 thread, batch 2: median ", "of 3 runs")
        .contains("of the machine's peak");
  }

  @ParameterizedTest
  @CsvSource({"--runs,0", "--warmup,-1", "--threads,0", "--runs,many"})
  void badUsageIsSaid(String option, String value) {
    Run run = Run.of("bench", "lenet5", option, value);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).startsWith("cnnsummary: ").contains(option);
  }
}
