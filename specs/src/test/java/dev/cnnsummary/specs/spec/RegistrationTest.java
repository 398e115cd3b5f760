package dev.cnnsummary.specs.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Member;
import dev.cnnsummary.specs.graph.ModulePath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegistrationTest {
  private static List<String> children(String layers, ModulePath path) {
    return graph(layers).children(path).stream().map(Member::path).map(ModulePath::text).toList();
  }

  private static Graph graph(String layers) {
    return SpecFile.read(new Source("net.yaml", "name: net\n" + layers)).expand(null, Map.of());
  }

  @Test
  void childrenStandAsDeclaredAndOnceHoweverOftenTheyAreCalled() {
    String layers =
        """
        layers:
          - act: ReLU
          - drop: Dropout
          - {reuse: act}
          - {type: add, from: [act, drop]}
        """;
    assertThat(children(layers, ModulePath.ROOT)).containsExactly("act", "drop");
  }

  @Test
  void childrenWithoutWeightsFollowTheOrderToo() {
    String layers =
        """
        layers:
          - body:
              order: [drop]
              layers:
                - act: ReLU
                - drop: Dropout
        """;
    assertThat(children(layers, new ModulePath("body"))).containsExactly("body.drop", "body.act");
  }

  @Test
  void whatIsNeverCalledIsAmongThem() {
    String layers =
        """
        layers:
          - {type: ReLU, when: false}
          - head: {training_only: true, layers: [Dropout]}
          - ReLU
        """;
    assertThat(children(layers, ModulePath.ROOT)).containsExactly("head", "1");
    assertThat(children(layers, new ModulePath("head"))).containsExactly("head.0");
  }

  @Test
  void aModuleWithoutChildrenHasNone() {
    assertThat(children("layers: [ReLU, {layers: []}]", new ModulePath("0"))).isEmpty();
    assertThat(children("layers: [ReLU, {layers: []}]", new ModulePath("1"))).isEmpty();
  }

  @Test
  void anotherOrderMakesAnotherGraph() {
    String layers = "layers: [{a: ReLU}, {b: Dropout}]";
    assertThat(graph(layers + "\norder: [b]")).isNotEqualTo(graph(layers));
    assertThat(graph(layers + "\norder: [a]")).isEqualTo(graph(layers));
  }
}
