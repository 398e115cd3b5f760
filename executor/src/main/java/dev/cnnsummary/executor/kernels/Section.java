package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.Value;
import java.util.List;

/**
 * Nodes that run one after the other, planned together.
 *
 * @param inputs what they take that others make
 * @param nodes in execution order
 * @param outputs what they hand on
 */
public record Section(List<Value> inputs, List<Node> nodes, List<Value> outputs) {
  /** Copies the lists. */
  public Section {
    inputs = List.copyOf(inputs);
    nodes = List.copyOf(nodes);
    outputs = List.copyOf(outputs);
  }

  /** All of a graph. */
  public static Section of(Graph graph) {
    return new Section(graph.inputs(), graph.nodes(), graph.outputs());
  }

  /** Whether the numbers of a value are known before a run. */
  public static boolean isFixed(Value value) {
    return switch (value.kind()) {
      case PARAMETER, BUFFER, CONSTANT -> true;
      case INPUT, ACTIVATION -> false;
    };
  }
}
