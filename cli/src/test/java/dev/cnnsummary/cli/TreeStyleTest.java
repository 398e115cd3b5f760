package dev.cnnsummary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.specs.Models;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TreeStyleTest {
  private static final String COLUMNS = "layer,params,macs,count_as,flops,memory";

  private static final List<String> DEEP =
      List.of("lenet5", "resnet50", "googlenet-d2l", "convnext_tiny", "shared");

  static Stream<Arguments> modelsAndDepths() {
    return Stream.concat(Models.zoo().stream(), Stream.of("shared"))
        .flatMap(model ->
            (DEEP.contains(model) ? Stream.of("0", "1", "2", "3", "9") : Stream.of("2"))
                .map(depth -> Arguments.of(model, depth)));
  }

  @ParameterizedTest
  @MethodSource("modelsAndDepths")
  void rowsSumToTotals(String model, String depth, @TempDir Path folder) {
    String argument = model.equals("shared") ? SmallModels.file(folder, SmallModels.SHARED) : model;
    String text =
        Run.fine(
                argument,
                "--style",
                "tree",
                "--columns",
                COLUMNS,
                "--depth",
                depth,
                "--count-as",
                "fvcore")
            .out();
    assertThat(columnSum(text, "Params")).isEqualTo(total(text, "Params"));
    assertThat(columnSum(text, "MACs")).isEqualTo(total(text, "MACs"));
    assertThat(columnSum(text, "fvcore")).isEqualTo(total(text, "As fvcore"));
    assertThat(columnSum(text, "FLOPs")).isEqualTo(total(text, "FLOPs"));
    assertThat(columnSum(text, "Memory")).isEqualTo(total(text, "Layer outputs"));
  }

  /** Sums what stands in a right-aligned column, which ends where its title does. */
  private static long columnSum(String text, String title) {
    List<String> lines = text.lines().takeWhile(line -> !line.isEmpty()).toList();
    int end = lines.getFirst().indexOf(title) + title.length();
    long sum = 0;
    for (String line : lines.subList(2, lines.size())) {
      String before = line.substring(0, Math.min(end, line.length()));
      String cell = before.substring(before.lastIndexOf(' ') + 1).replace(",", "");
      if (line.length() >= end && !cell.isEmpty()) {
        sum += Long.parseLong(cell);
      }
    }
    return sum;
  }

  private static long total(String text, String name) {
    String line =
        text.lines()
            .dropWhile(each -> !each.isEmpty())
            .filter(each -> each.startsWith(name + "  "))
            .findFirst()
            .orElseThrow();
    return Long.parseLong(line.replaceAll("^\\D*([0-9,]+).*", "$1").replace(",", ""));
  }

  static Stream<List<String>> commands() {
    return Stream.of("resnet18", "vgg16", "googlenet-d2l")
        .flatMap(model ->
            Stream.of("tree", "tree --ascii", "torchsummary", "torchinfo", "shapes")
                .flatMap(style ->
                    Stream.of("", "--input CxHxW", "--batch 2")
                        .map(more -> {
                          List<String> words = new ArrayList<>(List.of(model, "--style"));
                          words.addAll(List.of((style + " " + more).strip().split(" ", -1)));
                          return words;
                        })));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void noLineEndsInASpace(List<String> command) {
    assertThat(Run.fine(command.toArray(String[]::new)).out().lines())
        .noneMatch(line -> line.endsWith(" "));
  }

  @ParameterizedTest
  @CsvSource({"resnet18, 3x224x224", "resnet18, 3xHxW", "vgg16, CxHxW", "googlenet-d2l, 1xHxH"})
  void asciiIsOfAsciiOnlyAndAligned(String model, String input) {
    String text = Run.fine(model, "--input", input, "--style", "tree", "--ascii").out();
    assertThat(text.chars()).allMatch(each -> each == '\n' || (each >= ' ' && each <= '~'));
    int end = text.indexOf("Params") + "Params".length();
    assertThat(text.lines().takeWhile(line -> !line.isEmpty()).skip(2))
        .allMatch(
            line -> line.length() < end || line.startsWith("  ", end) || line.length() == end);
  }

  @Test
  void formulasAreInWordsInAscii() {
    assertThat(Run.fine("resnet18", "--input", "3xHxW", "--ascii").out())
        .contains("[N, 512, floor((H+31)/32), floor((W+31)/32)]");
  }

  @Test
  void symbolsAskForTheTree() {
    assertThat(Run.fine("vgg16", "--input", "3xHxW"))
        .isEqualTo(Run.fine("vgg16", "--input", "3xHxW", "--style", "tree"));
  }

  @Test
  void modulesThatAreCalledAgainOrNeverAreMarked(@TempDir Path folder) {
    assertThat(Run.fine(SmallModels.file(folder, SmallModels.SHARED), "--style", "tree").out())
        .contains("conv (call 2)")
        .contains("aux (not called)")
        .contains("\n  frozen          112\n");
  }

  @Test
  void conditionsAreSaidOnceAndTheStrictestOnly() {
    assertThat(Run.fine("alexnet", "--input", "3xHx224").out())
        .contains("Valid where\n  H >= 63  (features.12)\n")
        .doesNotContain("H >= 31");
  }
}
