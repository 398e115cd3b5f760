package dev.cnnsummary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What the program says of the zoo's networks is what PyTorch and torchsummary say. */
class TorchTest {
  private static final String SUMMARY = "torchsummary";
  private static final String CALLS = "calls";
  private static final String STATE = "state";

  /**
   * A network.
   *
   * @param file the name of its files
   * @param arguments what the program is asked
   */
  record Case(String file, List<String> arguments, long params, long macs, long buffers) {
    @Override
    public String toString() {
      return file;
    }
  }

  static Stream<Case> cases() {
    return Resources.table("torch/cases.tsv").rows().stream()
        .map(row ->
            new Case(
                row.get(0),
                List.of(row.get(1).split(" ")),
                Long.parseLong(row.get(2)),
                Long.parseLong(row.get(3)),
                Long.parseLong(row.get(4))));
  }

  /** Those that torchsummary can print; it fails on DenseNet. */
  static Stream<Case> summaries() {
    return cases().filter(network -> Resources.has("torch/torchsummary/" + network.file + ".txt"));
  }

  @ParameterizedTest
  @MethodSource("summaries")
  void theTextIsThatOfTorchsummary(Case network) {
    String expected = Resources.text("torch/torchsummary/" + network.file + ".txt");
    for (List<String> row : Resources.table("torch/torchsummary/exceptions.tsv").rows()) {
      if (row.getFirst().equals(network.file)) {
        assertThat(expected).contains(row.get(1));
        expected = expected.replace(row.get(1), row.get(2));
      }
    }
    assertThat(Table.ofLines(expected).difference(actual(SUMMARY, network.arguments))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theCallsAreThoseOfPyTorch(Case network) {
    Table expected = Resources.table("torch/calls/" + network.file + ".tsv");
    assertThat(expected.difference(actual(CALLS, network.arguments))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theWeightsAreThoseOfTheStateDict(Case network) {
    Table expected = Resources.table("torch/state/" + network.file + ".tsv");
    assertThat(expected.difference(actual(STATE, network.arguments))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theTotalsAreThoseOfPyTorch(Case network) {
    JsonNode totals = oneSample(network.arguments).get("totals");
    assertThat(totals.get("params").asLong()).as("params").isEqualTo(network.params);
    assertThat(totals.get("macs").asLong()).as("macs").isEqualTo(network.macs);
    assertThat(totals.get("buffers").asLong()).as("buffers").isEqualTo(network.buffers);
  }

  /**
   * What the program says.
   *
   * @param kind of which folder's files
   */
  static Table actual(String kind, List<String> arguments) {
    return switch (kind) {
      case SUMMARY -> Table.ofLines(Run.fine(arguments.toArray(String[]::new)).out());
      case CALLS -> calls(oneSample(arguments));
      case STATE -> state(oneSample(arguments));
      default -> throw new IllegalArgumentException(kind);
    };
  }

  static JsonNode oneSample(List<String> arguments) {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of("--batch", "1"));
    return Run.json(all.toArray(String[]::new));
  }

  static Table calls(JsonNode json) {
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode layer : json.get("layers")) {
      if (layer.get("kind").asString().equals("module")) {
        rows.add(
            List.of(
                layer.get("path").asString(),
                layer.get("type").asString(),
                layer.get("call").asString(),
                layer
                    .get("input_shapes")
                    .valueStream()
                    .map(TorchTest::shape)
                    .collect(Collectors.joining(" ")),
                shape(layer.get("output_shapes").get(0)),
                layer.get("params").asString(),
                layer.get("macs").asString()));
      }
    }
    return new Table(List.of("path", "type", "call", "inputs", "output", "params", "macs"), rows);
  }

  static Table state(JsonNode json) {
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode weight : json.get("weights")) {
      String shape = shape(weight.get("shape"));
      rows.add(
          List.of(
              weight.get("name").asString(),
              weight.get("kind").asString(),
              shape.isEmpty() ? "scalar" : shape));
    }
    return new Table(List.of("name", "kind", "shape"), rows);
  }

  private static String shape(JsonNode shape) {
    return shape.valueStream().map(JsonNode::asString).collect(Collectors.joining("x"));
  }
}
