package dev.cnnsummary.cli;

import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.op.Activation;
import java.util.Set;

/** How large seeded weights are: the variance of a weight times the inputs that an output sums. */
final class Gain {
  /** What keeps ReLUs at one size. */
  static final double PLAIN = 2;

  private Gain() {}

  /**
   * What keeps a network's signals at one size. A gate multiplies one signal by another. Let both
   * grow from layer to layer, and what comes out of a deep network is the rounding of its first
   * layers, in any engine.
   */
  static double of(Graph graph) {
    boolean gated =
        graph.nodes().stream()
            .anyMatch(node ->
                node.op() instanceof Activation activation
                    && Set.of(Activation.Kind.SIGMOID, Activation.Kind.SILU)
                        .contains(activation.kind()));
    return gated ? 1 : PLAIN;
  }
}
