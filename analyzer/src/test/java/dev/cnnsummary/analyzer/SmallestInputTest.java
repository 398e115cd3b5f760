package dev.cnnsummary.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.Models;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.shape.Bindings;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is found by the conditions on symbols is what an analysis of numbers accepts. */
class SmallestInputTest {
  private static final Map<String, Graph> GRAPHS = new ConcurrentHashMap<>();

  static Stream<String> images() {
    return Models.zoo().stream();
  }

  @ParameterizedTest
  @MethodSource("images")
  void theLeastSizesAreAccepted(String model) {
    Graph graph = GRAPHS.computeIfAbsent(model, Models::load);
    Bindings sizes = least(graph, image(graph)).sizes();
    assertThat(Networks.problems(() -> at(graph, number(sizes, "H"), number(sizes, "W"))))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("images")
  void oneLessIsRefusedInEitherAxisByTheLayerThatIsNamed(String model) {
    Graph graph = GRAPHS.computeIfAbsent(model, Models::load);
    SmallestInput found = least(graph, image(graph));
    long height = number(found.sizes(), "H");
    long width = number(found.sizes(), "W");
    assertThat(refusal(graph, height - 1, width)).isEqualTo(layer(found.limits().get(0)));
    assertThat(refusal(graph, height, width - 1)).isEqualTo(layer(found.limits().get(1)));
  }

  /** The first layer that refuses a size, empty where there is none below 1. */
  private static String refusal(Graph graph, long height, long width) {
    if (height == 0 || width == 0) {
      return "";
    }
    try {
      var _ = at(graph, height, width);
      return "nothing";
    } catch (InvalidSpecException e) {
      return e.problems().getFirst().path();
    }
  }

  private static String layer(SmallestInput.Limit limit) {
    return limit.layer() == null ? "" : limit.layer().text();
  }

  @ParameterizedTest
  @CsvSource({
    "alexnet, 63, features.12, H >= 63",
    "inception_v3, 75, Mixed_7a.branch3x3_2.conv, H >= 75",
    "resnet50, 1, '', ''",
    "vgg16, 32, features.30, H >= 32",
  })
  void aLimitNamesTheLayerAndItsCondition(
      String model, long least, String layer, String condition) {
    Graph graph = GRAPHS.computeIfAbsent(model, Models::load);
    SmallestInput.Limit limit = least(graph, "3xHx300").limits().getFirst();
    assertThat(limit.symbol()).isEqualTo("H");
    assertThat(limit.least()).isEqualTo(least);
    assertThat(layer(limit)).isEqualTo(layer);
    assertThat(condition(limit)).isEqualTo(condition);
  }

  @Test
  void aMultipleIsFoundAboveTheBound() {
    Graph graph =
        Networks.graph(
            """
            name: halves
            input: 4xL
            layers:
              - {type: AvgPool1d, kernel_size: 7, stride: 1}
              - {type: unflatten, dim: 2, sizes: [-1, 5]}
            """);
    assertThat(least(graph, "4xL").sizes()).isEqualTo(Bindings.of("L", 11));
  }

  @Test
  void aFixedNumberOfFeaturesFixesTheSize() {
    Graph graph =
        Networks.sequence(
            "3x40x40",
            "{type: MaxPool2d, kernel_size: 4}",
            "{type: flatten, start_dim: 1}",
            "{type: Linear, in_features: 300, out_features: 2}");
    assertThat(least(graph, "3xHx40").sizes()).isEqualTo(Bindings.of("H", 40));
    assertThat(least(graph, "3xHxW").sizes()).isEqualTo(Bindings.of(Map.of("H", 40L, "W", 40L)));
  }

  @Test
  void symbolsThatNoSquareSatisfiesBeginAtTheDeclaredSizes() {
    Graph graph =
        Networks.sequence(
            "3x40x23",
            "{type: MaxPool2d, kernel_size: 4}",
            "{type: flatten, start_dim: 1}",
            "{type: Linear, in_features: 150, out_features: 2}");
    assertThat(least(graph, "3xHxW").sizes()).isEqualTo(Bindings.of(Map.of("H", 40L, "W", 20L)));
  }

  @Test
  void aLongInputIsFoundFromItsBoundWithoutCounting() {
    Graph graph =
        Networks.sequence("2000000000", "{type: Linear, in_features: 2000000000, out_features: 1}");
    assertThat(least(graph, "L").sizes()).isEqualTo(Bindings.of("L", 2_000_000_000L));
  }

  @Test
  void whereNoSizeIsValidNothingIsFound() {
    Graph graph =
        Networks.graph(
            """
            name: never
            input: 3xL
            layers:
              - pool: {type: MaxPool1d, kernel_size: 2}
              - {type: flatten, from: pool, start_dim: 1}
              - {type: Linear, in_features: 10, out_features: 1}
            """);
    assertThat(SmallestInput.of(analyze(graph, "3xL"))).isEmpty();
  }

  @Test
  void withoutSymbolsThereIsNothingToFind() {
    SmallestInput found = least(Models.load("lenet"), "1x28x28");
    assertThat(found.sizes().isEmpty()).isTrue();
    assertThat(found.limits()).isEmpty();
  }

  private static String condition(SmallestInput.Limit limit) {
    return limit.condition() == null ? "" : limit.condition().condition();
  }

  private static String image(Graph graph) {
    return Objects.requireNonNull(graph.inputs().getFirst().shape()).dim(0) + "xHxW";
  }

  private static SmallestInput least(Graph graph, String input) {
    return SmallestInput.of(analyze(graph, input)).orElseThrow();
  }

  private static Analysis analyze(Graph graph, String input) {
    return Analyzer.analyze(graph, ModelInputs.of(graph, List.of(input), OptionalLong.empty()));
  }

  private static Analysis at(Graph graph, long height, long width) {
    return analyze(graph, image(graph).replace("H", "" + height).replace("W", "" + width));
  }

  private static long number(Bindings sizes, String symbol) {
    return sizes.get(symbol).orElseThrow();
  }
}
