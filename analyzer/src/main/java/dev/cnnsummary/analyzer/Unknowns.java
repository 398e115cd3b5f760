package dev.cnnsummary.analyzer;

import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values that a faulty layer leaves unknown; what takes one of them is not examined. */
final class Unknowns {
  private final BitSet unknown;
  private final Map<Value, Node> causes = new HashMap<>();

  Unknowns(Graph graph) {
    this.unknown = new BitSet(graph.valueCount());
  }

  /** Notes that a layer is faulty: its outputs are unknown, and weights whose shape it states. */
  void faulty(Node node) {
    node.outputs().forEach(value -> mark(value, node));
    for (Value weight : node.weights()) {
      if (weight.shape() == null) {
        unknown.set(weight.index());
      }
    }
  }

  /** Notes that nothing is known of a layer but what is told of its outputs. */
  void unknown(Node node, List<@Nullable TensorType> told) {
    for (int i = 0; i < told.size(); i++) {
      if (told.get(i) == null) {
        mark(node.outputs().get(i), node);
      }
    }
  }

  private void mark(Value value, Node cause) {
    unknown.set(value.index());
    causes.put(value, cause);
  }

  /** Whether a layer depends on a faulty one; what it makes is unknown then. */
  boolean reach(Node node) {
    boolean reached = !unknown.isEmpty() && (any(node.inputs()) || any(node.weights()));
    if (reached) {
      faulty(node);
      for (Value input : node.inputs()) {
        Node cause = causes.get(input);
        if (cause != null) {
          node.outputs().forEach(value -> causes.put(value, cause));
        }
      }
    }
    return reached;
  }

  /** Why a layer that was reached is not examined. */
  String reason(Node node) {
    for (Value output : node.outputs()) {
      Node cause = causes.get(output);
      if (cause != null && !cause.equals(node)) {
        return "it depends on " + cause.path();
      }
    }
    return "it depends on a layer that is not known";
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
