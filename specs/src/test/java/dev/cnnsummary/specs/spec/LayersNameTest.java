package dev.cnnsummary.specs.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Node;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayersNameTest {
  private static final String NAMED =
      """
      input: 4
      layers:
        - layers:
            layers:
              - Tanh
              - layers: {type: Linear, out_features: 4}
        - {type: add, from: [layers, input]}
      """;

  @Test
  void aMappingUnderLayersIsAnEntryOfThatName() {
    assertThat(read(NAMED).nodes())
        .extracting(Node::path)
        .extracting(Object::toString)
        .containsExactly("layers.0", "layers.layers", "add");
  }

  @Test
  void itIsWrittenBackAsAnEqualGraph() {
    Graph graph = read(NAMED);
    assertThat(read(SpecWriter.toYaml(graph))).isEqualTo(graph);
  }

  @ParameterizedTest
  @ValueSource(strings = {"input", "from", "order", "$('input')"})
  void otherWordsOfTheLanguageAreNoNames(String name) {
    String spec = "input: 4\nlayers:\n  - NAME: Tanh\n".replace("NAME", name);
    assertThatThrownBy(() -> read(spec))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining("is reserved and cannot be a name");
  }

  private static Graph read(String text) {
    return SpecFile.read(new Source("net.yaml", text)).expand(null, Map.of());
  }
}
