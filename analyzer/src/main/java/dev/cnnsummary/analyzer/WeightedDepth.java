package dev.cnnsummary.analyzer;

import dev.cnnsummary.specs.function.ModuleForm;
import dev.cnnsummary.specs.function.TensorFunction;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.TensorType;
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
      boolean weighted = hasWeights(layer) && !layer.macs().equals(Dim.ZERO);
      int depth = deepest(node.inputs(), depths) + (weighted ? 1 : 0);
      for (Value output : node.outputs()) {
        depths[output.index()] = depth;
      }
    }
    return deepest(graph.outputs(), depths);
  }

  /** Whether it is a module with weights, or the function of one that takes weights. */
  private static boolean hasWeights(LayerReport layer) {
    Node node = layer.node();
    if (!(node.op() instanceof TensorFunction function)) {
      return !node.weights().isEmpty();
    }
    ModuleForm form =
        ModuleForm.of(function, layer.inputs().stream().map(TensorType::shape).toList());
    return form != null && form.weights(node.inputs()).stream().anyMatch(Value::isWeight);
  }

  private static int deepest(List<Value> values, int[] depths) {
    int deepest = 0;
    for (Value value : values) {
      deepest = Math.max(deepest, depths[value.index()]);
    }
    return deepest;
  }
}
