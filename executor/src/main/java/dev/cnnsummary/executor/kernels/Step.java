package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.op.Activation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one kernel computes: a node, and those after it that are fused into it.
 *
 * @param node what it computes first
 * @param gate what scales its input before that; null for nothing
 * @param norm a batch normalisation that is folded into its weights; null for none
 * @param addend what is added then; null for nothing
 * @param activation what is taken of that; null for nothing
 * @param last the last node of these
 * @param depthwise a depthwise convolution of that, row by row; null for none
 */
public record Step(
    Node node,
    @Nullable Gate gate,
    @Nullable Node norm,
    @Nullable Value addend,
    @Nullable Activation activation,
    Node last,
    @Nullable Step depthwise) {
  /** A node by itself. */
  public static Step of(Node node) {
    return new Step(node, null, null, null, null, node, null);
  }

  /** The same, and a depthwise convolution of what it makes. */
  Step with(Step next) {
    return new Step(node, gate, norm, addend, activation, last, next);
  }

  /**
   * Factors for the channels of a tensor, as squeeze-and-excitation has them.
   *
   * @param input what is scaled, {@code [N, C, H, W]}
   * @param factors {@code [N, C, 1, 1]}
   */
  public record Gate(Value input, Value factors) {}

  /** The data operands of its node, before they are scaled. */
  public List<Value> inputs() {
    return gate == null ? node.inputs() : List.of(gate.input());
  }

  /** What it makes in the end. */
  public List<Value> outputs() {
    return end().outputs();
  }

  /** The node that makes that. */
  public Node end() {
    return depthwise == null ? last : depthwise.end();
  }

  /** The nodes that multiply. */
  public List<Node> products() {
    return depthwise == null ? List.of(node) : List.of(node, depthwise.node());
  }
}
