package dev.cnnsummary.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.analyzer.explain.TypeNotes;
import dev.cnnsummary.specs.op.Recurrent;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.spec.LayerType;
import dev.cnnsummary.specs.spec.LayerTypes;
import dev.cnnsummary.specs.spec.Option;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The formulas in the notes on types come to what the analysis finds. */
class TypeNotesTest {

  static Stream<NotedCase> cases() {
    return Stream.of(
            "convolution", "pooling", "norm", "feature", "sequence", "pointwise", "flops", "other")
        .flatMap(LayerCase::table)
        .map(NotedCase::new);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void costsAreThoseOfTheAnalysis(NotedCase layer) {
    assertThat(List.of(layer.macs(), layer.flops()))
        .containsExactly(layer.report().macs().value(), layer.report().flops().value());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void viewsAreThoseOfTheAnalysis(NotedCase layer) {
    assertThat(layer.notes().view()).isEqualTo(layer.report().view());
  }

  static Stream<NotedCase> simpleWeights() {
    return cases().filter(layer -> !isStacked(layer));
  }

  /** The notes show the first layer of a recurrent network in words for all. */
  private static boolean isStacked(NotedCase layer) {
    return layer.report().node().op() instanceof Recurrent network
        && network.numLayers() * network.directions() > 1;
  }

  @ParameterizedTest
  @MethodSource("simpleWeights")
  void weightsAreThoseOfTheAnalysis(NotedCase layer) {
    List<String> names =
        layer.report().node().op().weights().stream().map(slot -> slot.name()).toList();
    assertThat(layer.weights()).isEqualTo(names);
    assertThat(layer.params()).isEqualTo(layer.report().params().value());
  }

  static Stream<NotedCase> shapeRules() {
    return cases().filter(NotedCase::hasShapeRule);
  }

  @ParameterizedTest
  @MethodSource("shapeRules")
  void extentsAreThoseOfTheAnalysis(NotedCase layer) {
    List<Long> extents =
        layer.report().outputs().getFirst().shape().dims().stream().map(Dim::value).toList();
    assertThat(layer.output()).isEqualTo(extents);
  }

  @Test
  void everyTypeIsHeldAgainstTheAnalysis() {
    Set<String> untried = new TreeSet<>(LayerTypes.names());
    untried.removeAll(Set.of("Parameter", "Buffer")); // they are no calls
    Stream.of("convolution", "pooling", "norm", "feature", "sequence", "pointwise", "other")
        .flatMap(LayerCase::table)
        .map(layer -> layer.entry().replaceAll("\\{type: (\\w+).*", "$1"))
        .forEach(untried::remove);
    assertThat(untried).isEmpty();
  }

  static Stream<LayerType> types() {
    return LayerTypes.all().stream();
  }

  @ParameterizedTest
  @MethodSource("types")
  void aTypeAndItsOptionsAreExplained(LayerType type) {
    assertThat(type.summary()).endsWith(".").hasSizeGreaterThan(5);
    assertThat(type.options()).extracting(Option::text).allMatch(text -> text.length() > 5);
    assertThat(TypeNotes.of(type).outputs()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("types")
  void formulasNameWhatThereIs(LayerType type) {
    TypeNotes notes = TypeNotes.of(type);
    Set<String> known =
        type.options().stream().map(Option::name).collect(Collectors.toCollection(TreeSet::new));
    known.addAll(List.of("in", "out", "MACs", "prod", "if", "not", "and", "mode"));
    Stream.concat(notes.inputs().stream(), notes.outputs().stream())
        .flatMap(tensor -> words(tensor.shape() + " " + tensor.name()))
        .forEach(known::add);
    notes.where().forEach(line -> words(line).limit(1).forEach(known::add));
    List<String> used =
        Stream.of(notes.macs(), notes.flops(), notes.params())
            .flatMap(List::stream)
            .flatMap(term -> words(term.formula()))
            .toList();
    assertThat(known).containsAll(used);
  }

  private static Stream<String> words(String text) {
    return Stream.of(text.split("[^\\w]+")).filter(word -> word.matches("[A-Za-z]\\w*"));
  }

  @Test
  void aSumSaysWhenASummandCounts() {
    LayerType linear = Objects.requireNonNull(LayerTypes.find("Linear"));
    assertThat(TypeNotes.sum(TypeNotes.of(linear).params()))
        .isEqualTo("out_features · in_features + (out_features if bias)");
    assertThat(TypeNotes.sum(List.of())).isEqualTo("0");
  }
}
