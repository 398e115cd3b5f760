package dev.cnnsummary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.analyzer.Analyzer;
import dev.cnnsummary.analyzer.ModelInputs;
import dev.cnnsummary.analyzer.SmallestInput;
import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.Models;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;

/**
 * Every model of the zoo is, when it runs, what its table says: at the least size that it takes.
 */
class ZooVerifyTest {
  /** Vision transformers take one size only, at which they are too slow for every run. */
  private static final Pattern LARGE = Pattern.compile("vit_.*|maxvit_.*");

  /** {@code -Dzoo.all=true} verifies those too, on a machine with memory and time. */
  static final List<String> ZOO =
      Models.zoo().stream()
          .filter(model -> Boolean.getBoolean("zoo.all") || !LARGE.matcher(model).matches())
          .toList();

  @ParameterizedTest
  @FieldSource("ZOO")
  void everyLayerIsAsPredicted(String model) {
    List<String> arguments = new ArrayList<>(List.of("verify", model));
    arguments.addAll(smallest(Models.load(model)));
    JsonNode json = Run.json(arguments.toArray(String[]::new));
    assertThat(json.get("status").asString()).isEqualTo("ok");
    assertThat(json.get("layers")).isNotEmpty();
  }

  /** The least input; none where the model takes but one size. */
  private static List<String> smallest(Graph graph) {
    if (graph.inputs().size() != 1) {
      return List.of();
    }
    Value input = graph.inputs().getFirst();
    Shape declared = Objects.requireNonNull(input.shape());
    if (declared.rank() != 3) {
      return List.of();
    }
    String symbols = declared.dim(0) + "xHxW";
    try {
      ModelInputs open = ModelInputs.of(graph, List.of(symbols), OptionalLong.of(1));
      return SmallestInput.of(Analyzer.analyze(graph, open))
          .map(least ->
              List.of(
                  "--input",
                  declared.dim(0)
                      + "x"
                      + least.least("H").orElseThrow()
                      + "x"
                      + least.least("W").orElseThrow()))
          .orElse(List.of());
    } catch (InvalidSpecException _) {
      return List.of();
    }
  }
}
