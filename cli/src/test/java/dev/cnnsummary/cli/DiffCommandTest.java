package dev.cnnsummary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DiffCommandTest {
  private static JsonNode json(String line) {
    Run run = Run.of((line + " --format json").split(" "));
    assertThat(run.err()).isEmpty();
    return new JsonMapper().readTree(run.out());
  }

  @ParameterizedTest
  @CsvSource({
    "diff resnet18 resnet18, 0",
    "diff resnet18, 0",
    "diff resnet18 --input 3x64x64, 0",
    "diff resnet18 resnet34, 1",
    "diff resnet18 --set-b num_classes=10, 1",
    "diff resnet18 --input-b 3x64x64, 1",
    "diff resnet18 --batch 2 --batch-b 4, 1",
    "diff resnet18 --set num_classes=10 --set-b num_classes=10, 0",
    "diff vgg16 vgg16 --set num_classes=5 --set-b num_classes=5, 0",
    "diff nothing resnet18, 2",
    "diff resnet18 --set-b classes=3, 2",
    "diff, 2",
  })
  void theExitCodeTellsWhetherTheyAreEqual(String line, int code) {
    assertThat(Run.of(line.split(" ")).code()).isEqualTo(code);
  }

  @Test
  void aBlockIsOneLineWithItsSums() {
    assertThat(Run.of("diff", "resnet18", "resnet34").out())
        .startsWith("resnet18 → resnet34\n\n+ layer1.2: BasicBlock, [N, 64, 56, 56], 73,984 params")
        .contains("params               11,689,512     21,797,672   +86.47%\n")
        .endsWith("\nLayers and modules: 85 equal, 64 added.\n");
  }

  /** A file's batch, whatever it is called, is no difference from an open one. */
  @ParameterizedTest
  @CsvSource({
    "lenet5-tanh {file}, ''",
    "{file} lenet5-tanh, ''",
    "lenet5-tanh {file}, --dynamic-batch",
    "{file} lenet5-tanh, --dynamic-batch",
    "{file} {file}, ''",
  })
  void anExportedModelIsEqualToItself(String models, String option, @TempDir Path folder) {
    String file = folder.resolve("m.onnx").toString();
    Run.fine(("export lenet5-tanh --init zeros -o " + file + " " + option).strip().split(" "));
    List<String> arguments = new ArrayList<>(List.of("diff"));
    arguments.addAll(List.of(models.replace("{file}", file).split(" ")));
    assertThat(Run.of(arguments.toArray(String[]::new)).out()).contains("Equal: all ");
  }

  @Test
  void aBatchThatIsAskedForIsADifference(@TempDir Path folder) {
    String file = folder.resolve("m.onnx").toString();
    Run.fine("export", "lenet5-tanh", "--init", "zeros", "-o", file);
    assertThat(Run.of("diff", file, "lenet5-tanh", "--batch-b", "4").out())
        .contains("input [1, 1, 32, 32] → input [4, 1, 32, 32]");
  }

  @Test
  void equalModelsAreSaidToBe() {
    assertThat(Run.fine("diff", "lenet5").out()).contains("Equal: all ").doesNotContain("~");
  }

  @Test
  void aSpecThatLeavesSizesOutEqualsOneThatGivesThem(@TempDir Path folder) throws Exception {
    String given =
        "input: 3x8x8\nlayers:\n  - {type: Conv2d, in_channels: 3, out_channels: 4, kernel_size: 3}\n";
    Path one = Files.writeString(folder.resolve("one.yaml"), given);
    Path other =
        Files.writeString(folder.resolve("other.yaml"), given.replace("in_channels: 3, ", ""));
    assertThat(Run.of("diff", one.toString(), other.toString()).code()).isZero();
  }

  @Test
  void jsonHasEveryChangeAndNumber() {
    JsonNode json = json("diff lenet5 --set-b num_classes=7");
    assertThat(json.get("equal").booleanValue()).isFalse();
    JsonNode changes = json.get("changes");
    JsonNode last = changes.get(changes.size() - 1);
    assertThat(last.get("change").stringValue()).isEqualTo("changed");
    assertThat(last.get("before").get("params").intValue()).isEqualTo(850);
    assertThat(last.get("after").get("params").intValue()).isEqualTo(595);
    assertThat(json.get("before").get("totals").get("params").intValue()).isEqualTo(61706);
    assertThat(json.get("totals").get(0).toString())
        .isEqualTo("{\"what\":\"params\",\"before\":61706,\"after\":61451}");
    assertThat(json.get("counts").get("changed").intValue()).isEqualTo(2);
  }

  @Test
  void countsInJsonSumToTheLayersOfBoth() {
    JsonNode counts = json("diff alexnet vgg11").get("counts");
    int both =
        StreamSupport.stream(counts.values().spliterator(), false)
            .mapToInt(JsonNode::intValue)
            .sum();
    int before = both - counts.get("added").intValue();
    assertThat(before).isEqualTo(Run.json("alexnet").get("layers").size() + 3); // and modules
  }

  @Test
  void markdownIsAListAndATable() {
    assertThat(Run.of("diff", "resnet18", "resnet34", "--format", "markdown").out())
        .startsWith("## resnet18 → resnet34\n\n- **added** layer1.2: BasicBlock, ")
        .contains("|:---|---:|---:|---:|\n| params | 11,689,512 | 21,797,672 | +86.47% |\n");
  }

  @Test
  void symbolsAreComparedAsExpressions() {
    assertThat(Run.of("diff", "alexnet", "--input", "3xHxW", "--set-b", "num_classes=10").out())
        .contains("classifier.6: Linear\n    out_features: 1,000 → 10\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"diff resnet18 resnet34 --ascii", "diff vgg16 vgg16_bn --ascii"})
  void asciiTextIsAscii(String line) {
    assertThat(Run.of(line.split(" ")).out()).matches("[\\x20-\\x7e\\n]+");
  }
}
