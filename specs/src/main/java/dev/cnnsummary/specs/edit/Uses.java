package dev.cnnsummary.specs.edit;

import dev.cnnsummary.specs.graph.ModulePath;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How often values are taken, and modules called. */
final class Uses {
  private final Map<Value, Integer> uses = new HashMap<>();
  private final Map<ModulePath, Integer> calls = new HashMap<>();

  Uses(@Nullable Node[] nodes, List<Value> outputs) {
    for (Node node : nodes) {
      if (node != null) {
        node.inputs().forEach(this::count);
        node.weights().forEach(this::count);
        calls.merge(node.path(), 1, Integer::sum);
      }
    }
    outputs.forEach(this::count);
  }

  private void count(Value value) {
    uses.merge(value, 1, Integer::sum);
  }

  /** Whether one node takes a value, and nothing else does. */
  boolean isOnly(Value value) {
    return uses.getOrDefault(value, 0) == 1;
  }

  int calls(Node node) {
    return calls.getOrDefault(node.path(), 0);
  }
}
