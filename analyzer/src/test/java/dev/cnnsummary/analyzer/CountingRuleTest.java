package dev.cnnsummary.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.analyzer.convention.CountingRule;
import dev.cnnsummary.specs.Models;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.shape.Bindings;
import dev.cnnsummary.specs.shape.Dim;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Other programs' counts are those that they gave. */
class CountingRuleTest {
  private static final String UPSAMPLE = "{type: Upsample, scale_factor: 2, mode: ";

  static Stream<Arguments> models() {
    return Measured.arguments("models.tsv");
  }

  @ParameterizedTest
  @MethodSource("models")
  void aModelCountsWhatTheProgramGave(String model, String rule, long count) {
    Graph graph = Models.load(model, null, Map.of());
    ModelInputs inputs = ModelInputs.of(graph, List.of("3x224x224"), OptionalLong.of(1));
    assertThat(rule(rule).total(Analyzer.analyze(graph, inputs))).isEqualTo(Dim.of(count));
  }

  static Stream<Arguments> layers() {
    return Measured.arguments("layers.tsv");
  }

  @ParameterizedTest
  @MethodSource("layers")
  void aLayerCountsWhatTheProgramGave(String layer, String input, String rule, long count) {
    assertThat(count(layer, input, rule)).isEqualTo(Dim.of(count));
  }

  static Stream<Arguments> exceptions() {
    return Measured.arguments("exceptions.tsv");
  }

  /** Where a program is offered, its counts belong to the tables above. */
  @ParameterizedTest
  @MethodSource("exceptions")
  void anExceptionIsOfAProgramThatIsNotOffered(
      String program, String layer, String count, String reason) {
    assertThat(Arrays.stream(CountingRule.values()).map(CountingRule::toString))
        .doesNotContain(program);
    assertThat(List.of(layer, count, reason)).doesNotContain("");
  }

  /** From the programs' own texts. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # without an affine map there is one operation less for each element
          {type: BatchNorm2d, affine: false}      | [4, 5, 5] | fvcore    | 100
          {type: BatchNorm2d, affine: false}      | [4, 5, 5] | ptflops   | 100
          {type: BatchNorm2d, affine: false}      | [4, 5, 5] | thop      | 200
          {type: BatchNorm2d, affine: false}      | [4, 5, 5] | torchinfo | 0
          # statistics of the input are the estimate for all norms
          {type: BatchNorm2d, track_running_stats: false} | [4, 5, 5] | fvcore | 500
          {type: GroupNorm, num_groups: 2}        | [4, 5, 5] | fvcore    | 500
          {type: GroupNorm, num_groups: 2}        | [4, 5, 5] | ptflops   | 200
          {type: GroupNorm, num_groups: 2}        | [4, 5, 5] | thop      | 0
          {type: InstanceNorm2d}                  | [4, 5, 5] | fvcore    | 400
          {type: InstanceNorm2d}                  | [4, 5, 5] | thop      | 200
          # the module ReLU6 calls hardtanh, SiLU has no hook, LeakyReLU only one
          {type: ReLU6}                           | [4, 5, 5] | ptflops   | 100
          {type: SiLU}                            | [4, 5, 5] | ptflops   | 100
          {type: LeakyReLU}                       | [4, 5, 5] | ptflops   | 100
          {type: GELU}                            | [4, 5, 5] | ptflops   | 200
          {type: Tanh}                            | [4, 5, 5] | ptflops   | 0
          {type: PReLU}                           | [4, 5, 5] | thop      | 100
          {type: PReLU}                           | [4, 5, 5] | torchinfo | 1
          # a function has no hook of a module
          {type: relu}                            | [4, 5, 5] | ptflops   | 100
          {type: max_pool2d, kernel_size: 5}      | [4, 5, 5] | ptflops   | 100
          {type: avg_pool2d, kernel_size: 5}      | [4, 5, 5] | thop      | 0
          {type: add, from: [input, input]}       | [4, 5, 5] | ptflops   | 0
          # an exponential, a sum and a quotient
          {type: Softmax, dim: 1}                 | [10]      | thop      | 29
          {type: Softmax, dim: 1}                 | [10]      | ptflops   | 10
          # two axes only
          {type: AdaptiveAvgPool1d, output_size: 1} | [4, 5]  | fvcore    | 0
          # step · gates · (hidden · (in + hidden + 3)), and four operations of the cell
          {type: LSTM, hidden_size: 3, batch_first: true} | [5, 2] | thop | 540
          {type: LSTM, hidden_size: 3, batch_first: true} | [5, 2] | fvcore | 0
          {type: GRU, hidden_size: 3, bidirectional: true, batch_first: true} | [5, 2] | thop | 840
          # both weights, both biases and ten operations of the cell
          {type: LSTM, hidden_size: 3, batch_first: true} | [5, 2] | ptflops | 570
          # 84 weights and 24 biases
          {type: LSTM, hidden_size: 3, batch_first: true} | [5, 2] | torchinfo | 420
          # the release of torchinfo counts a linear layer once for a sample
          {type: Linear, out_features: 5}         | [7, 10]   | torchinfo-1.8 | 55
          """)
  void aLayerCountsByTheRule(String layer, String input, String rule, long count) {
    assertThat(count(layer, input, rule)).isEqualTo(Dim.of(count));
  }

  @ParameterizedTest
  @CsvSource({
    "nearest, 64, 64",
    "bilinear, 256, 704",
    "bicubic, 0, 16576",
  })
  void upSamplingCountsByItsMode(String mode, long fvcore, long thop) {
    String layer = UPSAMPLE + mode + "}";
    assertThat(List.of(count(layer, "[1, 4, 4]", "fvcore"), count(layer, "[1, 4, 4]", "thop")))
        .containsExactly(Dim.of(fvcore), Dim.of(thop));
  }

  @ParameterizedTest
  @EnumSource(CountingRule.class)
  void symbolsThatAreBoundCountWhatNumbersDo(CountingRule rule) {
    Graph graph = Models.load("resnet18", null, Map.of());
    Analysis symbols =
        Analyzer.analyze(graph, ModelInputs.of(graph, List.of("3xHxW"), OptionalLong.empty()));
    Analysis numbers =
        Analyzer.analyze(graph, ModelInputs.of(graph, List.of("3x97x64"), OptionalLong.empty()));
    Bindings bindings = Bindings.of("H", 97).and("W", 64);
    assertThat(rule.counts(symbols).stream().map(count -> count.bind(bindings)))
        .isEqualTo(rule.counts(numbers));
  }

  @Test
  void aBatchCountsAsAWhole() {
    Graph graph = Models.load("lenet5", null, Map.of());
    Dim one = CountingRule.THOP.total(Networks.batch(graph, 1));
    assertThat(CountingRule.THOP.total(Networks.batch(graph, 4))).isEqualTo(one.times(4));
  }

  private static Dim count(String layer, String input, String rule) {
    return rule(rule).total(Networks.batch(Networks.sequence(input, layer), 1));
  }

  private static CountingRule rule(String word) {
    return Arrays.stream(CountingRule.values())
        .filter(each -> each.toString().equals(word))
        .findFirst()
        .orElseThrow();
  }
}
