package dev.cnnsummary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.specs.Models;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What is printed in columns sums to what is printed as totals, read back from the text. */
class PrintedSumsTest {
  /** Those that are cut at several depths; the rest of the zoo is cut at one. */
  private static final List<String> DEEP =
      List.of("lenet5", "vgg16", "resnet50", "googlenet", "densenet121", "convnext_tiny", "shared");

  static Stream<String> models() {
    return Stream.concat(Models.zoo().stream(), Stream.of("shared"));
  }

  static Stream<Arguments> modelsAndDepths() {
    return models()
        .flatMap(model ->
            (DEEP.contains(model) ? Stream.of("0", "1", "2", "9") : Stream.of("1"))
                .map(depth -> Arguments.of(model, depth)));
  }

  @ParameterizedTest
  @MethodSource("models")
  void layersInJsonSumToTheTotals(String model, @TempDir Path folder) {
    JsonNode json = Run.json(argument(model, folder));
    for (String number : List.of("macs", "flops", "output_bytes")) {
      assertThat(json.get("layers").valueStream().mapToLong(l -> l.get(number).asLong()).sum())
          .as(number)
          .isEqualTo(json.get("totals").get(number).asLong());
    }
  }

  @ParameterizedTest
  @MethodSource("modelsAndDepths")
  void commaSeparatedColumnsSumToTheTotals(String model, String depth, @TempDir Path folder) {
    List<List<String>> rows =
        Run.fine(argument(model, folder), "--format", "csv", "--depth", depth)
            .out()
            .lines()
            .map(line -> List.of(line.split(",", -1)))
            .toList();
    JsonNode totals = Run.json(argument(model, folder)).get("totals");
    for (String column : List.of("params", "trainable_params", "macs", "flops", "output_bytes")) {
      assertThat(sum(rows, column)).as(column).isEqualTo(totals.get(column).asLong());
    }
  }

  @ParameterizedTest
  @MethodSource("modelsAndDepths")
  void markdownColumnsSumToTheTotalsBelow(String model, String depth, @TempDir Path folder) {
    String text =
        Run.fine(
                argument(model, folder),
                "--format",
                "markdown",
                "--depth",
                depth,
                "--columns",
                "layer,params,macs,flops,memory,count_as",
                "--count-as",
                "thop")
            .out();
    List<List<String>> rows =
        text.lines()
            .filter(line -> line.startsWith("| "))
            .map(line -> Arrays.stream(line.split(" \\| ", -1)).map(PrintedSumsTest::cell).toList())
            .toList();
    assertThat(sum(rows, "Params")).isEqualTo(total(text, "Params"));
    assertThat(sum(rows, "MACs")).isEqualTo(total(text, "MACs"));
    assertThat(sum(rows, "FLOPs")).isEqualTo(total(text, "FLOPs"));
    assertThat(sum(rows, "Memory")).isEqualTo(total(text, "Layer outputs"));
    assertThat(sum(rows, "thop")).isEqualTo(total(text, "As thop"));
  }

  private static String cell(String text) {
    return text.replaceAll("^\\| | \\|$", "");
  }

  @ParameterizedTest
  @MethodSource("models")
  void torchsummaryRowsSumToItsTotal(String model, @TempDir Path folder) {
    String text = Run.fine(argument(model, folder), "--style", "torchsummary").out();
    long sum =
        text.lines()
            .skip(3)
            .takeWhile(line -> !line.startsWith("="))
            .mapToLong(line -> number(line.substring(line.lastIndexOf(' ') + 1)))
            .sum();
    assertThat(sum).isEqualTo(total(text, "Total params:"));
    assertThat(total(text, "Trainable params:") + total(text, "Non-trainable params:"))
        .isEqualTo(sum);
  }

