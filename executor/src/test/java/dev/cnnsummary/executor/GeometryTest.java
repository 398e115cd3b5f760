package dev.cnnsummary.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.spec.Source;
import dev.cnnsummary.specs.spec.SpecFile;
import java.util.List;
import java.util.Map;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class GeometryTest {
  private static Graph graph(String input, String layers) {
    String text = "{input: " + input + ", layers: [" + layers + "]}";
    return SpecFile.read(new Source("test.yaml", text)).expand(null, Map.of());
  }

  private static Geometry walk(Graph graph, Integer... input) {
    return Geometry.of(graph, List.of(new Extent(DType.F32, List.of(input))));
  }

  @Test
  void valuesAndWeightsHaveExtents() {
    Graph graph = graph("3x9x8", "{type: Conv2d, out_channels: 4, kernel_size: 3}, BatchNorm2d");
    Geometry geometry = walk(graph, 2, 3, 9, 8);
    assertThat(geometry.of(graph.outputs().getFirst()))
        .isEqualTo(new Extent(DType.F32, List.of(2, 4, 7, 6)));
    assertThat(graph.weights())
        .extracting(Value::name, geometry::of)
        .containsExactly(
            tuple("0.weight", DType.F32, 4, 3, 3, 3),
            tuple("0.bias", DType.F32, 4),
            tuple("1.weight", DType.F32, 4),
            tuple("1.bias", DType.F32, 4),
            tuple("1.running_mean", DType.F32, 4),
            tuple("1.running_var", DType.F32, 4),
            tuple("1.num_batches_tracked", DType.I64));
  }

  private static Tuple tuple(String name, DType dtype, Integer... shape) {
    return Tuple.tuple(name, new Extent(dtype, List.of(shape)));
  }

  @Test
  void aFaultNamesItsLayer() {
    Graph graph = graph("3x9x8", "body: {layers: [ReLU, {type: MaxPool2d, kernel_size: 9}]}");
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> walk(graph, 2, 3, 9, 8))
        .withMessage("body.1: the window [9, 9] does not fit into [9, 8]");
  }

  @Test
  void aSharedModuleMustFitAllItsInputs() {
    Graph graph =
        graph("3x9x8", "first: {type: Conv2d, out_channels: 4, kernel_size: 3}, {reuse: first}");
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> walk(graph, 2, 3, 9, 8))
        .withMessage("first: first.weight is [4, 3, 3, 3] where [4, 4, 3, 3] is needed");
  }

  @Test
  void everyInputMustBeGiven() {
    Graph graph = graph("3x9x8", "ReLU");
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> Geometry.of(graph, List.of()))
        .withMessage("model takes 1 input, not 0");
  }

  @Test
  void numbersOfElementsThatDoNotFitAreRefused() {
    Graph graph = graph("70000x70000", "{type: flatten, start_dim: 1}");
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> walk(graph, 1, 70_000, 70_000))
        .withMessage("flatten: a size does not fit in 32 bits");
  }
}
