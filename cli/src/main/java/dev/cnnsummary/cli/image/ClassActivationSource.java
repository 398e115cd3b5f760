package dev.cnnsummary.cli.image;

import dev.cnnsummary.executor.ExecutionException;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.op.AdaptivePool;
import dev.cnnsummary.specs.op.Dropout;
import dev.cnnsummary.specs.op.Flatten;
import dev.cnnsummary.specs.op.Identity;
import dev.cnnsummary.specs.op.Linear;
import dev.cnnsummary.specs.op.Op;
import dev.cnnsummary.specs.op.Pool;
import dev.cnnsummary.specs.op.Reduce;
import dev.cnnsummary.specs.op.Reshape;
import dev.cnnsummary.specs.op.Softmax;
import dev.cnnsummary.specs.op.Squeeze;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which tensors a network's class activation map is made of.
 *
 * @param features the feature maps that are averaged: batch, channels, height, width
 * @param weight the linear layer's weight, classes by channels; null where the averages are the
 *     classes' scores themselves, as in Network in Network
 */
public record ClassActivationSource(Value features, @Nullable Value weight) {
  /**
   * Looks at the end of a network: an average of whole maps, perhaps a linear layer, and around
   * them only what neither mixes channels nor changes their order.
   *
   * @param extents of a value, as they are when the network runs
   * @throws ExecutionException if it does not end so; the message names the layer in the way
   */
  public static ClassActivationSource of(Graph graph, Function<Value, List<Integer>> extents) {
    Map<Value, Node> makers = new HashMap<>();
    graph.nodes().forEach(node -> node.outputs().forEach(output -> makers.put(output, node)));
    Value weight = null;
    Node node = makers.get(graph.outputs().getFirst());
    while (node != null && !isGlobalAverage(node, extents)) {
      if (node.op() instanceof Linear && weight == null) {
        weight = node.weights().getFirst();
      } else if (!isPassing(node.op())) {
        throw fault(graph, node.path() + " (" + node.type() + ") stands between");
      }
      node = makers.get(node.inputs().getFirst());
    }
    if (node == null) {
      throw fault(graph, "it averages no maps");
    }
    return new ClassActivationSource(node.inputs().getFirst(), weight);
  }

  private static boolean isPassing(Op op) {
    return op instanceof Softmax
        || op instanceof Dropout
        || op instanceof Identity
        || op instanceof Flatten
        || op instanceof Reshape
        || op instanceof Squeeze;
  }

  private static boolean isGlobalAverage(Node node, Function<Value, List<Integer>> extents) {
    if (node.inputs().isEmpty() || extents.apply(node.inputs().getFirst()).size() != 4) {
      return false;
    }
    List<Integer> input = extents.apply(node.inputs().getFirst());
    List<Integer> output = extents.apply(node.outputs().getFirst());
    List<Integer> whole = input.subList(2, 4);
    if (node.op() instanceof Pool pool) {
      return pool.kind() == Pool.Kind.AVERAGE && pool.window().kernel().equals(whole);
    }
    if (node.op() instanceof AdaptivePool pool) {
      return pool.kind() == Pool.Kind.AVERAGE && output.subList(2, 4).equals(List.of(1, 1));
    }
    return node.op() instanceof Reduce(Reduce.Kind kind, List<Integer> dims, boolean _)
        && kind == Reduce.Kind.MEAN
        && dims.stream()
            .map(dim -> Math.floorMod(dim, 4))
            .collect(Collectors.toSet())
            .equals(Set.of(2, 3));
  }

  private static ExecutionException fault(Graph graph, String reason) {
    return new ExecutionException(
        graph.name()
            + " has no class activation map: it does not end in an average of whole feature maps"
            + " and at most one linear layer; "
            + reason);
  }
}
