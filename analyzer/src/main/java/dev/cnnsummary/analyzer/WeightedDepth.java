package dev.cnnsummary.analyzer;

import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.shape.Dim;
import java.util.List;

/**
 * How many layers deep a network is, in the sense of the 18 of ResNet-18: the most layers that have
 * weights and multiply-accumulates on a path from an input to an output.
 */
final class WeightedDepth {
  private WeightedDepth() {}

  static int of(Graph graph, List<LayerReport> layers) {
    int[] depths = new int[graph.valueCount()];
    for (LayerReport layer : layers) {
      Node node = layer.node();
      boolean weighted = !node.weights().isEmpty() && !layer.macs().equals(Dim.ZERO);
      int depth = deepest(node.inputs(), depths) + (weighted ? 1 : 0);
      for (Value output : node.outputs()) {
        depths[output.index()] = depth;
      }
    }
    return deepest(graph.outputs(), depths);
  }

  private static int deepest(List<Value> values, int[] depths) {
    int deepest = 0;
    for (Value value : values) {
      deepest = Math.max(deepest, depths[value.index()]);
    }
    return deepest;
  }
}
