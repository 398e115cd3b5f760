package dev.cnnsummary.cli;

import dev.cnnsummary.executor.Geometry;
import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.executor.weights.SafetensorsWriter;
import dev.cnnsummary.executor.weights.SeededWeights;
import dev.cnnsummary.specs.Models;
import dev.cnnsummary.specs.graph.Graph;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A network for both engines, in files: the same weights for each, and the inputs.
 *
 * @param folder where they are
 */
record PeerFiles(Path folder) {
  private static final long SEED = 0;

  /** The network with its weights. */
  Path onnx() {
    return folder.resolve("model.onnx");
  }

  /** The weights by their state_dict names. */
  Path weights() {
    return folder.resolve("weights.safetensors");
  }

  /** The inputs by their names. */
  Path inputs() {
    return folder.resolve("inputs.safetensors");
  }

  /** Writes them for a model of the zoo. */
  void write(String model, int batch) {
    Graph graph = Models.load(model);
    double gain = Gain.of(graph);
    Run.fine(
        "export",
        model,
        "--output=" + onnx(),
        "--batch=" + batch,
        "--init=seeded",
        "--seed=" + SEED,
        "--gain=" + gain);
    List<Extent> extents = Geometry.declaredInputs(graph, batch);
    Geometry geometry = Geometry.of(graph, extents);
    SafetensorsWriter.write(weights(), graph, geometry, new SeededWeights(SEED, gain));
    Map<String, Extent> named = new LinkedHashMap<>();
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    List<Tensor> tensors = SeededInputs.of(graph, extents, 1);
    for (int i = 0; i < tensors.size(); i++) {
      String name = graph.inputs().get(i).name();
      named.put(name, extents.get(i));
      inputs.put(name, tensors.get(i));
    }
    SafetensorsWriter.write(
        inputs(), named, name -> Objects.requireNonNull(inputs.get(name), name));
  }
}
