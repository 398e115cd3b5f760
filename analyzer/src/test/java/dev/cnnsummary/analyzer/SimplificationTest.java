package dev.cnnsummary.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.specs.Models;
import dev.cnnsummary.specs.edit.Simplification;
import dev.cnnsummary.specs.edit.Simplification.FoldedNorm;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.shape.Bindings;
import dev.cnnsummary.specs.shape.Dim;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left of networks whose batch norms, dropouts and the like are folded away. */
class SimplificationTest {
  private static Simplification simplified(String layers) {
    Graph graph = Networks.graph("name: net\ninput: 3x8x8\nlayers:\n" + layers.indent(2));
    return Analyzer.analyze(graph).simplification();
  }

  private static List<String> paths(Graph graph) {
    return graph.nodes().stream().map(node -> node.path().text()).toList();
  }

  private static List<String> weights(Graph graph) {
    return graph.weights().stream().map(Value::name).toList();
  }

  @Test
  void batchNormBecomesPartOfTheConvolutionBeforeIt() {
    Simplification simple =
        simplified(
            """
            - conv: {type: Conv2d, out_channels: 4, kernel_size: 3, bias: false}
            - norm: BatchNorm2d
            - relu: ReLU
            """);
    assertThat(paths(simple.graph())).containsExactly("conv", "relu");
    assertThat(weights(simple.graph())).containsExactly("conv.weight", "conv.bias");
    // 4 · 3 · 3 · 3 + 4
    assertThat(Analyzer.analyze(simple.graph()).totals().params()).isEqualTo(Dim.of(112));
    FoldedNorm norm = simple.norms().getFirst();
    assertThat(norm.layer().weights()).hasSize(1);
    assertThat(norm.norm().path()).hasToString("norm");
    assertThat(norm.folded()).isEqualTo(simple.graph().nodes().getFirst());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{type: Conv2d, out_channels: 4, kernel_size: 3}",
        "{type: Conv2d, out_channels: 6, kernel_size: 3, groups: 3, padding: 1, padding_mode: reflect}",
        "{type: ConvTranspose2d, out_channels: 4, kernel_size: 3, bias: false}"
      })
  void soItDoesWithEveryConvolution(String layer) {
    Simplification simple = simplified("- a: " + layer + "\n- b: BatchNorm2d");
    assertThat(paths(simple.graph())).containsExactly("a");
    assertThat(weights(simple.graph())).containsExactly("a.weight", "a.bias");
  }

  @Test
  void batchNormOfFeaturesBecomesPartOfALinear() {
    Simplification simple =
        simplified(
            """
            - {type: flatten, start_dim: 1}
            - fc: {type: Linear, out_features: 5, bias: false}
            - norm: BatchNorm1d
            """);
    assertThat(paths(simple.graph())).containsExactly("flatten", "fc");
    assertThat(weights(simple.graph())).containsExactly("fc.weight", "fc.bias");
  }

  @Test
  void convolutionThatOthersTakeIsLeftAsItIs() {
    Simplification simple =
        simplified(
            """
            - conv: {type: Conv2d, out_channels: 4, kernel_size: 1}
            - norm: BatchNorm2d
            - {type: add, from: [conv, norm]}
            """);
    assertThat(paths(simple.graph())).containsExactly("conv", "norm", "add");
    assertThat(simple.norms()).isEmpty();
  }

  @Test
  void convolutionThatIsCalledTwiceIsLeftAsItIs() {
    Simplification simple =
        simplified(
            """
            - conv: {type: Conv2d, out_channels: 3, kernel_size: 1}
            - norm: BatchNorm2d
            - {reuse: conv}
            """);
    assertThat(paths(simple.graph())).containsExactly("conv", "norm", "conv");
  }

  @Test
  void batchNormBeforeAConvolutionStays() {
    Simplification simple =
        simplified("- norm: BatchNorm2d\n- conv: {type: Conv2d, out_channels: 4, kernel_size: 1}");
    assertThat(paths(simple.graph())).containsExactly("norm", "conv");
  }

  @Test
  void whatHandsItsInputOnIsGone() {
    Simplification simple =
        simplified(
            "- drop: Dropout\n- relu: ReLU\n- Identity\n- contiguous\n- {type: pad, pad: [0, 0]}");
    assertThat(paths(simple.graph())).containsExactly("relu");
    assertThat(simple.graph().children(simple.graph().root().path())).hasSize(1);
  }

  @Test
  void whatNoOutputNeedsIsGone() {
    Simplification simple =
        simplified(
            """
            - a: {type: Conv2d, out_channels: 4, kernel_size: 1}
            - unused: {type: Conv2d, out_channels: 9, kernel_size: 1}
            - {type: relu, from: a}
            """);
    assertThat(paths(simple.graph())).containsExactly("a", "relu");
    assertThat(weights(simple.graph())).containsExactly("a.weight", "a.bias");
  }

  @Test
  void nodesAndCallsAreNumberedAgain() {
    Graph graph =
        simplified(
                """
                - relu: ReLU
                - x: {reuse: relu}
                - {type: Conv2d, out_channels: 1, kernel_size: 1, from: input}
                """)
            .graph();
    assertThat(graph.nodes().stream().map(Node::index)).containsExactly(0);
    assertThat(graph.nodes().stream().map(Node::call)).containsExactly(1);
  }

  /** Multiply-accumulates are those of the convolutions; a folded norm leaves its bias. */
  @ParameterizedTest
  @CsvSource({"resnet18", "mobilenet_v2", "densenet121", "inception_v3", "swin_t", "unet"})
  void networkIsTheSameWithLess(String model) {
    Analysis whole = Analyzer.analyze(Models.load(model));
    Analysis simple = whole.simplified();
    assertThat(simple.totals().macs()).isEqualTo(whole.totals().macs());
    assertThat(simple.outputs()).isEqualTo(whole.outputs());
    assertThat(simple.layers().size()).isLessThan(whole.layers().size());
    assertThat(simple.bind(Bindings.of("N", 2)).outputs())
        .isEqualTo(whole.bind(Bindings.of("N", 2)).outputs());
    assertThat(simple.simplification().graph().nodes()).hasSameSizeAs(simple.layers());
  }

  /** 11,689,512 with 9,600 of norms, half of which becomes biases. */
  @Test
  void foldedNormsLeaveTheirBiases() {
    Analysis whole = Analyzer.analyze(Models.load("resnet18"));
    assertThat(whole.simplified().totals().params()).isEqualTo(Dim.of(11_684_712));
    assertThat(whole.simplified().totals().buffers()).isEqualTo(Dim.ZERO);
  }
}
