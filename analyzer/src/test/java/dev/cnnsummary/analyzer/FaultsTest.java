package dev.cnnsummary.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.specs.graph.Graph;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of layers that cannot take their inputs. */
class FaultsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {type: Conv2d, out_channels: 8, kernel_size: 5} | [3, 4, 9] | the height must be at least 5 for this window, got 4
          {type: Conv2d, out_channels: 8, kernel_size: 5, padding: 1} | [3, 9, 2] | the width must be at least 3 for this window, got 2
          {type: Conv2d, out_channels: 8, kernel_size: 3, dilation: 4} | [3, 8, 9] | the height must be at least 9 for this window, got 8
          {type: Conv3d, out_channels: 8, kernel_size: 2} | [3, 1, 2, 2] | the depth must be at least 2 for this window, got 1
          {type: Conv1d, out_channels: 8, kernel_size: 2} | [3, 1] | the length must be at least 2 for this window, got 1
          {type: MaxPool2d, kernel_size: 3} | [3, 2, 2] | the height must be at least 3 for this window, got 2
          {type: AvgPool3d, kernel_size: 3, padding: 1} | [3, 3, 3, 2] | the width must be at least the kernel's 3, got 2
          {type: Conv2d, in_channels: 3, out_channels: 8, kernel_size: 1} | [4, 9, 9] | in_channels is 3, but the input has 4 channels
          {type: Conv2d, out_channels: 4, kernel_size: 1, groups: 2} | [3, 9, 9] | the input has 3 channels, which 2 groups do not divide
          {type: Conv2d, out_channels: 4, kernel_size: 3, padding: 2, padding_mode: reflect} | [3, 2, 9] | padding_mode reflect needs a height of at least 3, got 2
          {type: Conv2d, out_channels: 4, kernel_size: 3, padding: 3, padding_mode: circular} | [3, 9, 2] | padding_mode circular needs a width of at least 3, got 2
          {type: Conv2d, out_channels: 8, kernel_size: 1} | [3, 9] | Conv2d takes [N, C, height, width], got [N, 3, 9]
          {type: Conv1d, out_channels: 8, kernel_size: 1} | [3, 9, 9] | Conv1d takes [N, C, length], got [N, 3, 9, 9]
          {type: MaxPool3d, kernel_size: 1} | [3, 9, 9] | MaxPool3d takes [N, C, depth, height, width], got [N, 3, 9, 9]
          {type: AdaptiveAvgPool2d, output_size: 1} | [3] | AdaptiveAvgPool2d takes [N, C, height, width], got [N, 3]
          {type: BatchNorm2d, num_features: 3} | [4, 9, 9] | num_features is 3, but the input has 4 channels
          BatchNorm2d | [4, 9] | BatchNorm2d takes [N, C, height, width], got [N, 4, 9]
          {type: LocalResponseNorm, size: 3} | [4] | LocalResponseNorm takes [N, C, ...] with at least 3 axes, got [N, 4]
          {type: Linear, in_features: 6, out_features: 2} | [5] | in_features is 6, but the input's last axis is 5
          {type: Flatten, start_dim: 3} | [4, 9] | start_dim: there is no axis 3 in an input of 3 axes
          {type: Flatten, end_dim: -4} | [4, 9] | end_dim: there is no axis -4 in an input of 3 axes
          {type: Flatten, start_dim: 2, end_dim: 1} | [4, 9] | start_dim 2 comes after end_dim 1 in an input of 3 axes
          {type: Softmax, dim: 2} | [4] | dim: there is no axis 2 in an input of 2 axes
          {type: cat, from: [input, input], dim: 5} | [4] | dim: there is no axis 5 in an input of 2 axes
          """)
  void aFaultSaysWhatIsExpectedAndWhatCame(String layer, String input, String message) {
    Graph graph = Networks.sequence(input, layer);
    assertThat(Networks.problems(() -> Analyzer.analyze(graph)))
        .matches("test[.]yaml:1:[0-9]+: [a-z0-9]+: .*")
        .endsWith(": " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {type: Conv2d, out_channels: 8, kernel_size: 1} | [3, 9, 9] | a convolution takes floating-point elements, got i64
          {type: Linear, out_features: 8} | [9] | Linear takes floating-point elements, got i64
          BatchNorm2d | [3, 9, 9] | a batch norm takes floating-point elements, got i64
          {type: Softmax, dim: 1} | [9] | a softmax takes floating-point elements, got i64
          GELU | [9] | GELU takes floating-point elements, got i64
          {type: LocalResponseNorm, size: 2} | [3, 9, 9] | a local response norm takes floating-point elements, got i64
          """)
  void integersAreRefusedWhereOnlyFloatingPointHasAMeaning(
      String layer, String shape, String message) {
    Graph graph =
        Networks.graph(
            "{name: test, inputs: {tokens: {shape: %s, dtype: i64}}, layers: [%s]}"
                .formatted(shape, layer));
    assertThat(Networks.problems(() -> Analyzer.analyze(graph))).endsWith("0: " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [3, 5] | [2, 5] | add | add: sizes 3 and 2 do not broadcast
          [3, 5] | [3, 4] | cat, dim: 1 | cat: the axes that are not joined must agree, got 5 and 4
          [3, 5] | [3] | cat, dim: 1 | cat takes inputs of the same rank, got [N, 3, 5] and [N, 3]
          """)
  void inputsThatDoNotGoTogetherAreRefused(String a, String b, String type, String message) {
    Graph graph =
        Networks.graph(
            "{name: test, inputs: {a: %s, b: %s}, layers: [{from: [a, b], type: %s}]}"
                .formatted(a, b, type));
    assertThat(Networks.problems(() -> Analyzer.analyze(graph))).endsWith(": " + message);
  }

  @Test
  void everyFaultIsSaidAtOnceAndWhatDependsOnOneIsNot() {
    Graph graph =
        Networks.graph(
            """
            name: test
            input: 3x4x4
            layers:
              - left: {type: Conv2d, out_channels: 8, kernel_size: 5}
              - {type: Linear, in_features: 1, out_features: 1}
              - right: {type: MaxPool2d, from: input, kernel_size: 6}
              - fine: {type: ReLU, from: input}
              - {type: cat, from: [left, right, fine], dim: 1}
            """);
    assertThat(Networks.problems(() -> Analyzer.analyze(graph)))
        .isEqualTo(
            """
            test.yaml:4:11: left: the height must be at least 5 for this window, got 4
            test.yaml:6:12: right: the height must be at least 6 for this window, got 4\
            """);
  }

  @Test
  void aModuleThatIsNeverCalledMustStateItsSizes() {
    Graph graph =
        Networks.sequence(
            "[3, 9, 9]",
            "{conv: {type: Conv2d, out_channels: 8, kernel_size: 3, training_only: true}}",
            "{norm: {type: BatchNorm2d, training_only: true}}",
            "{plain: {type: InstanceNorm2d, training_only: true}}",
            "{grouped: {type: GroupNorm, num_groups: 2, affine: false, training_only: true}}",
            "{fc: {type: Linear, out_features: 8, training_only: true}}",
            "ReLU");
    assertThat(
            Networks.problems(() -> Analyzer.analyze(graph))
                .lines()
                .map(line -> line.replaceFirst("test.*?: ", "")))
        .containsExactly(
            "conv: in_channels must be given for a layer that is never called",
            "norm: num_features must be given for a layer that is never called",
            "plain: num_features must be given for a layer that is never called",
            "grouped: num_channels must be given for a layer that is never called",
            "fc: in_features must be given for a layer that is never called");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          3x4000000000x4000000000 | {type: Conv2d, out_channels: 8, kernel_size: 1}
          999999999999999999x9 | ReLU
          999999999999999999x9 | Identity
          999999999x999999999x9 | {type: Linear, out_features: 2147483647}
          """)
  void numbersBeyond64BitsAreRefused(String input, String layer) {
    Graph graph = Networks.sequence(input, layer);
    assertThat(Networks.problems(() -> Analyzer.analyze(graph)))
        .contains("a number is too large: the result does not fit in 64 bits: ");
  }

  @Test
  void sumsBeyond64BitsAreRefused() {
    Graph graph = Networks.sequence("999999999x999999999", "ReLU", "ReLU", "ReLU");
    assertThat(Networks.problems(() -> Analyzer.analyze(graph)))
        .startsWith("test: a number is too large: the result does not fit in 64 bits: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          3x9 | expected 3 sizes for 'input', as in 3x9x9, or one more with the batch first; got 3x9
          1x2x3x4x5 | expected 3 sizes for 'input', as in 3x9x9, or one more with the batch first; got 1x2x3x4x5
          x=3x9x9 | test has no input 'x'
          inptu=3x9x9 | test has no input 'inptu' (did you mean 'input'?)
          3xNxW | 'N' stands for the batch; use another letter in [3, N, W]
          BxBx9x9 | 'B' stands for the batch; use another letter in [B, 9, 9]
          """)
  void inputsThatDoNotFitAreRefused(String input, String message) {
    Graph graph = Networks.sequence("3x9x9", "ReLU");
    assertThat(
            Networks.problems(() ->
                Analyzer.analyze(
                    graph, ModelInputs.of(graph, List.of(input), OptionalLong.empty()))))
        .isEqualTo("--input: " + message);
  }
}
