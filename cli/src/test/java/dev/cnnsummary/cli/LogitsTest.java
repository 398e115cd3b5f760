package dev.cnnsummary.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cnnsummary.executor.weights.Safetensors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** A run with seeded weights computes what PyTorch does with the same. */
class LogitsTest {
  private static final double TOLERANCE = 1e-4;

  @TempDir private Path folder;

  static Stream<String> models() {
    return Resources.table("logits/models.tsv").rows().stream().map(row -> row.getFirst());
  }

  @ParameterizedTest
  @MethodSource("models")
  void aRunComputesWhatPyTorchDoes(String model) {
    List<String> row =
        Resources.table("logits/models.tsv").rows().stream()
            .filter(cells -> cells.getFirst().equals(model))
            .findFirst()
            .orElseThrow();
    Path dump = folder.resolve("dump.safetensors");
    JsonNode output =
        Run.json(
                "run",
                model,
                "--input",
                row.get(1),
                "--init",
                "seeded",
                "--seed",
                "0",
                "--gain",
                row.get(2),
                "--input-seed",
                "1",
                "--dump",
                dump.toString())
            .get("outputs")
            .get(0);
    double norm = Double.parseDouble(row.get(3));
    assertThat(output.get("l2").asDouble()).isCloseTo(norm, within(TOLERANCE * norm));
    assertThat(output.get("argmax").asInt()).isEqualTo(Integer.parseInt(row.get(4)));
    double[] first = Stream.of(row.get(5).split(" ")).mapToDouble(Double::parseDouble).toArray();
    double scale = Math.sqrt(Arrays.stream(first).map(x -> x * x).sum());
    double distance = 0;
    for (int i = 0; i < first.length; i++) {
      distance += Math.pow(output.get("first16").get(i).asDouble() - first[i], 2);
    }
    assertThat(Math.sqrt(distance)).as("distance of the first 16").isLessThan(TOLERANCE * scale);
    assertThat(differing(model, dump)).isEmpty();
  }

  /** The layers whose norm is another. */
  private static List<String> differing(String model, Path dump) {
    Map<String, Double> norms = new LinkedHashMap<>();
    for (List<String> row : Resources.table("logits/layers.tsv").rows()) {
      if (row.getFirst().equals(model)) {
        norms.put(row.get(1), Double.valueOf(row.get(2)));
      }
    }
    assertThat(norms).isNotEmpty();
    List<String> differing = new ArrayList<>();
    try (Safetensors file = Safetensors.open(dump)) {
      norms.forEach((layer, norm) -> {
        double sum = 0;
        for (float element : file.read(layer).floats()) {
          sum += (double) element * element;
        }
        if (Math.abs(Math.sqrt(sum) - norm) > TOLERANCE * norm) {
          differing.add(layer + ": " + Math.sqrt(sum) + ", not " + norm);
        }
      });
    }
    return differing;
  }
}
