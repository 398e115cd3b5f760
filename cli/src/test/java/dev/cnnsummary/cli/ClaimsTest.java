package dev.cnnsummary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What the lecture documents state of the networks that the zoo takes from them. */
class ClaimsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 6, 28x28",
    "2, 6, 14x14",
    "4, 16, 10x10",
    "6, 16, 5x5",
    "8, 120, 1x1",
    "11, 84, ''",
    "13, 10, ''"
  })
  void document000StatesFeaturesAndSizesOfLeNet5(String layer, String features, String size) {
    assertThat(outputs(summary("lenet5-tanh", "1x32x32"), ""))
        .containsEntry(Integer.valueOf(layer), size.isEmpty() ? features : features + "x" + size);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          alexnet-cifar, 3x32x32, 13
          vgg16, 3x224x224, 24
          """)
  void document000HasARowForEachModuleButTheActivations(String model, String input, int rows) {
    assertThat(
            layers(summary(model, input))
                .filter(layer -> layer.get("kind").asString().equals("module"))
                .map(ClaimsTest::type)
                .filter(type -> !type.equals("ReLU")))
        .hasSize(rows);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          lenet, 1x28x28, net., \
          6x28x28 6x28x28 6x14x14 16x10x10 16x10x10 16x5x5 400 120 120 84 84 10
          alexnet-d2l, 1x224x224, net., \
          96x54x54 96x54x54 96x26x26 256x26x26 256x26x26 256x12x12 384x12x12 384x12x12 384x12x12 \
          384x12x12 256x12x12 256x12x12 256x5x5 6400 4096 4096 4096 4096 4096 4096 10
          nin-d2l, 1x224x224, '', \
          96x54x54 96x26x26 256x26x26 256x12x12 384x12x12 384x5x5 384x5x5 10x5x5 10x1x1 10
          """)
  void document002PrintsTheShapeAfterEachStep(
      String model, String input, String sequence, String shapes) {
    assertThat(outputs(summary(model, input), sequence).values())
        .containsExactly(shapes.split(" "));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          lenet, 1x28x28, 400 120 84
          alexnet-d2l, 1x224x224, 6400 4096 4096
          vgg11-d2l, 1x224x224, 25088 4096 4096
          """)
  void document002StatesTheFeaturesThatLinearLayersTake(
      String model, String input, String features) {
    assertThat(
            layers(summary(model, input))
                .filter(layer -> type(layer).equals("Linear"))
                .map(layer -> layer.get("input_shapes").get(0).get(1).asString()))
        .containsExactly(features.split(" "));
  }

  /** Eighteen are 1 + 16 + 1. */
  @ParameterizedTest
  @CsvSource({
    "resnet18-cifar, 3x32x32, layer.*left.*",
    "resnet18-d2l, 1x224x224, .*[.]conv[12]",
    "resnet18, 3x224x224, layer[1-4][.][01][.]conv[12]"
  })
  void resNet18HasEighteenLayersWithWeightsOutsideShortcuts(
      String model, String input, String insideBlocks) {
    List<String> weighted =
        layers(summary(model, input))
            .filter(layer -> type(layer).equals("Conv2d") || type(layer).equals("Linear"))
            .map(layer -> layer.get("path").asString())
            .toList();
    List<String> shortcuts =
        weighted.stream().filter(path -> path.matches(".*(shortcut|downsample|conv3).*")).toList();
    List<String> blocks = weighted.stream().filter(path -> path.matches(insideBlocks)).toList();
    assertThat(blocks).hasSize(16);
    assertThat(weighted).hasSize(1 + 16 + 1 + shortcuts.size());
    assertThat(weighted.getFirst()).isNotIn(blocks);
    assertThat(weighted.getLast()).isNotIn(blocks);
  }

  @Test
  void document002HasNineInceptionsInGoogLeNet() {
    assertThat(summary("googlenet-d2l", "1x96x96").get("containers").valueStream())
        .filteredOn(container -> type(container).equals("D2lInception"))
        .hasSize(9);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          lenet5, 1x32x32, Conv2d 6x28x28 156; Conv2d 16x10x10 2416; Linear 120 48120; \
          Linear 84 10164; Linear 10 850
          alexnet-96, 3x224x224, Conv2d 96x55x55 34944; ReLU 96x55x55 0; MaxPool2d 96x27x27 0; \
          Conv2d 256x27x27 614656; ReLU 256x27x27 0; MaxPool2d 256x13x13 0; \
          Conv2d 384x13x13 885120; ReLU 384x13x13 0; Conv2d 384x13x13 1327488; ReLU 384x13x13 0; \
          Conv2d 256x13x13 884992; ReLU 256x13x13 0; MaxPool2d 256x6x6 0
          vgg16, 3x224x224, Conv2d 64x224x224 1792; ReLU 64x224x224 0; Conv2d 64x224x224 36928; \
          ReLU 64x224x224 0; MaxPool2d 64x112x112 0; Conv2d 128x112x112 73856; \
          ReLU 128x112x112 0; Conv2d 128x112x112 147584; ReLU 128x112x112 0; \
          MaxPool2d 128x56x56 0; Conv2d 256x56x56 295168; ReLU 256x56x56 0; Conv2d 256x56x56 590080
          googlenet-truncated, 3x224x224, Conv2d 64x112x112 9472; ReLU 64x112x112 0; \
          MaxPool2d 64x56x56 0; Conv2d 64x56x56 4160; ReLU 64x56x56 0; Conv2d 192x56x56 110784; \
          ReLU 192x56x56 0; MaxPool2d 192x28x28 0; Conv2d 64x28x28 12352; ReLU 64x28x28 0; \
          Conv2d 96x28x28 18528; ReLU 96x28x28 0; Conv2d 128x28x28 110720
          """)
  void document003ShowsTheFirstRowsOfTorchsummary(String model, String input, String rows) {
    List<String> expected = new ArrayList<>();
    for (String row : rows.split("; ", -1)) {
      String[] cells = row.split(" ", -1);
      String shape = cells[1].replace("x", ", ");
      expected.add(
          cells[0] + "-" + (expected.size() + 1) + " [-1, " + shape + "] " + grouped(cells[2]));
    }
    assertThat(
            Run.fine(model, "--input", input)
                .out()
                .lines()
                .skip(3)
                .limit(expected.size())
                .map(line -> line.strip().replaceAll(" {2,}| (?=[0-9,]+$)", " ")))
        .containsExactlyElementsOf(expected);
  }

  @Test
  void document003CountsTheParametersOfLeNet5() {
    assertThat(Run.fine("lenet5", "--input", "1x32x32").out())
        .contains("\nTotal params: 61,706\nTrainable params: 61,706\n");
  }

  private static String grouped(String digits) {
    return digits.replaceAll("(?<=[0-9])(?=([0-9]{3})+$)", ",");
  }

  private static JsonNode summary(String model, String input) {
    return Run.json(model, "--input", input, "--batch", "1");
  }

  private static Stream<JsonNode> layers(JsonNode summary) {
    return summary.get("layers").valueStream();
  }

  private static String type(JsonNode member) {
    return member.get("type").asString();
  }

  /** What each numbered module of a sequence puts out, without the batch. */
  private static Map<Integer, String> outputs(JsonNode summary, String sequence) {
    TreeMap<Integer, String> outputs = new TreeMap<>();
    for (String kind : Arrays.asList("layers", "containers")) {
      for (JsonNode member : summary.get(kind)) {
        String path = member.get("path").asString();
        if (path.startsWith(sequence) && path.substring(sequence.length()).matches("[0-9]+")) {
          outputs.put(
              Integer.valueOf(path.substring(sequence.length())),
              member
                  .get("output_shapes")
                  .get(0)
                  .valueStream()
                  .skip(1)
                  .map(JsonNode::asString)
                  .collect(Collectors.joining("x")));
        }
      }
    }
    return outputs;
  }
}
