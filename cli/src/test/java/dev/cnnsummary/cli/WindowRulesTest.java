package dev.cnnsummary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.Analyzer;
import dev.cnnsummary.analyzer.LayerReport;
import dev.cnnsummary.executor.Extents;
import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.Models;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.GraphBuilder;
import dev.cnnsummary.specs.graph.ModulePath;
import dev.cnnsummary.specs.graph.ScopeCall;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.op.Convolution;
import dev.cnnsummary.specs.op.Op;
import dev.cnnsummary.specs.op.Padding;
import dev.cnnsummary.specs.op.Pool;
import dev.cnnsummary.specs.op.Window;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The analysis computes how many positions a window has, the executor counts them. A failure names
 * its seed; {@code -Dwindow.seed=…} makes that the first one.
 */
class WindowRulesTest {
  static final List<String> ZOO = Models.zoo();

  /** An operator with a window. */
  record Sliding(Op op, Window window, boolean ceilMode) {
    static Stream<Sliding> of(Op op) {
      return switch (op) {
        case Convolution convolution -> Stream.of(new Sliding(op, convolution.window(), false));
        case Pool pool -> Stream.of(new Sliding(op, pool.window(), pool.ceilMode()));
        default -> Stream.empty();
      };
    }

    /** Positions along each axis; none where the window does not fit along one. */
    List<Integer> counted(List<Integer> extents) {
      List<Integer> positions = new ArrayList<>();
      for (int axis = 0; axis < window.axes(); axis++) {
        positions.add(Extents.positions(window, ceilMode, axis, extents.get(axis)));
      }
      return positions.contains(0) ? List.of() : positions;
    }

    /** The same as the analysis says. */
    List<Integer> computed(List<Integer> extents) {
      try {
        Analysis analysis = Analyzer.analyze(alone(op, extents));
        return spatial(analysis.layers().getFirst().outputs().getFirst().shape());
      } catch (InvalidSpecException e) {
        assertThat(e.problems()).singleElement().asString().contains("for this window");
        return List.of();
      }
    }
  }

  private static Graph alone(Op op, List<Integer> extents) {
    List<Dim> dims = new ArrayList<>();
    dims.add(Dim.of(op instanceof Convolution c && c.inChannels() != null ? c.inChannels() : 4));
    extents.forEach(extent -> dims.add(Dim.of(extent)));
    GraphBuilder builder = new GraphBuilder("alone");
    Value input = builder.input("input", DType.F32, Shape.of(dims));
    builder.open(ModulePath.ROOT, "Sequential", ScopeCall.Base.SEQUENTIAL, List.of(input), true);
    builder.close(builder.module(ModulePath.ROOT.child("0"), "layer", op, List.of(input), true));
    return builder.build();
  }

  private static List<Integer> spatial(Shape shape) {
    return shape.dims().stream().skip(2).map(dim -> Math.toIntExact(dim.value())).toList();
  }

  @ParameterizedTest
  @FieldSource("ZOO")
  void everyWindowOfAModelHasAsManyPositionsAsCounted(String model) {
    Map<ModulePath, List<Integer>> computed = new LinkedHashMap<>();
    Map<ModulePath, List<Integer>> counted = new LinkedHashMap<>();
    for (LayerReport layer : Analyzer.analyze(Models.load(model)).layers()) {
      Sliding.of(layer.node().op())
          .forEach(sliding -> {
            ModulePath path = layer.node().path();
            computed.put(path, spatial(layer.outputs().getFirst().shape()));
            counted.put(path, sliding.counted(spatial(layer.inputs().getFirst().shape())));
          });
    }
    assertThat(computed).isNotEmpty().isEqualTo(counted);
  }

  static Stream<Sliding> windows() {
    return ZOO.stream()
        .flatMap(model -> Models.load(model).nodes().stream())
        .flatMap(node -> Sliding.of(node.op()))
        .distinct();
  }

  @ParameterizedTest
  @MethodSource("windows")
  void aWindowOfTheZooHasAsManyPositionsAsCountedAtEverySize(Sliding sliding) {
    Map<List<Integer>, List<Integer>> computed = new LinkedHashMap<>();
    Map<List<Integer>, List<Integer>> counted = new LinkedHashMap<>();
    IntStream.concat(IntStream.rangeClosed(1, 40), IntStream.of(55, 64, 109, 223, 224, 225, 1023))
        .mapToObj(extent -> List.of(extent, extent + 1))
        .forEach(extents -> {
          computed.put(extents, sliding.computed(extents));
          counted.put(extents, sliding.counted(extents));
        });
    assertThat(computed).isEqualTo(counted);
  }

  static LongStream seeds() {
    long first = Long.getLong("window.seed", 1);
    return LongStream.range(first, first + 4000);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void anyWindowHasAsManyPositionsAsCounted(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Sliding sliding = random.nextBoolean() ? convolution(random) : pool(random);
    for (int i = 0; i < 5; i++) {
      List<Integer> extents = integers(random, sliding.window.axes(), 1, 40);
      assertThat(sliding.computed(extents))
          .as("seed %s: %s on %s", seed, sliding, extents)
          .isEqualTo(sliding.counted(extents));
    }
  }

  private static Sliding convolution(SplittableRandom random) {
    int axes = random.nextInt(1, 4);
    Window window =
        new Window(
            integers(random, axes, 1, 8),
            integers(random, axes, 1, 6),
            new Padding(
                Padding.Mode.EXPLICIT, integers(random, axes, 0, 9), integers(random, axes, 0, 9)),
            integers(random, axes, 1, 5));
    Op op =
        new Convolution(null, 4, window, 1, random.nextBoolean(), Convolution.PaddingMode.ZEROS);
    return new Sliding(op, window, false);
  }

  private static Sliding pool(SplittableRandom random) {
    int axes = random.nextInt(1, 4);
    List<Integer> kernel = integers(random, axes, 1, 8);
    List<Integer> padding = kernel.stream().map(k -> random.nextInt(k / 2 + 1)).toList();
    Window window =
        new Window(
            kernel,
            integers(random, axes, 1, 6),
            Padding.symmetric(padding),
            integers(random, axes, 1, 5));
    boolean ceilMode = random.nextBoolean();
    Op op = new Pool(Pool.Kind.MAX, window, ceilMode, true, null, false, Set.of());
    return new Sliding(op, window, ceilMode);
  }

  private static List<Integer> integers(SplittableRandom random, int count, int low, int bound) {
    return random.ints(count, low, bound).boxed().toList();
  }
}
