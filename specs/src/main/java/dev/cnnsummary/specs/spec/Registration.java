package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Member;
import dev.cnnsummary.specs.graph.ModulePath;
import dev.cnnsummary.specs.graph.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a graph's modules are beside their calls: own tensors, what is frozen, order of children.
 */
final class Registration {
  private final Graph graph;
  private final Set<ModulePath> withParameters = new HashSet<>();
  private final Set<ModulePath> trained = new HashSet<>();

  Registration(Graph graph) {
    this.graph = graph;
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
        path = path.parent();
      }
    }
  }

  /** The parameters and buffers that a module with children has by itself. */
  List<Value> own(ModulePath path) {
    return graph.weights().stream()
        .filter(weight -> new ModulePath(weight.name()).parent().equals(path))
        .toList();
  }

  /** Whether a module has parameters and none is trained. */
  boolean isFrozen(ModulePath path) {
    return withParameters.contains(path) && !trained.contains(path);
  }

  /**
   * The children that must be named first for them to be registered in their order.
   *
   * @param declared a module's children in the order of their declaration
   * @return as few as will do
   */
  List<String> order(ModulePath path, List<String> declared) {
    List<String> wanted =
        graph.children(path).stream().map(Member::path).map(ModulePath::name).toList();
    List<String> rest = new ArrayList<>(declared);
    int first = 0;
    while (!wanted.subList(first, wanted.size()).equals(rest)) {
      rest.remove(wanted.get(first));
      first++;
    }
    return wanted.subList(0, first);
  }
}
