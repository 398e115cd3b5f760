package dev.cnnsummary.specs.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an entry takes may be a weight of a module. */
class WeightReferencesTest {
  private static final String TIED =
      """
      input: 5x8
      layers:
        - projections:
            class: Projections
            training_only: true
            layers:
              - qkv: {type: Linear, in_features: 8, out_features: 24}
        - attention: {type: MultiheadAttention, from: [input, input, input], embed_dim: 8, num_heads: 2}
        - {type: matmul, from: [attention, attention.out_proj.weight]}
        - inner:
            layers:
              - {type: matmul, from: [input, attention.out_proj.weight]}
        - turned: {type: transpose, from: projections.qkv.weight, dim0: 0, dim1: 1}
        - last: {type: matmul, from: [inner, turned]}
        - {type: add, from: [last, projections.qkv.bias]}
      """;

  @Test
  void aWeightIsTakenByItsNameInTheModule() {
    Graph graph = read(TIED);
    assertThat(inputs(graph, "matmul")).containsExactly("attention", "attention.out_proj.weight");
    assertThat(inputs(graph, "inner.matmul"))
        .containsExactly("matmul", "attention.out_proj.weight");
    assertThat(inputs(graph, "add")).containsExactly("last", "projections.qkv.bias");
  }

  @Test
  void whatTakesWeightsIsWrittenBackAsAnEqualGraph() {
    Graph graph = read(TIED);
    assertThat(read(SpecWriter.toYaml(graph))).isEqualTo(graph);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          fc.wieght    | 'fc' has no weight 'wieght' (did you mean 'fc.weight'?)
          fc.bias      | 'fc' has no weight 'bias'
          fd.weight    | no entry 'fd' stands before this one
          relu.weight  | 'relu' is no module here, so it has no weights
          idle.weight  | 'idle' is no module here, so it has no weights
          gone.weight  | 'gone' is no module here, so it has no weights
          fc.weight[1] | 'fc.weight' has 1 output; there is no [1]
          """)
  void whatIsNotThereIsRefused(String reference, String message) {
    assertThatThrownBy(() ->
            read(
                """
                input: 8
                layers:
                  - fc: {type: Linear, out_features: 8, bias: false}
                  - relu: relu
                  - idle: {type: relu, training_only: true}
                  - gone: {type: Linear, when: false, out_features: 8}
                  - {type: matmul, from: [fc, "%s"]}
                """
                    .formatted(reference)))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining(message);
  }

  private static List<String> inputs(Graph graph, String path) {
    return graph.nodes().stream()
        .filter(node -> node.path().text().equals(path))
        .map(Node::inputs)
        .flatMap(List::stream)
        .map(Value::name)
        .toList();
  }

  private static Graph read(String text) {
    return SpecFile.read(new Source("test.yaml", text)).expand(null, Map.of());
  }
}
