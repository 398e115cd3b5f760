package dev.cnnsummary.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.Problem;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.shape.Bindings;
import dev.cnnsummary.specs.shape.Dim;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of any network; each case is named by its seed. */
class RandomNetworksTest {
  private static final int NETWORKS = 10_000;
  private static final long FIRST_SEED = Long.getLong("networks.seed", 1);

  /** What an analysis says, or what is wrong. */
  private record Outcome(
      List<LayerReport> layers,
      List<WeightReport> weights,
      List<Totals> totals,
      List<Problem> problems) {
    static Outcome of(Supplier<Analysis> supplier) {
      try {
        Analysis analysis = supplier.get();
        return new Outcome(
            analysis.layers(), analysis.weights(), List.of(analysis.totals()), List.of());
      } catch (InvalidSpecException e) {
        return new Outcome(List.of(), List.of(), List.of(), e.problems());
      }
    }

    /** The place of the first layer that is refused; behind all where none is. */
    int refused(Graph graph) {
      List<String> refused = problems.stream().map(Problem::path).toList();
      List<String> paths = graph.nodes().stream().map(node -> node.path().text()).toList();
      return refused.stream().mapToInt(paths::indexOf).min().orElse(paths.size());
    }
  }

  static LongStream seeds() {
    return LongStream.range(FIRST_SEED, FIRST_SEED + NETWORKS);
  }

  @ParameterizedTest(name = "-Dnetworks.seed={0}")
  @MethodSource("seeds")
  void symbolsThenNumbersAreNumbersAndTotalsAreSums(long seed) {
    Random random = new Random(seed);
    Graph graph = Networks.graph(RandomNetwork.spec(random, "3xHxW"));
    int height = random.nextInt(1, 40);
    int width = random.nextInt(1, 40);
    ModelInputs inputs =
        ModelInputs.of(graph, List.of("3x" + height + "x" + width), OptionalLong.empty());
    Outcome concrete = Outcome.of(() -> Analyzer.analyze(graph, inputs));
    Outcome symbols = Outcome.of(() -> Analyzer.analyze(graph));
    if (!symbols.problems().isEmpty()) { // no size fits; this one perhaps not even before
      assertThat(concrete.refused(graph)).isLessThanOrEqualTo(symbols.refused(graph));
      return;
    }
    Bindings bindings = Bindings.of("H", height).and("W", width);
    assertThat(Outcome.of(() -> Analyzer.analyze(graph).bind(bindings))).isEqualTo(concrete);
    concrete.totals().forEach(totals -> sumsAre(totals, concrete));
  }

  private static void sumsAre(Totals totals, Outcome outcome) {
    assertThat(sum(outcome.layers(), LayerReport::macs)).isEqualTo(totals.macs());
    assertThat(sum(outcome.layers(), LayerReport::flops)).isEqualTo(totals.flops());
    assertThat(sum(outcome.layers(), LayerReport::outputBytes)).isEqualTo(totals.outputBytes());
    List<LayerReport> first =
        outcome.layers().stream().filter(layer -> layer.node().call() == 1).toList();
    assertThat(sum(first, LayerReport::params)).isEqualTo(totals.params());
    assertThat(sum(first, LayerReport::trainableParams)).isEqualTo(totals.trainableParams());
    assertThat(sum(first, LayerReport::buffers)).isEqualTo(totals.buffers());
  }

  private static Dim sum(List<LayerReport> layers, Function<LayerReport, Dim> number) {
    return layers.stream().map(number).reduce(Dim.ZERO, Dim::plus);
  }

  @Test
  void theNetworksHaveWhatNetworksHave() {
    String specs =
        String.join(
            "\n",
            LongStream.range(FIRST_SEED, FIRST_SEED + 100)
                .mapToObj(seed -> RandomNetwork.spec(new Random(seed), "3xHxW"))
                .toList());
    assertThat(specs)
        .contains("MaxPool2d", "stride: 2", "type: cat", "type: add", "type: Linear", "reuse: ")
        .contains("class: Block", "class: Part", "dilation: 2", "ceil_mode: true");
  }

  @Test
  void mostNetworksFitAndSomeDoNot() {
    long fitting =
        LongStream.range(FIRST_SEED, FIRST_SEED + 200)
            .mapToObj(seed -> RandomNetwork.spec(new Random(seed), "3x17x23"))
            .filter(
                spec -> Networks.problems(() -> Analyzer.analyze(Networks.graph(spec))).isEmpty())
            .count();
    assertThat(fitting).isBetween(100L, 199L);
  }
}
