package dev.cnnsummary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.cli.render.ZooRow;
import dev.cnnsummary.specs.Models;
import dev.cnnsummary.specs.ZooModel;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The zoo as it is listed. */
class ListCommandTest {
  static Stream<ZooModel> models() {
    return Models.zooModels().stream();
  }

  @ParameterizedTest
  @MethodSource("models")
  void theBuildIndexedWhatAnAnalysisSays(ZooModel model) {
    assertThat(ZooIndex.indexed().get(model.name())).isEqualTo(ZooIndex.fresh(model));
  }

  @Test
  void theDocumentHasEachModelWithItsFileInputAndParameters() throws IOException {
    List<String> documented =
        Files.readString(Document.PROJECT.resolve("docs/zoo.md"))
            .lines()
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.replace("`", "").split(" \\| ", -1))
            .map(cells -> String.join(" ", cells[0].substring(2), cells[1], cells[3], cells[4]))
            .toList();
    List<String> listed =
        ZooIndex.rows().stream()
            .map(row ->
                String.format(
                    Locale.ROOT,
                    "%s %s.yaml %s %,d",
                    row.model(),
                    row.family(),
                    row.input(),
                    row.params()))
            .toList();
    assertThat(documented).containsExactlyInAnyOrderElementsOf(listed);
  }

  @Test
  void jsonHasEveryModelFamilyByFamily() {
    JsonNode models = Run.json("list").get("models");
    assertThat(models.valueStream().map(model -> model.get("model").asString()))
        .containsExactlyElementsOf(Models.zoo());
  }

  @Test
  void linesFitInto80Columns() {
    assertThat(Run.fine("list").out().lines()).allMatch(line -> line.length() <= 80);
  }

  @ParameterizedTest
  @ValueSource(strings = {"params", "macs"})
  void sortedTheLeastComesFirst(String key) {
    JsonNode models = Run.json("list", "--sort", key).get("models");
    assertThat(models.valueStream().map(model -> model.get(key).asLong()))
        .hasSize(Models.zoo().size())
        .isSorted();
  }

  @Test
  void sortedByNameTheLettersCount() {
    JsonNode models = Run.json("list", "--sort", "name").get("models");
    assertThat(models.valueStream().map(model -> model.get("model").asString()))
        .isSortedAccordingTo(Comparator.naturalOrder());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          squeezenet        | squeezenet1_0 squeezenet1_1
          RESNEXT           | resnext50_32x4d resnext101_32x8d resnext101_64x4d
          huang             | densenet-bc-100-12
          dense torchvision | densenet121 densenet161 densenet169 densenet201
          """)
  void wordsAreLookedForInNameFamilyAndSource(String words, String names) {
    JsonNode models = Run.json(("list " + words).split(" ", -1)).get("models");
    assertThat(models.valueStream().map(model -> model.get("model").asString()))
        .containsExactly(names.split(" ", -1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          resnt     | no model of the zoo has 'resnt' in its name, family or source (did you mean 'resnet'?)
          vgg dense | no model of the zoo has all of 'vgg', 'dense'
          """)
  void wordsThatNoModelHasAreAnError(String words, String message) {
    Run run = Run.of(("list " + words).split(" ", -1));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).isEqualTo("cnnsummary: " + message + "\n");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void familiesStandTogetherUnderTheirName() {
    assertThat(Run.fine("list", "unet").out())
        .isEqualTo(
            """
            Model              Params    GMACs  Input      Source
            ----------------------------------------------------------------------
            unet
              unet         31,030,658  150.428  1x572x572  Ronneberger et al. 2015
              unet-padded  31,037,698  192.686  3x512x512  Ronneberger et al. 2015
            """);
  }

  @Test
  void csvHasPlainNumbers() {
    assertThat(Run.fine("list", "lenet5-tanh", "--format", "csv").out())
        .isEqualTo(
            """
            model,family,params,macs,input,source
            lenet5-tanh,lenet5-tanh,61706,416520,1x32x32,lecture document 000
            """);
  }

  @Test
  void markdownIsATable() {
    assertThat(Run.fine("list", "lenet5-tanh", "--format", "markdown").out())
        .isEqualTo(
            """
            | Family | Model | Params | GMACs | Input | Source |
            |:---|:---|---:|---:|:---|:---|
            | lenet5-tanh | lenet5-tanh | 61,706 | 0.00042 | 1x32x32 | lecture document 000 |
            """);
  }

  @Test
  void everyRowHasASource() {
    assertThat(ZooIndex.rows()).extracting(ZooRow::source).doesNotContain("");
  }
}
