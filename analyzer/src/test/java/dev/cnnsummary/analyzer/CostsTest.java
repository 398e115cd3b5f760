package dev.cnnsummary.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What layers and networks hold and cost, worked out by hand. */
class CostsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # 8·6·6 outputs, 3·3·3 taps each; a bias is one addition for each output
          {type: Conv2d, out_channels: 8, kernel_size: 3} | [3, 8, 8] | 7776 | 15840
          {type: Conv2d, out_channels: 8, kernel_size: 3, bias: false} | [3, 8, 8] | 7776 | 15552
          # padded taps count
          {type: Conv2d, out_channels: 8, kernel_size: 3, padding: 1, bias: false} | [3, 8, 8] | 13824 | 27648
          # an output channel takes the channels of its group only
          {type: Conv2d, out_channels: 8, kernel_size: 3, groups: 4, bias: false} | [4, 8, 8] | 2592 | 5184
          {type: Conv1d, out_channels: 2, kernel_size: 3, bias: false} | [5, 10] | 240 | 480
          {type: Conv3d, out_channels: 2, kernel_size: [1, 2, 3], bias: false} | [1, 3, 3, 3] | 72 | 144
          {type: Linear, out_features: 10} | [84] | 840 | 1690
          {type: Linear, out_features: 10, bias: false} | [84] | 840 | 1680
          # each row of a matrix
          {type: Linear, out_features: 10, bias: false} | [7, 84] | 5880 | 11760
          BatchNorm2d | [6, 5, 5] | 0 | 300
          ReLU | [6, 5, 5] | 0 | 150
          {type: GELU} | [6, 5, 5] | 0 | 150
          # comparisons: one less than taps
          {type: MaxPool2d, kernel_size: 2} | [6, 4, 4] | 0 | 72
          # additions and a division
          {type: AvgPool2d, kernel_size: 2} | [6, 4, 4] | 0 | 96
          {type: AdaptiveAvgPool2d, output_size: 1} | [6, 4, 4] | 0 | 102
          {type: AdaptiveMaxPool2d, output_size: 2} | [6, 4, 4] | 0 | 96
          # exponentials, additions and quotients
          {type: Softmax, dim: 1} | [10] | 0 | 29
          {type: LocalResponseNorm, size: 5} | [6, 4, 4] | 0 | 864
          Dropout | [6, 4, 4] | 0 | 0
          Flatten | [6, 4, 4] | 0 | 0
          Identity | [6, 4, 4] | 0 | 0
          {type: add, from: [input, input]} | [6, 4, 4] | 0 | 96
          {type: cat, from: [input, input], dim: 1} | [6, 4, 4] | 0 | 0
          """)
  void macsAndFlopsOfOneSample(String layer, String input, long macs, long flops) {
    LayerReport report = Networks.layer(layer, input);
    assertThat(List.of(report.macs(), report.flops())).containsExactly(Dim.of(macs), Dim.of(flops));
  }

  @Test
  void costsOfABatchAreForAllOfIt() {
    Graph graph = Networks.sequence("[3, 8, 8]", "{type: Conv2d, out_channels: 8, kernel_size: 3}");
    Totals one = Analyzer.analyze(graph).totals();
    Totals four = Networks.batch(graph, 4).totals();
    assertThat(List.of(four.macs(), four.flops(), four.outputBytes(), four.peakActivationBytes()))
        .containsExactly(
            one.macs().times(4),
            one.flops().times(4),
            one.outputBytes().times(4),
            one.peakActivationBytes().times(4));
    assertThat(List.of(four.params(), four.weightBytes()))
        .containsExactly(one.params(), one.weightBytes());
  }

  @Test
  void frozenParametersAreNotTrainable() {
    Totals totals =
        totals(
            """
            - {type: Conv2d, out_channels: 8, kernel_size: 3, trainable: false}
            - {type: Conv2d, out_channels: 2, kernel_size: 1}
            """);
    assertThat(List.of(totals.params(), totals.trainableParams(), totals.frozenParams()))
        .containsExactly(Dim.of(224 + 18), Dim.of(18), Dim.of(224));
  }

  @Test
  void buffersAreStatisticsWithoutTheCounter() {
    Totals totals = totals("- BatchNorm2d");
    assertThat(List.of(totals.params(), totals.buffers())).containsExactly(Dim.of(6), Dim.of(6));
    assertThat(totals.weightBytes()).as("the counter has 8 bytes").isEqualTo(Dim.of(12 * 4 + 8));
  }

  @Test
  void whatRunsInTrainingOnlyHasWeightsAndCostsNothing() {
    Analysis analysis =
        analysis(
            """
            - conv: {type: Conv2d, out_channels: 4, kernel_size: 3}
            - aux: {type: Linear, in_features: 10, out_features: 5, training_only: true}
            - ReLU
            """);
    assertThat(analysis.totals().params()).isEqualTo(Dim.of(112 + 55));
    assertThat(analysis.totals().macs()).isEqualTo(Dim.of(4 * 36 * 27));
    assertThat(analysis.layers().stream().map(layer -> layer.node().path().text()))
        .containsExactly("conv", "2");
    assertThat(analysis.weights().stream().map(w -> w.value().name() + " " + w.used()))
        .containsExactly(
            "conv.weight true", "conv.bias true", "aux.weight false", "aux.bias false");
  }

  @Test
  void aSharedModuleHasItsParametersOnceAndCostsForEachCall() {
    Analysis analysis =
        analysis(
            """
            - conv: {type: Conv2d, in_channels: 3, out_channels: 3, kernel_size: 3, padding: 1}
            - {reuse: conv}
            """);
    assertThat(analysis.totals().params()).isEqualTo(Dim.of(84));
    assertThat(analysis.totals().macs()).isEqualTo(Dim.of(2 * 3 * 64 * 27));
    assertThat(analysis.layers().stream().map(LayerReport::params))
        .as("each call states them")
        .containsExactly(Dim.of(84), Dim.of(84));
    assertThat(analysis.weights()).hasSize(2);
  }

  @Test
  void indicesOfMaximaAre64BitIntegers() {
    LayerReport report =
        Networks.layer("{type: MaxPool2d, kernel_size: 2, return_indices: true}", "[3, 8, 8]");
    assertThat(report.outputs().stream().map(TensorType::dtype))
        .containsExactly(DType.F32, DType.I64);
    assertThat(report.outputBytes()).isEqualTo(Dim.of(48 * (4 + 8)));
  }

  private static Analysis analysis(String layers) {
    return Analyzer.analyze(
        Networks.graph("name: test\ninput: 3x8x8\nlayers:\n" + layers.indent(2)));
  }

  private static Totals totals(String layers) {
    return analysis(layers).totals();
  }
}
