package dev.cnnsummary.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.specs.Models;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.GraphBuilder;
import dev.cnnsummary.specs.graph.ModulePath;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.ScopeCall;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.op.Activation;
import dev.cnnsummary.specs.op.Concat;
import dev.cnnsummary.specs.op.Dropout;
import dev.cnnsummary.specs.op.Flatten;
import dev.cnnsummary.specs.op.Identity;
import dev.cnnsummary.specs.op.Op;
import dev.cnnsummary.specs.shape.Bindings;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Peaks that are counted by hand, and random graphs; each random graph is named by its seed. */
class PeakMemoryTest {
  private static final long FIRST_SEED = Long.getLong("peak.seed", 1);
  private static final int GRAPHS = 300;

  @Test
  void vgg16HoldsTwoMapsOfItsFirstBlock() {
    Analysis analysis = Analyzer.analyze(Models.load("vgg16"));
    assertThat(peak(analysis)).isEqualTo(2 * 64 * 224 * 224 * 4).isEqualTo(25_690_112);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          '[ReLU]', 80
          '[ReLU, ReLU, ReLU]', 80
          '[Identity]', 40
          '[Flatten, ReLU, Dropout]', 80
          '[a: ReLU, b: ReLU, {type: add, from: [a, b]}]', 120
          '[a: ReLU, {type: add, from: [a, input]}]', 120
          '[{type: cat, from: [input, input], dim: 1}, ReLU]', 160
          '[{type: add, from: [input, input]}]', 80
          '[a: ReLU, b: Flatten, c: ReLU, {type: add, from: [a, c]}]', 120
          """)
  void smallNetworksAreCountedByHand(String layers, long bytes) {
    Graph graph = Networks.graph("{name: peak, input: [10], layers: " + layers + "}");
    assertThat(peak(Analyzer.analyze(graph))).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          '[ReLU]', 0
          '[Identity]', 0
          '[ReLU, ReLU, ReLU]', 0
          '[Flatten, ReLU, Dropout]', 1
          '[a: ReLU, b: ReLU, {type: add, from: [a, b]}]', add
          '[{type: cat, from: [input, input], dim: 1}, a: ReLU]', a
          """)
  void thePeakIsAtTheFirstCallThatNeedsMost(String layers, String path) {
    Graph graph = Networks.graph("{name: peak, input: [10], layers: " + layers + "}");
    assertThat(Analyzer.analyze(graph).totals().peakLayer())
        .satisfies(layer -> assertThat(layer.path().text()).isEqualTo(path));
  }

  @Test
  void vgg16sPeakIsAtItsFirstActivation() {
    assertThat(Analyzer.analyze(Models.load("vgg16")).totals().peakLayer())
        .satisfies(layer -> assertThat(layer.path().text()).isEqualTo("features.1"));
  }

  @Test
  void whereThePeakDependsOnSymbolsItsCallIsUnknownUntilTheyAreBound() {
    Graph graph =
        Networks.sequence(
            "1xLxM",
            "a: {type: Conv2d, out_channels: 4, kernel_size: [3, 1], bias: false}",
            "b: {type: Conv2d, out_channels: 1, kernel_size: [1, 3], padding: [2, 0]}",
            "c: ReLU");
    Analysis symbols = Analyzer.analyze(graph);
    assertThat(symbols.totals().peakLayer()).isNull();
    Bindings bindings = Bindings.of("L", 20).and("M", 9);
    assertThat(symbols.bind(bindings).totals().peakLayer())
        .isEqualTo(
            Analyzer.analyze(graph, ModelInputs.of(graph, List.of("1x20x9"), OptionalLong.empty()))
                .totals()
                .peakLayer())
        .isNotNull();
  }

  @Test
  void aModelWithoutCallsHoldsItsInput() {
    Totals totals = Analyzer.analyze(Networks.sequence("10", "{layers: []}")).totals();
    assertThat(totals.peakActivationBytes()).isEqualTo(Dim.of(40));
    assertThat(totals.peakLayer()).isNull();
  }

  @Test
  void anOutputThatNothingTakesIsThereWhileItIsMade() {
    Graph graph =
        Networks.sequence(
            "1x4x4", "{type: MaxPool2d, kernel_size: 4, return_indices: true}", "ReLU");
    assertThat(peak(Analyzer.analyze(graph))).isEqualTo(16 * 4 + 4 + 8);
  }

  static LongStream seeds() {
    return LongStream.range(FIRST_SEED, FIRST_SEED + GRAPHS);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void thePeakIsThatOfCountingWhatIsNeededAtEachStep(long seed) {
    Graph graph = random(new Random(seed));
    Analysis analysis = Analyzer.analyze(graph);
    assertThat(peak(analysis)).isEqualTo(peakByCounting(graph, analysis));
  }

  private static long peak(Analysis analysis) {
    return analysis.totals().peakActivationBytes().value();
  }

  private static Graph random(Random random) {
    GraphBuilder builder = new GraphBuilder("random");
    List<Value> values = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(3); i++) {
      values.add(builder.input("input" + i, DType.F32, Shape.of(random.nextInt(1, 50))));
    }
    builder.open(ModulePath.ROOT, "Random", ScopeCall.Base.MODULE, List.copyOf(values), true);
    int nodes = random.nextInt(1, 30);
    for (int i = 0; i < nodes; i++) {
      Op op = operator(random);
      List<Value> operands = new ArrayList<>();
      int count = op instanceof Concat ? random.nextInt(1, 4) : 1;
      for (int j = 0; j < count; j++) {
        int back = Math.min(values.size(), random.nextInt(1, 6));
        operands.add(values.get(values.size() - back));
      }
      ModulePath path = new ModulePath("f" + i);
      values.addAll(builder.function(path, "f", op, operands));
    }
    List<Value> outputs = new ArrayList<>();
    outputs.add(values.getLast());
    if (random.nextBoolean()) {
      outputs.add(values.get(random.nextInt(values.size())));
    }
    builder.close(outputs);
    return builder.build();
  }

  private static Op operator(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> new Identity();
      case 1 -> new Flatten(1, -1);
      case 2 -> new Dropout(Dropout.Kind.ELEMENT, 0.5, false);
      case 3 -> new Concat(1);
      default -> new Activation(Activation.Kind.RELU, List.of(), false);
    };
  }

  /**
   * At each step the tensors that the node takes and makes, and those that a later one takes or the
   * model hands back, each once in memory.
   */
  private static long peakByCounting(Graph graph, Analysis analysis) {
    Map<Value, Value> owners = new HashMap<>();
    graph.inputs().forEach(input -> owners.put(input, input));
    long peak = 0;
    for (Node node : graph.nodes()) {
      boolean view =
          switch (node.op()) {
            case Identity _, Flatten _, Dropout _ -> true;
            default -> false;
          };
      Value output = node.outputs().getFirst();
      owners.put(output, view ? owners.get(node.inputs().getFirst()) : output);
      Set<Value> needed = new HashSet<>(graph.outputs());
      graph.nodes().stream().skip(node.index()).forEach(later -> needed.addAll(later.inputs()));
      needed.retainAll(owners.keySet());
      needed.add(output);
      long bytes =
          needed.stream()
              .map(owners::get)
              .distinct()
              .mapToLong(owner -> bytes(analysis, owner))
              .sum();
      peak = Math.max(peak, bytes);
    }
    return peak;
  }

  private static long bytes(Analysis analysis, Value value) {
    long elements = 1;
    for (int axis = 1; axis < analysis.type(value).shape().rank(); axis++) {
      elements *= analysis.type(value).shape().dim(axis).value();
    }
    return 4 * elements;
  }
}
