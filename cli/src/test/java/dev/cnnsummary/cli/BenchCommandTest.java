package dev.cnnsummary.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
    assertThat(json.get("bandwidth_gb_per_s").asDouble()).isPositive();
    JsonNode layers = json.get("layers");
    assertThat(layers.get(0).get("path").asString()).isEqualTo("conv1");
    assertThat(layers.get(0).get("algorithm").asString()).isNotEmpty();
    assertThat(layers.valueStream().mapToDouble(layer -> layer.get("roofline_ms").asDouble()).sum())
        .isCloseTo(json.get("roofline_ms").asDouble(), within(1e-9));
  }

  /** A pooling of two samples of 6 channels, 28x28 to 14x14, has no weights. */
  @Test
  void aPoolingReadsItsInputOnceAndWritesItsOutputOnce() {
    JsonNode pool = layer(Run.json(LENET), "max_pool2d");
    assertThat(pool.get("macs").asLong()).isZero();
    assertThat(pool.get("bytes").asLong()).isEqualTo(4 * 2 * 6 * (28 * 28 + 14 * 14));
    assertThat(pool.get("limit").asString()).isEqualTo("memory");
  }

  @Test
  void winogradMultipliesAQuarterWhereItsTilesFit() {
    JsonNode json =
        Run.json("bench", "vgg11", "--input", "3x32x32", "--runs", "1", "--warmup", "0");
    JsonNode layer = layer(json, "features.3");
    assertThat(layer.get("algorithm").asString()).isEqualTo("Winograd 4x4");
    assertThat(layer.get("macs").asLong()).isEqualTo(16 * 16 * 64 * 128 * 9);
    assertThat(layer.get("multiplications").asLong()).isEqualTo(16 * 16 * 64 * 128 * 9 / 4);
  }

  /** Two channels of 4x4 numbers of an input that has eight. */
  @Test
  void aSliceReadsWhatItWrites(@TempDir Path folder) throws IOException {
    Path spec = folder.resolve("net.yaml");
    Files.writeString(
        spec,
        """
        name: net
        input: 8x4x4
        layers:
          - {type: narrow, dim: 1, start: 0, length: 2}
        """);
    JsonNode json = Run.json("bench", spec.toString(), "--runs", "1", "--warmup", "0");
    assertThat(layer(json, "narrow").get("bytes").asLong()).isEqualTo(2 * (4 * 2 * 4 * 4));
  }

  private static JsonNode layer(JsonNode json, String path) {
    return json.get("layers")
        .valueStream()
        .filter(layer -> layer.get("path").asString().equals(path))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theTextHasALineForEachStepAndTheTotal() {
    assertThat(Run.fine(LENET).out())
        .startsWith("Layer")
        .contains("\nconv1 ", "\nfc3 ", "lenet5, 1 thread, batch 2: median ", "of 3 runs")
        .contains("of the machine's peak", "GB/s", "By these limits the layers would take ");
  }

  @ParameterizedTest
  @CsvSource({"--runs,0", "--warmup,-1", "--threads,0", "--runs,many"})
  void badUsageIsSaid(String option, String value) {
    Run run = Run.of("bench", "lenet5", option, value);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).startsWith("cnnsummary: ").contains(option);
  }
}
