package dev.cnnsummary.analyzer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Random layers on a batch of two, and what PyTorch 1.13.1 makes of them. */
class TorchLayersTest {
  private static final int BATCH = 2;

  /**
   * A layer.
   *
   * @param inputs the shapes without the batch, a space between two
   * @param outputs the shapes with it, or {@code refused}
   * @param params elements of its parameters
   * @param weights its state_dict
   */
  record Case(String layer, String inputs, String outputs, String params, String weights) {
    private Graph graph() {
      List<String> names = new ArrayList<>();
      List<String> declarations = new ArrayList<>();
      for (String shape : inputs.split(" ", -1)) {
        String name = "input" + names.size();
        names.add(name);
        declarations.add(name + ": [" + shape.replace("x", ", ") + "]");
      }
      String from = names.size() == 1 ? "" : ", \"from\": " + names;
      return Networks.graph(
          "{name: test, inputs: {%s}, layers: [%s]}"
              .formatted(
                  String.join(", ", declarations),
                  layer.substring(0, layer.length() - 1) + from + "}"));
    }
  }

  static Stream<Case> cases() {
    return rows("layers.tsv")
        .map(cells -> new Case(cells[0], cells[1], cells[2], cells[3], cells[4]));
  }

  private static Stream<String[]> rows(String table) {
    try (InputStream stream = TorchLayersTest.class.getResourceAsStream("/torch/" + table)) {
      byte[] bytes = Objects.requireNonNull(stream).readAllBytes();
      String text = new String(bytes, StandardCharsets.UTF_8);
      return text.lines().skip(1).map(line -> line.split("\t", -1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<Case> accepted() {
    return cases().filter(layer -> !layer.outputs.equals("refused"));
  }

  static Stream<Case> refused() {
    return cases().filter(layer -> layer.outputs.equals("refused"));
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void shapesAndWeightsAreThoseOfPyTorch(Case layer) {
    Analysis analysis = Networks.batch(layer.graph(), BATCH);
    LayerReport report = analysis.layers().getFirst();
    String outputs =
        report.outputs().stream()
            .map(TensorType::shape)
            .map(TorchLayersTest::text)
            .collect(Collectors.joining(" "));
    String weights =
        analysis.weights().stream()
            .map(weight -> weight.value().name().substring(2) + ":" + text(weight.shape()))
            .collect(Collectors.joining(" "));
    assertThat(List.of(outputs, report.params().toString(), weights))
        .containsExactly(layer.outputs, layer.params, layer.weights);
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatPyTorchRefusesIsRefused(Case layer) {
    assertThatThrownBy(() -> Networks.batch(layer.graph(), BATCH))
        .isInstanceOf(InvalidSpecException.class);
  }

  static Stream<Arguments> types() {
    return rows("types.tsv").map(cells -> Arguments.of(cells[0], cells[1], cells[2]));
  }

  @ParameterizedTest
  @MethodSource("types")
  void aSumHasTheElementTypeThatPyTorchPromotesTo(String left, String right, String sum) {
    Graph graph =
        Networks.graph(
            "{name: sum, inputs: {a: {shape: [4], dtype: %s}, b: {shape: [4], dtype: %s}},"
                    .formatted(left, right)
                + " layers: [{type: add, from: [a, b]}]}");
    assertThat(Analyzer.analyze(graph).outputs().getFirst().dtype().text()).isEqualTo(sum);
  }

  private static String text(Shape shape) {
    return shape.dims().stream().map(Dim::toString).collect(Collectors.joining("x"));
  }
}
