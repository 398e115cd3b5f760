package dev.cnnsummary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.Analyzer;
import dev.cnnsummary.analyzer.ModelInputs;
import dev.cnnsummary.cli.render.Content;
import dev.cnnsummary.cli.render.LectureStyle;
import dev.cnnsummary.cli.render.Screen;
import dev.cnnsummary.cli.render.TreeStyle;
import dev.cnnsummary.specs.Models;
import dev.cnnsummary.specs.graph.Graph;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written for a terminal fits it. */
class ScreenWidthTest {
  private static final List<String> MODELS =
      List.of(
          "lenet5",
          "resnet18",
          "googlenet",
          "inception_v3",
          "densenet121",
          "shufflenet_v2_x1_0",
          "mobilenet_v3_small",
          "convnext_tiny",
          "unet");

  static Stream<Arguments> modelsAndWidths() {
    return MODELS.stream()
        .flatMap(model -> Stream.of(80, 200).map(width -> Arguments.of(model, width)));
  }

  @ParameterizedTest
  @MethodSource("modelsAndWidths")
  void aTreeFits(String model, int width) {
    assertThat(tree(model, width, false).lines()).allMatch(line -> line.length() <= width);
  }

  @ParameterizedTest
  @MethodSource("modelsAndWidths")
  void aTreeInAsciiFitsAndIsOfAsciiOnly(String model, int width) {
    String text = tree(model, width, true);
    assertThat(text.lines()).allMatch(line -> line.length() <= width);
    assertThat(text.chars()).allMatch(each -> each == '\n' || (each >= ' ' && each <= '~'));
  }

  @ParameterizedTest
  @ValueSource(strings = {"lenet5", "vgg16", "alexnet-d2l", "googlenet-d2l"})
  void lectureNotesFit80Columns(String model) {
    assertThat(LectureStyle.table(analysis(model)).print(new Screen(80, false)).lines())
        .allMatch(line -> line.length() <= 80);
  }

  @Test
  void whatDoesNotFitIsContinuedBelow() {
    assertThat(tree("densenet121", 80, false))
        .contains(" (8.04 MiB) at\n                  features.denseblock1.denselayer6.norm1\n");
  }

  @Test
  void shapesThatAreTheSameAreWrittenOnce() {
    assertThat(tree("shufflenet_v2_x1_0", 80, false)).contains("2x[N, 58, 28, 28]");
  }

  private static String tree(String model, int width, boolean ascii) {
    return TreeStyle.write(
        new Content(analysis(model), null, List.of(), null, null, null),
        new Screen(width, false),
        ascii,
        null);
  }

  private static Analysis analysis(String model) {
    Graph graph = Models.load(model, null, Map.of());
    return Analyzer.analyze(graph, ModelInputs.of(graph, List.of(), OptionalLong.empty()));
  }
}
