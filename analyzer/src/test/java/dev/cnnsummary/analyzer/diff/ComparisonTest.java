package dev.cnnsummary.analyzer.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.analyzer.Analyzer;
import dev.cnnsummary.analyzer.diff.Change.Difference;
import dev.cnnsummary.analyzer.diff.Change.Kind;
import dev.cnnsummary.specs.Models;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonTest {
  private static Portrait zoo(String model) {
    return Portrait.of(Analyzer.analyze(Models.load(model)));
  }

  private static Portrait zoo(String model, String parameter, String value) {
    return Portrait.of(Analyzer.analyze(Models.load(model, null, Map.of(parameter, value))));
  }

  private static Comparison compare(String before, String after) {
    return Comparison.of(zoo(before), zoo(after));
  }

  private static Portrait.Layer layer(String path, String type, String option) {
    return new Portrait.Layer(
        path,
        1,
        type,
        Map.of("option", option),
        List.of("[N, 1]"),
        Quantity.ZERO,
        Quantity.ZERO,
        Quantity.ZERO);
  }

  private static Portrait portrait(Portrait.Layer... layers) {
    return new Portrait("model", List.of(), List.of(layers), Map.of());
  }

  private static List<String> changed(Comparison comparison, Kind kind) {
    return comparison.changes().stream()
        .filter(change -> change.kind() == kind)
        .map(change -> change.layer().label())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"lenet5", "resnet18", "googlenet", "densenet121", "inception_v3"})
  void aModelEqualsItself(String model) {
    Comparison comparison = compare(model, model);
    assertThat(comparison.isEqual()).isTrue();
    assertThat(comparison.totals()).isEmpty();
    assertThat(comparison.changes()).allMatch(change -> change.kind() == Kind.EQUAL);
  }

  /** ResNet-34 has 3, 4, 6 and 3 blocks where ResNet-18 has 2 each (He et al. 2015, table 1). */
  @Test
  void blocksThatWerePutInLeaveTheOthersAsTheyAre() {
    Comparison comparison = compare("resnet18", "resnet34");
    assertThat(comparison.counts())
        .containsEntry(Kind.CHANGED, 0)
        .containsEntry(Kind.RENAMED, 0)
        .containsEntry(Kind.REMOVED, 0);
    assertThat(changed(comparison, Kind.ADDED).stream().filter(path -> path.matches("layer.\\..")))
        .containsExactly(
            "layer1.2",
            "layer2.2",
            "layer2.3",
            "layer3.2",
            "layer3.3",
            "layer3.4",
            "layer3.5",
            "layer4.2");
  }

  @Test
  void layersThatWereOnlyMovedOnAreRenamed() {
    Comparison comparison = compare("vgg16", "vgg16_bn");
    assertThat(comparison.counts())
        .containsEntry(Kind.ADDED, 13)
        .containsEntry(Kind.CHANGED, 0)
        .containsEntry(Kind.REMOVED, 0);
    assertThat(changed(comparison, Kind.ADDED)).startsWith("features.1", "features.4");
    assertThat(comparison.isEqual()).isFalse();
  }

  @Test
  void aChangeIsToldByWhatIsDifferent() {
    Comparison comparison = Comparison.of(zoo("lenet5"), zoo("lenet5", "num_classes", "7"));
    Change change =
        comparison.changes().stream()
            .filter(each -> each.layer().path().equals("fc3"))
            .findFirst()
            .orElseThrow();
    assertThat(change.kind()).isEqualTo(Kind.CHANGED);
    assertThat(change.differences())
        .containsExactly(
            new Difference("out_features", "10", "7"),
            new Difference("output", "[N, 10]", "[N, 7]"),
            new Difference("params", "850", "595"),
            new Difference("trainable_params", "850", "595"),
            new Difference("macs", "840", "588"));
    assertThat(comparison.totals())
        .contains(new Difference("params", "61706", "61451"))
        .noneMatch(difference -> difference.what().equals("buffers"));
  }

  @Test
  void frozenWeightsAreADifference() {
    Portrait.Layer free = layer("a", "Linear", "x");
    Portrait.Layer frozen =
        new Portrait.Layer(
            "a",
            1,
            "Linear",
            Map.of("option", "x"),
            List.of("[N, 1]"),
            Quantity.ZERO,
            Quantity.of(4),
            Quantity.ZERO);
    Comparison comparison = Comparison.of(portrait(free), portrait(frozen));
    assertThat(comparison.changes().getFirst().differences())
        .containsExactly(new Difference("trainable_params", "0", "4"));
  }

  @Test
  void theModelsNameIsNoDifference() {
    Portrait one = portrait(layer("a", "ReLU", "x"));
    Portrait other = new Portrait("other", one.inputs(), one.layers(), one.totals());
    assertThat(Comparison.of(one, other).isEqual()).isTrue();
  }

  @Test
  void inputsAreADifference() {
    Portrait one = portrait(layer("a", "ReLU", "x"));
    Portrait other = new Portrait("model", List.of("input [1]"), one.layers(), one.totals());
    assertThat(Comparison.of(one, other).isEqual()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"before, 5", "after, 5", "both, 4"})
  void nothingIsLostOrMadeUp(String longer, int most) {
    Portrait one = portrait(layer("a", "A", "1"), layer("b", "B", "1"), layer("c", "C", "1"));
    Portrait other = portrait(layer("b", "B", "2"), layer("d", "D", "1"), layer("c", "C", "1"));
    Comparison comparison =
        longer.equals("before") ? Comparison.of(one, portrait()) : Comparison.of(one, other);
    assertThat(comparison.changes().stream().map(Change::before).filter(each -> each != null))
        .containsExactlyElementsOf(one.layers());
    assertThat(comparison.changes()).hasSizeLessThanOrEqualTo(most);
  }

  @Test
  void veryLongModelsAreMatchedByPath() {
    List<Portrait.Layer> before = new ArrayList<>();
    IntStream.range(0, 9000).forEach(i -> before.add(layer("a" + i, "A", "1")));
    List<Portrait.Layer> after = new ArrayList<>(before);
    after.set(0, layer("new", "A", "2"));
    after.add(5000, layer("b", "B", "1"));
    after.set(9000, layer("last", "A", "2"));
    Comparison comparison =
        Comparison.of(
            new Portrait("m", List.of(), before, Map.of()),
            new Portrait("m", List.of(), after, Map.of()));
    assertThat(changed(comparison, Kind.ADDED)).containsExactly("new", "b", "last");
    assertThat(changed(comparison, Kind.REMOVED)).containsExactly("a0", "a8999");
    assertThat(comparison.counts()).containsEntry(Kind.EQUAL, 8998);
  }
}
