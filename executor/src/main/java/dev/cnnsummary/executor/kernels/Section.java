package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.Value;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

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

  /** Some nodes of a graph, in its order: they hand on what others take, and what it hands back. */
  public static Section of(Graph graph, List<Node> nodes) {
    Set<Node> own = new HashSet<>(nodes);
    Set<Value> inputs = new LinkedHashSet<>();
    Set<Value> made = new LinkedHashSet<>();
    Set<Value> wanted = new HashSet<>(graph.outputs());
    for (Node node : graph.nodes()) {
      if (!own.contains(node)) {
        wanted.addAll(node.inputs());
        continue;
      }
      for (Value input : node.inputs()) {
        if (!made.contains(input) && !isFixed(input)) {
          inputs.add(input);
        }
      }
      made.addAll(node.outputs());
    }
    List<Value> outputs = made.stream().filter(wanted::contains).toList();
    return new Section(List.copyOf(inputs), nodes, outputs);
  }

  /** Whether the numbers of a value are known before a run. */
  public static boolean isFixed(Value value) {
    return switch (value.kind()) {
      case PARAMETER, BUFFER, CONSTANT -> true;
      case INPUT, ACTIVATION -> false;
    };
  }
}
