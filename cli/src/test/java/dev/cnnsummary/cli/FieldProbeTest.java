package dev.cnnsummary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Which fields the probe holds to the letter, and of which it only holds the bounds. */
class FieldProbeTest {
  @TempDir private Path folder;

  /** What was found of each layer, as {@code =11} or {@code <=11}. */
  private Map<String, String> fields(String layers) {
    String spec = "name: probed\ninput: 2x17x15\nlayers:\n" + layers.indent(2);
    JsonNode json = Run.json("verify", SmallModels.file(folder, spec), "--probe-field");
    Map<String, String> fields = new HashMap<>();
    for (JsonNode layer : json.get("layers")) {
      JsonNode field = layer.get("field");
      String relation = field.get("exact").asBoolean() ? "=" : "<=";
      fields.put(layer.get("path").asString(), relation + field.get("expected").asString());
    }
    return fields;
  }

  @Test
  void windowsWithoutGapsAreReachedWhole() {
    assertThat(
            fields(
                """
                - a: {type: Conv2d, out_channels: 4, kernel_size: 3, stride: 2, padding: 1}
                - b: {type: MaxPool2d, kernel_size: 3, stride: 2}
                - c: {type: Conv2d, out_channels: 4, kernel_size: [1, 3]}
                - d: {type: AdaptiveAvgPool2d, output_size: 1}
                """))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("a", "=3", "b", "=7", "c", "=7x15", "d", "=allx15"));
  }

  @Test
  void dilationLeavesGaps() {
    assertThat(fields("- a: {type: Conv2d, out_channels: 2, kernel_size: 3, dilation: 2}"))
        .containsEntry("a", "<=5");
  }

  @Test
  void dilationOverNeighboursThatOverlapLeavesNone() {
    assertThat(
            fields(
                """
                - a: {type: Conv2d, out_channels: 2, kernel_size: 3}
                - b: {type: Conv2d, out_channels: 2, kernel_size: 3, dilation: 2}
                """))
        .containsEntry("b", "=7");
  }

  @Test
  void aStrideBeyondTheKernelLeavesGapsForTheNextWindow() {
    assertThat(
            fields(
                """
                - a: {type: Conv2d, out_channels: 2, kernel_size: 1, stride: 2}
                - b: {type: Conv2d, out_channels: 2, kernel_size: 3}
                """))
        .containsEntry("a", "=1")
        .containsEntry("b", "<=5");
  }

  @Test
  void aShortcutWithinItsBranchLeavesNone() {
    assertThat(
            fields(
                """
                - stem: {type: Conv2d, out_channels: 4, kernel_size: 3, padding: 1}
                - a: {type: Conv2d, out_channels: 4, kernel_size: 3, padding: 1}
                - sum: {type: add, from: [stem, a]}
                - b: {type: Conv2d, out_channels: 4, kernel_size: 3, padding: 1}
                """))
        .containsEntry("sum", "=5")
        .containsEntry("b", "=7");
  }

  @Test
  void aRowAndAColumnMakeACrossNotABox() {
    assertThat(
            fields(
                """
                - row: {type: Conv2d, from: input, out_channels: 4, kernel_size: [1, 3], padding: [0, 1]}
                - column: {type: Conv2d, from: input, out_channels: 4, kernel_size: [3, 1], padding: [1, 0]}
                - sum: {type: add, from: [row, column]}
                """))
        .containsEntry("sum", "<=3");
  }

  @Test
  void halfOfTheChannelsMaySeeLess() {
    assertThat(
            fields(
                """
                - a: {type: Conv2d, from: input, out_channels: 2, kernel_size: 1}
                - b: {type: Conv2d, from: input, out_channels: 2, kernel_size: 3, padding: 1}
                - joined: {type: cat, dim: 1, from: [a, b]}
                - mixed: {type: Conv2d, out_channels: 4, kernel_size: 1}
                - half: {type: Conv2d, from: joined, out_channels: 2, kernel_size: 3, groups: 2}
                """))
        .containsEntry("joined", "=3")
        .containsEntry("mixed", "=3")
        .containsEntry("half", "<=5");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          reflect; Conv2d, out_channels: 2, kernel_size: 3, padding: 1, padding_mode: reflect
          circular; Conv2d, out_channels: 2, kernel_size: 3, padding: 1, padding_mode: circular
          pad; ReflectionPad2d, padding: 3
          transposed; ConvTranspose2d, out_channels: 2, kernel_size: 3, stride: 2
          nearest; Upsample, scale_factor: 2
          bilinear; Upsample, scale_factor: 2, mode: bilinear
          corners; Upsample, scale_factor: 2, mode: bilinear, align_corners: true
          average; AvgPool2d, kernel_size: 3, stride: 2, ceil_mode: true
          regions; AdaptiveAvgPool2d, output_size: 4
          normalised; GroupNorm, num_groups: 1, num_channels: 2
          """)
  void noFieldIsTooSmall(String name, String layer) {
    assertThat(fields("- " + name + ": {type: " + layer + "}")).containsKey(name);
  }

  @ParameterizedTest
  @CsvSource({"googlenet, 32", "mobilenet_v2, 32", "shufflenet_v2_x0_5, 32", "squeezenet1_1, 32"})
  void theFieldsOfNetworksWithBranchesHold(String model, int size) {
    Run.fine("verify", model, "--input", "3x" + size + "x" + size, "--probe-field");
  }

  @Test
  void aNetworkWithoutPixelsIsRefused() {
    String spec = "name: flat\ninput: 4\nlayers:\n  - a: {type: Linear, out_features: 2}\n";
    Run run = Run.of("verify", SmallModels.file(folder, spec), "--probe-field");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--probe-field: no input of flat has pixels");
  }
}
