package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.ModulePath;
import dev.cnnsummary.specs.graph.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a graph's state_dict says of its modules: the order of children, and what is frozen. */
final class WeightOrder {
  private final Map<ModulePath, Set<String>> children = new HashMap<>();
  private final Set<ModulePath> withParameters = new HashSet<>();
  private final Set<ModulePath> trained = new HashSet<>();
  private final List<Value> weights;

  WeightOrder(Graph graph) {
    this.weights = graph.weights();
    for (Value weight : graph.weights()) {
      ModulePath path = new ModulePath(weight.name()).parent();
      while (true) {
        if (weight.kind() == Value.Kind.PARAMETER) {
          withParameters.add(path);
        }
        if (weight.trainable()) {
          trained.add(path);
        }
        if (path.isRoot()) {
          break;
        }
        children.computeIfAbsent(path.parent(), _ -> new LinkedHashSet<>()).add(path.name());
        path = path.parent();
      }
    }
  }

  /** The parameters and buffers that a module with children has by itself. */
  List<Value> own(ModulePath path) {
    return weights.stream()
        .filter(weight -> new ModulePath(weight.name()).parent().equals(path))
        .toList();
  }

  /** Whether a module has parameters and none is trained. */
  boolean isFrozen(ModulePath path) {
    return withParameters.contains(path) && !trained.contains(path);
  }

  /**
   * The children that must be named first for the state_dict to have its order.
   *
   * @param declared a module's children in the order of their declaration
   * @return as few as will do
   */
  List<String> order(ModulePath path, List<String> declared) {
    List<String> wanted = List.copyOf(children.getOrDefault(path, Set.of()));
    List<String> rest = new ArrayList<>(declared);
    rest.retainAll(wanted);
    int first = 0;
    while (!wanted.subList(first, wanted.size()).equals(rest)) {
      rest.remove(wanted.get(first));
      first++;
    }
    return wanted.subList(0, first);
  }
}
