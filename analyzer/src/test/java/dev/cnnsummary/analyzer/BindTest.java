package dev.cnnsummary.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.specs.Models;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.shape.Bindings;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BindTest {
  /** One module called on two inputs, so that both calls must agree on its weights. */
  private static final String SHARED =
      """
      name: shared
      inputs: {a: 4x9x9, b: 4x9x9}
      layers:
        - conv: {type: Conv2d, from: a, out_channels: 8, kernel_size: 3}
        - again: {reuse: conv, from: b}
        - {type: cat, from: [conv, again], dim: 1}
        - ReLU
      """;

  @Test
  void aBatchThatIsBoundCountsAsAWhole() {
    Graph graph = Models.load("lenet5");
    Analysis bound = Analyzer.analyze(graph).bind(Bindings.of("N", 4));
    Analysis four = Networks.batch(graph, 4);
    assertThat(bound.inputs().batch()).isEqualTo(Dim.of(4));
    assertThat(bound.totals()).isEqualTo(four.totals());
    assertThat(bound.layers()).isEqualTo(four.layers());
    assertThat(bound.totals().macs()).isEqualTo(Dim.of(4 * 416_520));
  }

  @Test
  void someSymbolsMayStay() {
    Graph graph = Models.load("resnet18");
    Analysis bound = analyze(graph, "3xHxW").bind(Bindings.of("H", 224));
    Analysis direct = analyze(graph, "3x224xW");
    assertThat(bound.layers()).isEqualTo(direct.layers());
    assertThat(bound.totals()).isEqualTo(direct.totals());
  }

  @Test
  void symbolsOfNoInputChangeNothing() {
    Analysis analysis = Analyzer.analyze(Models.load("lenet5"));
    assertThat(analysis.bind(Bindings.of("Q", 7)).totals()).isEqualTo(analysis.totals());
  }

  @Test
  void theFirstLayerThatIsTooSmallIsRefusedAndThoseAfterItAreNot() {
    Analysis symbolic = analyze(Models.load("alexnet"), "3xHxW");
    assertThat(Networks.problems(() -> symbolic.bind(Bindings.of(Map.of("H", 40L, "W", 224L)))))
        .matches(
            "zoo/alexnet.yaml:\\d+:\\d+: features.12: "
                + "the height must be at least 3 for this window, got 1");
  }

  @ParameterizedTest
  @CsvSource({"6, 8", "6, 6", "2, 3", "3, 2", "1, 1"})
  void callsOfASharedModuleAreRefusedAlike(long channels, long others) {
    Graph graph = Networks.graph(SHARED);
    Analysis symbolic = two(graph, "Cx9x9", "Dx9x9");
    Bindings bindings = Bindings.of(Map.of("C", channels, "D", others));
    assertThat(Networks.problems(() -> symbolic.bind(bindings)))
        .isEqualTo(Networks.problems(() -> two(graph, channels + "x9x9", others + "x9x9")));
  }

  @ParameterizedTest
  @CsvSource({"2, 9", "9, 2", "2, 2"})
  void aSharedModuleWhoseFirstCallIsFaultyIsNotExaminedAgain(long first, long second) {
    Graph graph = Networks.graph(SHARED);
    Analysis symbolic = two(graph, "CxHx9", "DxIx9");
    Bindings bindings = Bindings.of(Map.of("C", 3L, "D", 4L, "H", first, "I", second));
    assertThat(Networks.problems(() -> symbolic.bind(bindings)))
        .isEqualTo(Networks.problems(() -> two(graph, "3x" + first + "x9", "4x" + second + "x9")))
        .hasLineCount(1);
  }

  @Test
  void numbersThatGrowTooLargeAreRefusedAtTheirLayer() {
    Graph graph = Models.load("vgg16");
    Analysis symbolic = analyze(graph, "3xHxW");
    Bindings bindings = Bindings.of(Map.of("H", 4_000_000_000L, "W", 4_000_000_000L));
    assertThat(Networks.problems(() -> symbolic.bind(bindings)))
        .isEqualTo(Networks.problems(() -> analyze(graph, "3x4000000000x4000000000")))
        .contains("features.0: a number is too large");
  }

  /** A symbol is taken to be equal to what it meets, never to be one. */
  @Test
  void aSymbolThatIsOneAfterAllIsNotBroadcast() {
    Graph graph =
        Networks.graph(
            "{name: sum, inputs: {a: 3x5, b: 3x5}, layers: [{type: add, from: [a, b]}]}");
    Analysis symbolic = two(graph, "3xL", "3xM");
    assertThat(symbolic.layers().getFirst().assumptions().getFirst().condition())
        .isEqualTo("L = M");
    assertThat(symbolic.bind(Bindings.of(Map.of("L", 5L, "M", 5L))).outputs().getFirst().shape())
        .isEqualTo(Shape.of(Dim.symbol("N"), Dim.of(3), Dim.of(5)));
    assertThat(Networks.problems(() -> symbolic.bind(Bindings.of(Map.of("L", 1L, "M", 5L)))))
        .isEqualTo("test.yaml:1:48: add: add: sizes 1 and 5 do not broadcast");
  }

  private static Analysis analyze(Graph graph, String input) {
    return Analyzer.analyze(graph, ModelInputs.of(graph, List.of(input), OptionalLong.empty()));
  }

  private static Analysis two(Graph graph, String first, String second) {
    return Analyzer.analyze(
        graph, ModelInputs.of(graph, List.of("a=" + first, "b=" + second), OptionalLong.empty()));
  }
}
