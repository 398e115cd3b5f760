package dev.cnnsummary.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.Analyzer;
import dev.cnnsummary.analyzer.ModelInputs;
import dev.cnnsummary.executor.ExecutionException;
import dev.cnnsummary.executor.Geometry;
import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.Models;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The executor walks to the same extents that the analysis computes, and refuses what it refuses.
 */
class GeometryTest {
  static final List<String> ZOO = Models.zoo();

  @ParameterizedTest
  @FieldSource("ZOO")
  void everyValueOfAModelHasTheExtentsOfTheAnalysis(String model) {
    Graph graph = Models.load(model);
    agree(model, graph, batch(graph, 2));
  }

  static LongStream seeds() {
    long first = Long.getLong("geometry.seed", 1);
    return LongStream.range(first, first + 120);
  }

  /** A failure names its seed; {@code -Dgeometry.seed=…} makes that the first one. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void anyModelAtAnySizeHasTheExtentsOfTheAnalysisOrIsRefusedByBoth(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Graph graph = Models.load(ZOO.get(random.nextInt(ZOO.size())));
    List<TensorType> types = new ArrayList<>();
    for (TensorType type : batch(graph, random.nextInt(1, 4)).types()) {
      Shape shape = type.shape();
      for (int axis = 2; axis < shape.rank(); axis++) {
        shape = shape.with(axis, Dim.of(random.nextInt(1, 300)));
      }
      types.add(new TensorType(type.dtype(), shape));
    }
    agree("seed " + seed, graph, new ModelInputs(types, types.getFirst().shape().dim(0)));
  }

  static Stream<LayerCase> layers() {
    return LayerCase.all();
  }

  @ParameterizedTest
  @MethodSource("layers")
  void aLayerHasTheExtentsOfTheAnalysisOrIsRefusedByBoth(LayerCase layer) {
    agree(layer.toString(), layer.graph(), layer.inputs());
  }

  private static ModelInputs batch(Graph graph, int size) {
    return ModelInputs.of(graph, List.of(), OptionalLong.of(size));
  }

  private static void agree(String name, Graph graph, ModelInputs inputs) {
    List<Extent> extents = inputs.types().stream().map(GeometryTest::extent).toList();
    Analysis analysis;
    try {
      analysis = Analyzer.analyze(graph, inputs);
    } catch (InvalidSpecException e) {
      assertThatThrownBy(() -> Geometry.of(graph, extents))
          .as("%s: %s", name, e.getMessage())
          .isInstanceOf(ExecutionException.class);
      return;
    }
    Geometry geometry = Geometry.of(graph, extents);
    Map<Value, Extent> computed = new LinkedHashMap<>();
    Map<Value, Extent> walked = new LinkedHashMap<>();
    for (Node node : graph.nodes()) {
      for (Value value : node.outputs()) {
        computed.put(value, extent(analysis.type(value)));
        walked.put(value, geometry.of(value));
      }
    }
    analysis
        .weights()
        .forEach(weight -> {
          computed.put(
              weight.value(),
              new Extent(geometry.of(weight.value()).dtype(), extents(weight.shape())));
          walked.put(weight.value(), geometry.of(weight.value()));
        });
    assertThat(walked).as(name).isEqualTo(computed);
  }

  static Extent extent(TensorType type) {
    return new Extent(type.dtype(), extents(type.shape()));
  }

  private static List<Integer> extents(Shape shape) {
    return shape.dims().stream().map(dim -> Math.toIntExact(dim.value())).toList();
  }
}
