package dev.cnnsummary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.analyzer.Analyzer;
import dev.cnnsummary.analyzer.LayerReport;
import dev.cnnsummary.analyzer.ModelInputs;
import dev.cnnsummary.executor.Geometry;
import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.executor.reference.Definitions;
import dev.cnnsummary.specs.Models;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The executor counts, layer by layer, the multiply-accumulates that the analysis computes. */
class DefinitionMacsTest {
  static Stream<LayerCase> layers() {
    return LayerCase.computed();
  }

  @ParameterizedTest
  @MethodSource("layers")
  void aLayerHasTheMacsOfTheAnalysis(LayerCase layer) {
    agree(layer.toString(), layer.graph(), layer.inputs());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lenet5",
        "googlenet",
        "resnet18",
        "densenet121",
        "mobilenet_v2",
        "mobilenet_v3_small",
        "efficientnet_b0",
        "mnasnet0_5",
        "regnet_y_400mf",
        "shufflenet_v2_x0_5",
        "squeezenet1_0",
        "convnext_tiny",
        "maxvit_t",
        "swin_t",
        "swin_v2_t",
        "vit_b_32",
        "unet"
      })
  void everyLayerOfAModelHasTheMacsOfTheAnalysis(String model) {
    Graph graph = Models.load(model);
    agree(model, graph, ModelInputs.of(graph, List.of(), OptionalLong.of(1)));
  }

  private static void agree(String model, Graph graph, ModelInputs inputs) {
    Geometry geometry =
        Geometry.of(graph, inputs.types().stream().map(GeometryTest::extent).toList());
    Map<String, Long> computed = new LinkedHashMap<>();
    Map<String, Long> counted = new LinkedHashMap<>();
    for (LayerReport layer : Analyzer.analyze(graph, inputs).layers()) {
      Node node = layer.node();
      String name = node.path() + "#" + node.call();
      computed.put(name, layer.macs().value());
      counted.put(
          name,
          Definitions.of(node.op(), zeros(node.inputs(), geometry), zeros(node.weights(), geometry))
              .macs());
    }
    assertThat(counted).as(model).isEqualTo(computed);
  }

  private static List<Tensor> zeros(List<Value> values, Geometry geometry) {
    return values.stream().map(value -> zeros(geometry.of(value))).toList();
  }

  private static Tensor zeros(Extent extent) {
    int numel = Math.toIntExact(extent.numel());
    return extent.dtype().isFloating()
        ? Tensor.of(extent.array(), new float[numel])
        : Tensor.of(extent.dtype(), extent.array(), new long[numel]);
  }
}