  @Test
  void torchsummaryShowsWhatItHidesWhereThatHasParameters(@TempDir Path folder) {
    String file = SmallModels.file(folder, SmallModels.OWN_PARAMETERS);
    String text = Run.fine(file, "--style", "torchsummary").out();
    assertThat(text.lines().skip(3).takeWhile(line -> !line.startsWith("=")))
        .map(line -> line.strip().replaceAll(" +", " "))
        .containsExactly("Linear-1 [-1, 8] 72", "Sequential-2 [-1, 8] 8", "Own-3 [-1, 8] 8");
    assertThat(total(text, "Total params:"))
        .isEqualTo(Run.json(file).get("totals").get("params").asLong())
        .isEqualTo(88);
  }

  @ParameterizedTest
  @MethodSource("modelsAndDepths")
  void torchinfoRowsSumToItsTotals(String model, String depth, @TempDir Path folder) {
    String text = Run.fine(argument(model, folder), "--style", "torchinfo", "--depth", depth).out();
    List<String> lines = text.lines().toList();
    List<List<String>> rows = new ArrayList<>();
    int params = lines.get(1).indexOf("Param #");
    int multAdds = lines.get(1).indexOf("Mult-Adds");
    rows.add(List.of("Param #", "Mult-Adds"));
    lines.stream()
        .skip(3)
        .takeWhile(line -> !line.startsWith("="))
        .forEach(line -> rows.add(List.of(word(line, params), word(line, multAdds))));
    assertThat(sum(rows, "Param #")).isEqualTo(total(text, "Total params:"));
    String printed = text.replaceAll("(?s).*Total mult-adds ([^\\n]*)\\n.*", "$1");
    int digits =
        switch (printed.charAt(1)) {
          case 'G' -> 9;
          case 'M' -> 6;
          default -> throw new AssertionError(printed);
        };
    assertThat(printed.substring(5))
        .isEqualTo(
            BigDecimal.valueOf(sum(rows, "Mult-Adds"), digits)
                .setScale(2, RoundingMode.HALF_EVEN)
                .toPlainString());
  }

  private static String word(String line, int start) {
    return line.length() <= start ? "" : line.substring(start).split(" ", 2)[0];
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "torchvision",
        "fvcore",
        "ptflops",
        "ptflops-aten",
        "thop",
        "torchinfo",
        "torchinfo-1.8"
      })
  void anotherProgramsCountsSumToItsTotal(String rule) {
    String[] command = {"resnet18", "--count-as", rule};
    JsonNode json = Run.json(command);
    long total = json.get("count_as").get("total").asLong();
    assertThat(json.get("count_as").get("rule").asString()).isEqualTo(rule);
    assertThat(json.get("layers").valueStream().mapToLong(l -> l.get("count_as").asLong()).sum())
        .isEqualTo(total);
    List<List<String>> rows =
        Run.fine("resnet18", "--count-as", rule, "--format", "csv", "--depth", "1")
            .out()
            .lines()
            .map(line -> List.of(line.split(",", -1)))
            .toList();
    assertThat(sum(rows, "count_as_" + rule)).isEqualTo(total);
    assertThat(total(Run.fine(command).out(), "As " + rule)).isEqualTo(total);
  }

  private static String argument(String model, Path folder) {
    return model.equals("shared") ? SmallModels.file(folder, SmallModels.SHARED) : model;
  }

  private static long sum(List<List<String>> rows, String column) {
    int place = rows.getFirst().indexOf(column);
    assertThat(place).as(column).isNotNegative();
    return rows.stream().skip(1).mapToLong(row -> number(row.get(place))).sum();
  }

  private static long number(String cell) {
    String digits = cell.replaceAll("[,()]", ""); // torchinfo puts frozen ones in parentheses
    return digits.matches("[0-9]+") ? Long.parseLong(digits) : 0;
  }

  private static long total(String text, String name) {
    String line =
        text.lines().filter(each -> each.startsWith(name + " ")).findFirst().orElseThrow();
    return number(line.substring(name.length()).strip().split(" ", 2)[0]);
  }
}
