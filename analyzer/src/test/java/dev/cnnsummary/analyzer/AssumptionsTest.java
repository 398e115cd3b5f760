package dev.cnnsummary.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.specs.Models;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.shape.Dim;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What layers demand of symbols. */
class AssumptionsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {type: Conv2d, out_channels: 8, kernel_size: 3} | [3, H, W] | H >= 3; W >= 3
          {type: Conv2d, out_channels: 8, kernel_size: 3} | [3, H, 9] | H >= 3
          {type: Conv2d, out_channels: 8, kernel_size: 3, padding: 1} | [3, H, W] | ''
          {type: Conv2d, out_channels: 8, kernel_size: 4, padding: 1} | [3, H, W] | H >= 2; W >= 2
          {type: Conv2d, out_channels: 8, kernel_size: 3, dilation: 2} | [3, H, 9] | H >= 5
          {type: Conv2d, in_channels: 3, out_channels: 8, kernel_size: 1} | [C, 9, 9] | C = 3
          {type: Conv2d, out_channels: 8, kernel_size: 1} | [C, 9, 9] | ''
          {type: Conv2d, out_channels: 8, kernel_size: 1, groups: 4} | [C, 9, 9] | C is a multiple of 4
          {type: Conv2d, out_channels: 8, kernel_size: 3, padding: 1, padding_mode: reflect} | [3, H, 9] | H >= 2
          {type: Conv2d, out_channels: 8, kernel_size: 3, padding: 1, padding_mode: circular} | [3, H, 9] | ''
          {type: MaxPool2d, kernel_size: 2} | [3, H, W] | H >= 2; W >= 2
          {type: MaxPool2d, kernel_size: 2, ceil_mode: true} | [3, H, W] | ''
          {type: AdaptiveAvgPool2d, output_size: 7} | [3, H, W] | ''
          {type: BatchNorm2d, num_features: 3} | [C, 9, 9] | C = 3
          BatchNorm2d | [C, H, W] | ''
          {type: Linear, in_features: 12} | [L] | L = 12
          {type: Linear, in_features: 12} | [5, L] | L = 12
          {type: add, from: [input, input]} | [C, H, W] | ''
          """)
  void onlyWhatDependsOnSymbolsIsAssumed(String layer, String input, String conditions) {
    String complete = layer.replace("in_features: 12", "in_features: 12, out_features: 2");
    assertThat(String.join("; ", conditions(Networks.layer(complete, input))))
        .isEqualTo(conditions);
  }

  @Test
  void stridedWindowsAreTakenApart() {
    Graph graph =
        Networks.sequence(
            "3xHx64",
            "{type: MaxPool2d, kernel_size: 2}",
            "{type: MaxPool2d, kernel_size: 2}",
            "{type: MaxPool2d, kernel_size: 2}");
    assertThat(
            Analyzer.analyze(graph).layers().stream().flatMap(layer -> conditions(layer).stream()))
        .containsExactly("H >= 2", "H >= 4", "H >= 8");
  }

  @Test
  void sumsOfSymbolsAreCompared() {
    Graph graph =
        Networks.graph(
            """
            name: test
            inputs: {a: 3xH, b: 3xW}
            layers:
              - short: {type: MaxPool1d, from: a, kernel_size: 2}
              - {type: add, from: [short, b]}
            """);
    assertThat(conditions(Analyzer.analyze(graph).layers().getLast())).containsExactly("⌊H/2⌋ = W");
  }

  @Test
  void equalSizesByDifferentWaysAreNotAssumed() {
    Graph graph =
        Networks.graph(
            """
            name: test
            input: 3xHxW
            layers:
              - left: {type: Conv2d, out_channels: 8, kernel_size: 3, stride: 2, padding: 1}
              - right: {type: Conv2d, from: input, out_channels: 8, kernel_size: 1, stride: 2}
              - {type: add, from: [left, right]}
            """);
    assertThat(conditions(Analyzer.analyze(graph).layers().getLast())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "resnet18, ⌊(H+31)/32⌋",
    "resnet50, ⌊(H+31)/32⌋",
    "vgg16, ⌊H/32⌋",
    "squeezenet1_1, ⌊(H+15)/16⌋-1"
  })
  void theLastMapIsOneFloor(String model, String height) {
    Graph graph = Models.load(model);
    Analysis analysis =
        Analyzer.analyze(graph, ModelInputs.of(graph, List.of("Nx3xHxW"), OptionalLong.empty()));
    Dim last =
        analysis.layers().stream()
            .map(layer -> layer.outputs().getFirst().shape())
            .filter(shape -> shape.rank() == 4 && shape.dim(2).symbols().contains("H"))
            .reduce((_, shape) -> shape)
            .orElseThrow()
            .dim(2);
    assertThat(last).hasToString(height);
  }

  @Test
  void conditionsGetStricterDownAlexNet() {
    Graph graph = Models.load("alexnet");
    Analysis analysis =
        Analyzer.analyze(graph, ModelInputs.of(graph, List.of("3xHx224"), OptionalLong.empty()));
    assertThat(analysis.layers().stream().flatMap(layer -> conditions(layer).stream()).distinct())
        .containsExactly("H >= 7", "H >= 15", "H >= 31", "H >= 63");
  }

  private static List<String> conditions(LayerReport layer) {
    return layer.assumptions().stream().map(Assumption::condition).toList();
  }
}
