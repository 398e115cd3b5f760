package dev.cnnsummary.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.analyzer.field.AxisField;
import dev.cnnsummary.analyzer.field.Fraction;
import dev.cnnsummary.specs.Models;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Node;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Receptive fields are those of Araujo, Norris and Sim, "Computing Receptive Fields of
 * Convolutional Neural Networks" (Distill, 2019), where the architecture is the same.
 */
class PublishedFieldsTest {
  /** By how much torchvision's first convolution is padded where TF-Slim's is not. */
  private static final Map<String, Long> PADDED = Map.of("alexnet", 2L);

  /** What is seen of an axis. */
  private record Seen(@Nullable Long size, @Nullable Fraction stride, @Nullable Long offset) {}

  static Stream<Arguments> published() {
    return Measured.arguments("receptive-fields.tsv");
  }

  @ParameterizedTest
  @MethodSource("published")
  void aLayerSeesWhatWasPublished(
      String model, String layer, long size, long stride, long padding) {
    Graph graph = Models.load(model, null, Map.of());
    Analysis analysis =
        Analyzer.analyze(graph, ModelInputs.of(graph, List.of("3x1999x1999"), OptionalLong.of(1)));
    Node last =
        graph.nodes().stream()
            .filter(node -> (node.path().text() + ".").startsWith(layer + "."))
            .reduce((_, later) -> later)
            .orElseThrow();
    long offset = -padding - PADDED.getOrDefault(model, 0L);
    Seen expected = new Seen(size, Fraction.of(stride), offset);
    assertThat(axes(analysis, last)).containsExactly(expected, expected);
  }

  /** ResNet v1 of TF-Slim strides in the last unit of a stage. */
  @ParameterizedTest
  @CsvSource({"'[3, 4, 6]', 483", "'[3, 4, 23]', 1027", "'[3, 8, 36]', 1507"})
  void resNetsAsTensorFlowStridesThemSeeWhatWasPublished(String units, long size) {
    Graph graph =
        Networks.graph(
            """
            name: resnet_v1
            input: 3x1999x1999
            blocks:
              Unit:
                parameters: {stride: 1}
                layers:
                  - {type: Conv2d, out_channels: 4, kernel_size: 1}
                  - conv2: {type: Conv2d, out_channels: 4, kernel_size: 3, stride: $stride, padding: 1}
                  - shortcut: {from: input, type: MaxPool2d, kernel_size: 1, stride: $stride}
                  - {type: add, from: [conv2, shortcut]}
            layers:
              - {type: Conv2d, out_channels: 4, kernel_size: 7, stride: 2, padding: 3}
              - {type: MaxPool2d, kernel_size: 3, stride: 2, padding: 1}
              - for: {units: %s}
                layers:
                  - {repeat: $(units - 1), type: Unit}
                  - {type: Unit, stride: 2}
              - {repeat: 3, type: Unit}
            """
                .formatted(units));
    assertThat(ofOutput(graph)).extracting(Seen::size).containsExactly(size, size);
  }

  /** Torchvision strides in the first unit of the next stage, where less is seen at a time. */
  @ParameterizedTest
  @CsvSource({"resnet50, 427", "resnet101, 971", "resnet152, 1451"})
  void resNetsAsTorchvisionStridesThemSeeLess(String model, long size) {
    Graph graph = Models.load(model, null, Map.of());
    Analysis analysis =
        Analyzer.analyze(graph, ModelInputs.of(graph, List.of("3x1999x1999"), OptionalLong.of(1)));
    Node last =
        graph.nodes().stream()
            .filter(node -> node.path().text().startsWith("layer4."))
            .reduce((_, later) -> later)
            .orElseThrow();
    assertThat(axes(analysis, last)).extracting(Seen::size).containsExactly(size, size);
  }

  @Test
  void mobileNetV1SeesWhatWasPublished() {
    Graph graph =
        Networks.graph(
            """
            name: mobilenet_v1
            input: 3x1999x1999
            layers:
              - {type: Conv2d, out_channels: 4, kernel_size: 3, stride: 2, padding: 1}
              - for: {stride: [1, 2, 1, 2, 1, 2, 1, 1, 1, 1, 1, 2, 1]}
                layers:
                  - type: Conv2d
                    out_channels: 4
                    kernel_size: 3
                    stride: $stride
                    padding: 1
                    groups: 4
                  - {type: Conv2d, out_channels: 4, kernel_size: 1}
            """);
    assertThat(ofOutput(graph)).extracting(Seen::size).containsExactly(315L, 315L);
  }

  @Test
  void twoStackedConvolutionsOfThreeSeeFive() {
    Graph graph =
        Networks.graph(
            """
            name: stacked
            input: 1x9x9
            layers:
              - {type: Conv2d, out_channels: 1, kernel_size: 3}
              - {type: Conv2d, out_channels: 1, kernel_size: 3}
            """);
    Seen five = new Seen(5L, Fraction.of(1), 0L);
    assertThat(ofOutput(graph)).containsExactly(five, five);
  }

  private static List<Seen> ofOutput(Graph graph) {
    return axes(Analyzer.analyze(graph), graph.nodes().getLast());
  }

  private static List<Seen> axes(Analysis analysis, Node node) {
    List<AxisField> axes =
        Objects.requireNonNull(analysis.field(node.outputs().getFirst()).inputs().getFirst());
    return axes.stream().map(axis -> new Seen(axis.size(), axis.stride(), axis.offset())).toList();
  }
}
