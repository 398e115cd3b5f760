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

class SeveralReferencesTest {
  private static final String DENSE =
      """
      input: 3x8x8
      blocks:
        Dense:
          inputs: [features*]
          layers:
            - {type: cat, from: features*, dim: 1}
            - conv: {type: Conv2d, out_channels: 4, kernel_size: 1}
      layers:
        - layer$(i+1): {type: Dense, repeat: 3, from: [input, layer*]}
        - {type: cat, from: [layer*, input], dim: 1}
      """;

  @Test
  void aStarTakesEveryEarlierEntryWhoseNameBeginsSo() {
    Graph graph = read(DENSE);
    assertThat(inputs(graph, "layer1.cat")).containsExactly("input");
    assertThat(inputs(graph, "layer3.cat")).containsExactly("input", "layer1.conv", "layer2.conv");
    assertThat(inputs(graph, "cat"))
        .containsExactly("layer1.conv", "layer2.conv", "layer3.conv", "input");
  }

  @Test
  void whatItTakesIsWrittenBackAsAnEqualGraph() {
    Graph graph = read(DENSE);
    assertThat(read(SpecWriter.toYaml(graph))).isEqualTo(graph);
  }

  @Test
  void withoutAStarTheInputIsTheFirstOfThem() {
    Graph graph =
        read(
            """
            inputs: {a: 4, b: 4, c: 4}
            blocks:
              Pick:
                inputs: [first, rest*]
                layers:
                  - {type: add, from: [rest, "rest[1]"]}
                  - {type: add, from: [add1*, first]}
            layers:
              - {type: Pick, from: [a, b, c]}
            """
                .replace("- {type: add, from: [rest", "- add1: {type: add, from: [rest"));
    assertThat(inputs(graph, "0.add1")).containsExactly("b", "c");
    assertThat(inputs(graph, "0.add")).containsExactly("0.add1", "a");
  }

  @Test
  void aStarThatFindsNothingAtAllIsRefusedWhereItStands() {
    assertThatThrownBy(() -> read("input: 4\nlayers:\n  - {type: cat, from: branch*}\n"))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessage("net.yaml:3:23: no entry before this one has such a name");
  }

  @Test
  void aBlockWithAStarTakesAtLeastAsManyAsItNames() {
    String spec =
        """
        input: 4
        blocks:
          Pick: {inputs: [first, rest*], layers: [Identity]}
        layers:
          - {type: Pick}
        """;
    assertThatThrownBy(() -> read(spec))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining("net.yaml:5:5: 0 takes at least 2 inputs, got 1");
  }

  private static List<String> inputs(Graph graph, String path) {
    Node node =
        graph.nodes().stream().filter(n -> n.path().text().equals(path)).findFirst().orElseThrow();
    return node.inputs().stream().map(Value::name).toList();
  }

  private static Graph read(String text) {
    return SpecFile.read(new Source("net.yaml", text)).expand(null, Map.of());
  }
}
