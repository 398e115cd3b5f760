package dev.cnnsummary.executor.reference;

import dev.cnnsummary.executor.ExecutionException;
import dev.cnnsummary.specs.function.TensorFunction;
import dev.cnnsummary.specs.function.Unknown;
import dev.cnnsummary.specs.graph.Graph;
import java.util.List;

/** Refuses to run what nobody knows. */
public final class NotRunnable {
  private NotRunnable() {}

  /**
   * Refuses a graph with operators that are not known.
   *
   * @throws ExecutionException with a line for each of them
   */
  public static void check(Graph graph) {
    List<String> unknown =
        graph.nodes().stream()
            .filter(node -> node.op() instanceof Unknown)
            .map(node -> node.path() + ": " + of((Unknown) node.op()).getMessage())
            .toList();
    if (!unknown.isEmpty()) {
      throw new ExecutionException(String.join("\n", unknown));
    }
  }

  /** What is thrown for an operator that is not known. */
  public static ExecutionException of(Unknown unknown) {
    return new ExecutionException(
        "the operator " + unknown.name() + " cannot be run: " + unknown.reason());
  }

  /** What is thrown where a function of tensors is asked for as an operator of specs. */
  public static IllegalArgumentException none(TensorFunction function) {
    return new IllegalArgumentException(
        function.getClass().getSimpleName() + " has no kernel of its own");
  }
}
