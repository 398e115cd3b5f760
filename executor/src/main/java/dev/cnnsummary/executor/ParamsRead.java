package dev.cnnsummary.executor;

import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.Value;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The elements of parameters that were read, by the nodes that they belong to: those of its slots,
 * and operands that are its own.
 */
final class ParamsRead {
  private final Graph graph;
  private final long[] bySlots;
  private final Map<Value, Long> operands = new HashMap<>();

  ParamsRead(Graph graph) {
    this.graph = graph;
    this.bySlots = new long[graph.nodes().size()];
  }

  void clear() {
    Arrays.fill(bySlots, 0);
    operands.clear();
  }

  /** Keeps what the loading of a section read. */
  void add(PlannedSection.Read read) {
    read.byNode().forEach((node, count) -> bySlots[node.index()] = count);
    operands.putAll(read.byValue());
  }

  /** Keeps that a value was read as an operand. */
  void add(Value value, long elements) {
    operands.put(value, elements);
  }

  /** Keeps that a node read weights of its slots. */
  void add(Node node, long elements) {
    bySlots[node.index()] = elements;
  }

  long of(Node node) {
    long count = bySlots[node.index()];
    for (Value input : node.inputs()) {
      if (input.kind() == Value.Kind.PARAMETER && graph.owner(input).equals(node.path())) {
        count += operands.getOrDefault(input, 0L);
      }
    }
    return count;
  }
}
