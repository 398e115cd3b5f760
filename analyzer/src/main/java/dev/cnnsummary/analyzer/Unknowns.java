package dev.cnnsummary.analyzer;

import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.Value;
import java.util.BitSet;
import java.util.List;

/** The values that a faulty layer leaves unknown; what takes one of them is not examined. */
final class Unknowns {
  private final BitSet unknown;

  Unknowns(Graph graph) {
    this.unknown = new BitSet(graph.valueCount());
  }

  /** Notes that a layer is faulty: its outputs and weights are unknown. */
  void faulty(Node node) {
    node.outputs().forEach(value -> unknown.set(value.index()));
    node.weights().forEach(value -> unknown.set(value.index()));
  }

  /** Whether a layer depends on a faulty one; what it makes is unknown then. */
  boolean reach(Node node) {
    boolean reached = !unknown.isEmpty() && (any(node.inputs()) || any(node.weights()));
    if (reached) {
      faulty(node);
    }
    return reached;
  }

  private boolean any(List<Value> values) {
    for (Value value : values) {
      if (unknown.get(value.index())) {
        return true;
      }
    }
    return false;
  }
}
