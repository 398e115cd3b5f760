package dev.cnnsummary.cli;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.executor.weights.Fill;
import dev.cnnsummary.specs.graph.Graph;
import java.util.ArrayList;
import java.util.List;

/** Inputs that are functions of a seed. */
final class SeededInputs {
  private SeededInputs() {}

  /** One for each input of a model; integers are all zero, which every table has. */
  static List<Tensor> of(Analysis analysis, long seed) {
    return of(analysis.graph(), EngineOptions.extents(analysis), seed);
  }

  /** As above, of given extents. */
  static List<Tensor> of(Graph graph, List<Extent> extents, long seed) {
    List<Tensor> inputs = new ArrayList<>();
    for (int i = 0; i < extents.size(); i++) {
      Extent extent = extents.get(i);
      String name = graph.inputs().get(i).name();
      inputs.add(
          extent.dtype().isFloating()
              ? Fill.input(name, extent, seed)
              : Tensor.of(
                  extent.dtype(), extent.array(), new long[Math.toIntExact(extent.numel())]));
    }
    return inputs;
  }
}
