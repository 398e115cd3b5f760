package dev.cnnsummary.specs.onnx;

import dev.cnnsummary.specs.graph.Literal;
import dev.cnnsummary.specs.onnx.proto.NodeProto;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Joins a product with a fixed matrix and the addition of a fixed vector that follows it: exporters
 * write a Linear on more than two axes so.
 */
final class Fusion {
  private final Environment environment;
  private final Map<String, Integer> uses = new HashMap<>();
  private final Map<String, NodeProto> takers = new HashMap<>();

  private Fusion(List<NodeProto> nodes, Set<String> outputs, Environment environment) {
    this.environment = environment;
    for (NodeProto node : nodes) {
      for (String input : node.getInputList()) {
        uses.merge(input, 1, Integer::sum);
        takers.put(input, node);
      }
    }
    outputs.forEach(output -> uses.merge(output, 1, Integer::sum));
  }

  /**
   * The nodes, with the vector as a third input of the products that have one.
   *
   * @param outputs the names of what the model hands back
   */
  static List<NodeProto> of(List<NodeProto> nodes, Set<String> outputs, Environment environment) {
    return new Fusion(nodes, outputs, environment).fuse(nodes);
  }

  private List<NodeProto> fuse(List<NodeProto> nodes) {
    List<NodeProto> fused = new ArrayList<>(nodes.size());
    Set<NodeProto> gone = Collections.newSetFromMap(new IdentityHashMap<>());
    for (NodeProto node : nodes) {
      NodeProto addition = addition(node);
      if (addition != null) {
        int vector = addition.getInput(0).equals(node.getOutput(0)) ? 1 : 0;
        fused.add(
            node.toBuilder()
                .addInput(addition.getInput(vector))
                .setOutput(0, addition.getOutput(0))
                .build());
        gone.add(addition);
      } else if (!gone.contains(node)) {
        fused.add(node);
      }
    }
    return fused;
  }

  private @Nullable NodeProto addition(NodeProto node) {
    boolean product =
        node.getOpType().equals("MatMul")
            && node.getDomain().isEmpty()
            && node.getInputCount() == 2
            && node.getOutputCount() == 1;
    if (!product) {
      return null;
    }
    Stored matrix = environment.stored(node.getInput(1));
    NodeProto taker = takers.get(node.getOutput(0));
    if (matrix == null
        || matrix.literal().shape().size() != 2
        || !matrix.literal().dtype().isFloating()
        || uses.getOrDefault(node.getOutput(0), 0) != 1
        || taker == null
        || !taker.getOpType().equals("Add")
        || taker.getInputCount() != 2
        || taker.getOutputCount() != 1) {
      return null;
    }
    int other = taker.getInput(0).equals(node.getOutput(0)) ? 1 : 0;
    Stored vector = environment.stored(taker.getInput(other));
    boolean fits = vector != null && isBias(vector.literal(), matrix.literal());
    return fits ? taker : null;
  }

  private static boolean isBias(Literal vector, Literal matrix) {
    return vector.shape().equals(List.of(matrix.shape().get(1)))
        && vector.dtype() == matrix.dtype();
  }
}
