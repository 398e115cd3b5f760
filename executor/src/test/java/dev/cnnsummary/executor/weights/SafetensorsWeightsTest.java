package dev.cnnsummary.executor.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cnnsummary.executor.ExecutionException;
import dev.cnnsummary.executor.Geometry;
import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.spec.Source;
import dev.cnnsummary.specs.spec.SpecFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsWeightsTest {
  /** A network of tensors of its own. */
  private static final Graph GRAPH =
      SpecFile.read(
              new Source(
                  "test.yaml",
                  """
                  name: test
                  input: [2]
                  layers:
                    - token: {type: Parameter, shape: [1, 3]}
                    - position: {type: Parameter, shape: [4]}
                    - index: {type: Buffer, shape: [2], dtype: i64}
                    - num_batches_tracked: {type: Buffer, shape: 1, dtype: i64}
                    - {type: Identity, from: input}
                  """))
          .expand(null, Map.of());

  private static final Geometry GEOMETRY =
      Geometry.of(GRAPH, List.of(new Extent(DType.F32, List.of(1, 2))));

  @TempDir Path folder;

  private Safetensors file(Map<String, Tensor> tensors) {
    Path path = folder.resolve("w.safetensors");
    SampleFile.write(path, tensors);
    return Safetensors.open(path);
  }

  private static Tensor get(Weights weights, String name) {
    Value value =
        GRAPH.weights().stream()
            .filter(weight -> weight.name().equals(name))
            .findFirst()
            .orElseThrow();
    return weights.get(value, GEOMETRY.of(value));
  }

  @Test
  void tensorsGoToTheWeightsOfTheirNames() {
    Map<String, Tensor> tensors =
        Map.of(
            "position", Tensor.of(new int[] {4}, 5, 6, 7, 8),
            "token", Tensor.of(new int[] {1, 3}, 1, 2, 3),
            "index", Tensor.of(DType.I64, new int[] {2}, 1, 0),
            "num_batches_tracked", Tensor.of(DType.I64, new int[] {1}, 9));
    try (Safetensors file = file(tensors)) {
      Weights weights = SafetensorsWeights.of(file, GRAPH, GEOMETRY);
      tensors.forEach((name, tensor) ->
          assertThat(SampleFile.content(get(weights, name))).isEqualTo(SampleFile.content(tensor)));
    }
  }

  @Test
  void theWeightsOfANetworkAreWrittenAndReadAgain() {
    Path path = folder.resolve("saved.safetensors");
    Weights seeded =
        (weight, extent) ->
            weight.name().equals("index")
                ? Tensor.of(DType.I64, new int[] {2}, 1, 0)
                : new SeededWeights(3, 2).get(weight, extent);
    SafetensorsWriter.write(path, GRAPH, GEOMETRY, seeded);
    try (Safetensors file = Safetensors.open(path)) {
      Weights weights = SafetensorsWeights.of(file, GRAPH, GEOMETRY);
      for (Value weight : GRAPH.weights()) {
        assertThat(SampleFile.content(get(weights, weight.name())))
            .isEqualTo(SampleFile.content(get(seeded, weight.name())));
      }
    }
  }

  @Test
  void narrowerIntegersAreWidenedAndACounterMayBeMissing() {
    Map<String, Tensor> tensors =
        Map.of(
            "position", Tensor.of(new int[] {4}, 5, 6, 7, 8),
            "token", Tensor.of(new int[] {1, 3}, 1, 2, 3),
            "index", Tensor.of(DType.I32, new int[] {2}, 1, 0));
    try (Safetensors file = file(tensors)) {
      Weights weights = SafetensorsWeights.of(file, GRAPH, GEOMETRY);
      assertThat(get(weights, "index")).hasToString("i64[2]");
      assertThat(get(weights, "index").integers()).containsExactly(1, 0);
      assertThat(get(weights, "num_batches_tracked").integers()).containsExactly(0);
    }
  }

  @Test
  void allThatDoesNotFitIsListedAtOnce() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("token", Tensor.of(new int[] {3, 1}, 1, 2, 3));
    tensors.put("positions", Tensor.of(new int[] {4}, 5, 6, 7, 8));
    tensors.put("index", Tensor.of(new int[] {2}, 1, 0));
    tensors.put("head.weight", Tensor.of(new int[] {1}, 1));
    try (Safetensors file = file(tensors)) {
      String path = file.file().toString();
      assertThatThrownBy(() -> SafetensorsWeights.of(file, GRAPH, GEOMETRY))
          .isInstanceOf(ExecutionException.class)
          .hasMessage(
              """
              FILE: its 'token' is f32[3, 1], the network's is f32[1, 3]
              FILE: has no 'position', f32[4] (did you mean 'positions'?)
              FILE: its 'index' is f32[2], the network's is i64[2]
              FILE: has 'positions', f32[4], which the network does not have
              FILE: has 'head.weight', f32[1], which the network does not have\
              """
                  .replace("FILE", path));
    }
  }

  @Test
  void aNameBehindThatOfAWrapperIsShown() {
    Map<String, Tensor> tensors = Map.of("module.token", Tensor.of(new int[] {1, 3}, 1, 2, 3));
    try (Safetensors file = file(tensors)) {
      assertThatThrownBy(() -> SafetensorsWeights.of(file, GRAPH, GEOMETRY))
          .hasMessageContaining("has no 'token', f32[1, 3] (it has 'module.token')\n");
    }
  }
}
