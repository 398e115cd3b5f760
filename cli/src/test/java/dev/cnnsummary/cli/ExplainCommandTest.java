package dev.cnnsummary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What the command line explains, in the notation of the lecture documents. */
class ExplainCommandTest {
  /** The sizes that the documents state, after each layer that changes them. */
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          lenet, 28 14 10 5
          lenet5-tanh, 28 14 10 5 1
          alexnet-d2l, 54 26 26 12 12 12 12 5
          alexnet-96, 55 27 27 13 13 13 13 6
          vgg16, 224 224 112 112 112 56 56 56
          googlenet-truncated, 112 56 56 56 28 28 28 28
          """)
  void sizesOfTheDocumentsAreExplained(String model, String sizes) {
    List<String> stated = List.of(sizes.split(" ", -1));
    assertThat(heights(model).stream().map(steps -> steps.getLast()).limit(stated.size()))
        .containsExactlyElementsOf(stated);
  }

  private static List<List<String>> heights(String model) {
    return PrintedExplanation.read(Run.fine("explain", model).out()).stream()
        .flatMap(layer -> layer.section("Output").stream())
        .filter(line -> line.label().equals("H"))
        .map(PrintedExplanation.Line::steps)
        .filter(steps -> steps.size() > 1)
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          alexnet-96 | features.0 | ⌊(224 − 11 + 2·2)/4⌋ + 1 = ⌊217/4⌋ + 1 = 54 + 1 = 55
          alexnet-d2l | net.0 | ⌊(224 − 11 + 2·1)/4⌋ + 1 = ⌊215/4⌋ + 1 = 53 + 1 = 54
          alexnet-d2l | net.2 | ⌊(54 − 3)/2⌋ + 1 = ⌊51/2⌋ + 1 = 25 + 1 = 26
          alexnet-d2l | net.12 | ⌊(12 − 3)/2⌋ + 1 = ⌊9/2⌋ + 1 = 4 + 1 = 5
          googlenet | maxpool1 | ⌈(112 − 3)/2⌉ + 1 = ⌈109/2⌉ + 1 = 55 + 1 = 56
          unet | up3 | (28 − 1)·2 + 2 = 56
          """)
  void formulasAreTheDocumentsOwnWhereTheyAreRight(String model, String layer, String formula) {
    assertThat(Run.fine("explain", model, layer).out())
        .contains("H" + " ".repeat(15) + formula)
        .doesNotContain("/2 − 1", "− 11 + 1 + 2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          alexnet-96 | features.0 | 96·3·11·11 + 96 = 34,944
          alexnet-96 | features.3 | 256·96·5·5 + 256 = 614,656
          vgg16 | features.0 | 64·3·3·3 + 64 = 1,792
          lenet5 | fc1 | 120·400 + 120 = 48,120
          """)
  void parametersOfTheDocumentsAreExplained(String model, String layer, String formula) {
    assertThat(Run.fine("explain", model, layer).out())
        .contains("Parameters" + " ".repeat(8) + formula);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {type: Conv2d, out_channels: 4, kernel_size: 3, dilation: 2, padding: 1, stride: 3} \
          | ⌊(20 + 2·1 − 2·(3 − 1) − 1)/3⌋ + 1 = ⌊17/3⌋ + 1 = 5 + 1 = 6
          {type: Conv2d, out_channels: 4, kernel_size: 4, padding: same} \
          | ⌊(20 − 4 + 1 + 2)/1⌋ + 1 = ⌊19/1⌋ + 1 = 19 + 1 = 20
          {type: MaxPool2d, kernel_size: 2, stride: 7, padding: 1, ceil_mode: true} \
          | min(⌈(20 − 2 + 2·1)/7⌉, ⌊(20 + 1 − 1)/7⌋) + 1 = min(⌈20/7⌉, ⌊20/7⌋) + 1 \
          = min(3, 2) + 1 = 2 + 1 = 3
          {type: ConvTranspose2d, out_channels: 4, kernel_size: 3, stride: 2, padding: 1, \
          output_padding: 1} | (20 − 1)·2 − 2·1 + 3 + 1 = 40
          {type: Upsample, scale_factor: 1.5} | ⌊20·3/2⌋ = ⌊60/2⌋ = 30
          {type: PixelUnshuffle, downscale_factor: 2} | 20/2 = 10
          """)
  void everyWayOfResizingHasItsFormula(String layer, String formula, @TempDir Path folder) {
    String file =
        SmallModels.file(folder, "name: one\ninput: 4x20x20\nlayers:\n  - layer: " + layer + "\n");
    assertThat(Run.fine("explain", file, "layer").out()).contains(" " + formula);
  }

  @Test
  void adaptivePoolingHasItsRegions() {
    assertThat(Run.fine("explain", "vgg16", "avgpool", "--input", "3x320x320").out())
        .contains(
            "    H 1 from        ⌊1·10/7⌋ = ⌊10/7⌋ = 1\n",
            "    H 1 to          ⌈(1 + 1)·10/7⌉ − 1 = ⌈20/7⌉ − 1 = 3 − 1 = 2\n");
  }

  @Test
  void aModuleIsExplainedWithAllThatIsInIt() {
    List<String> names =
        PrintedExplanation.read(Run.fine("explain", "resnet18", "layer1.0").out()).stream()
            .map(PrintedExplanation::name)
            .toList();
    assertThat(names)
        .containsExactly(
            "layer1.0",
            "layer1.0.conv1",
            "layer1.0.bn1",
            "layer1.0.relu",
            "layer1.0.conv2",
            "layer1.0.bn2",
            "layer1.0.add",
            "layer1.0.relu:2");
  }

  @ParameterizedTest
  @CsvSource({"layer1.0.relu:2", "layer1.0.relu (call 2)"})
  void aFurtherCallHasANumber(String name) {
    assertThat(Run.fine("explain", "resnet18", name).out()).startsWith("layer1.0.relu:2: ReLU(");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          layer1.0.conv3 | has no layer 'layer1.0.conv3' (did you mean 'layer1.0.conv1'?)
          layer1.0.relu:3 | 'layer1.0.relu' is called twice, not 3 times
          layer1.0.something | 'layer1.0' has layer1.0.conv1, layer1.0.bn1, layer1.0.relu
          """)
  void aWrongNameIsSaidWithTheNearest(String name, String message) {
    Run run = Run.of("explain", "resnet18", name);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(message).hasLineCount(1);
  }

  @Test
  void jsonHasStepsAndValue() {
    JsonNode sections =
        Run.json("explain", "alexnet-96", "features.0").get("explanations").get(0).get("sections");
    JsonNode height = sections.get(0).get("derivations").get(2);
    assertThat(height.get("label").asString()).isEqualTo("H");
    assertThat(height.get("value").asInt()).isEqualTo(55);
    assertThat(height.get("steps").valueStream().map(JsonNode::asString))
        .containsExactly("⌊(224 − 11 + 2·2)/4⌋ + 1", "⌊217/4⌋ + 1", "54 + 1", "55");
  }

  @Test
  void markdownHasLatexThatComesToTheSame() {
    String text = Run.fine("explain", "alexnet-96", "features.0", "--format", "markdown").out();
    assertThat(text)
        .contains(
            "  - H: $\\left\\lfloor \\frac{224 - 11 + 2 \\cdot 2}{4} \\right\\rfloor + 1"
                + " = \\left\\lfloor \\frac{217}{4} \\right\\rfloor + 1 = 54 + 1 = 55$");
    List<String> formulas =
        text.lines()
            .filter(line -> line.contains(" = "))
            .map(line -> line.substring(line.indexOf('$') + 1, line.lastIndexOf('$')))
            .toList();
    assertThat(formulas).hasSizeGreaterThan(8);
    assertThat(
            formulas.stream()
                .map(formula ->
                    List.of(formula.split(" = ", -1)).stream()
                        .map(step -> FormulaReader.value(step, Map.of()))
                        .distinct()
                        .collect(Collectors.toList())))
        .allMatch(values -> values.size() == 1);
  }

  @Test
  void constraintsTellThePatternOfSizes() {
    assertThat(Run.fine("explain", "inception_v3", "--constraints").out())
        .isEqualTo(
            """
            inception_v3: the sizes that it takes
              Smallest input    3x75x75

            H, here 299
              Valid             75 and more
              Least             75, as Mixed_7a.branch3x3_2.conv wants H >= 75
              Branches fit      any
              Nothing cut off   32·k + 11, from 75 on

            W, here 299: as H

            Sizes up to 2,048 were tried, each axis while the others stay.
            """);
  }

  @Test
  void constraintsNameWhatIsCutOffHere() {
    assertThat(Run.fine("explain", "alexnet-d2l", "--constraints", "--ascii").out())
        .contains(
            "  Cut off here      net.0: of 224 the last 2 are never used\n",
            "                    net.2: of 54 the last one is never used\n")
        .matches("\\A[\\x00-\\x7f]*\\z");
  }

  @Test
  void constraintsAsJsonHavePeriodAndRemainders() {
    JsonNode height = Run.json("explain", "vgg16", "--constraints").get("axes").get(0);
    assertThat(height.get("axis").asString()).isEqualTo("H");
    assertThat(height.get("valid").get("from").asInt()).isEqualTo(32);
    assertThat(height.get("nothing_cut_off").get("period").asInt()).isEqualTo(32);
    assertThat(height.get("nothing_cut_off").get("remainders").get(0).asInt()).isZero();
    assertThat(height.get("least").get("path").asString()).isEqualTo("features.30");
  }

  @ParameterizedTest
  @CsvSource({
    "features.0, --constraints",
    "'', --window",
    "features.1, --window",
    "features, --window"
  })
  void whatHasNoMeaningIsRefused(String layer, String option) {
    List<String> arguments = new ArrayList<>(List.of("explain", "vgg16", option));
    if (!layer.isEmpty()) {
      arguments.add(2, layer);
    }
    Run run = Run.of(arguments.toArray(String[]::new));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).isNotEmpty();
  }
}
