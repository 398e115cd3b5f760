package dev.cnnsummary.specs.edit;

import dev.cnnsummary.specs.function.FunctionalConvolution;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.op.BatchNorm;
import dev.cnnsummary.specs.op.Convolution;
import dev.cnnsummary.specs.op.Linear;
import dev.cnnsummary.specs.op.Op;
import dev.cnnsummary.specs.op.TransposedConvolution;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A batch normalisation with the layer before it.
 *
 * @param layer the layer before it
 * @param op what computes both
 * @param weights the layer's weight, then its bias where it has one
 */
record Folding(Node layer, Op op, List<Value> weights) {

  /**
   * The two as one; null where that is not the same.
   *
   * @param rank the number of axes between them
   */
  static @Nullable Folding of(Node layer, Node norm, @Nullable Integer rank) {
    boolean fixed =
        norm.op() instanceof BatchNorm(_, _, _, _, _, boolean tracked)
            && tracked
            && norm.weights().stream().noneMatch(Folding::isMade);
    Op op = fixed ? withBias(layer.op(), rank) : null;
    if (op == null) {
      return null;
    }
    boolean functional = layer.op() instanceof FunctionalConvolution;
    List<Value> weights =
        functional ? layer.inputs().subList(1, layer.inputs().size()) : layer.weights();
    return weights.isEmpty() || weights.stream().anyMatch(Folding::isMade)
        ? null
        : new Folding(layer, op, weights);
  }

  private static boolean isMade(Value value) {
    return value.kind() == Value.Kind.ACTIVATION || value.kind() == Value.Kind.INPUT;
  }

  private static @Nullable Op withBias(Op op, @Nullable Integer rank) {
    return switch (op) {
      case Convolution convolution ->
          new Convolution(
              convolution.inChannels(),
              convolution.outChannels(),
              convolution.window(),
              convolution.groups(),
              true,
              convolution.paddingMode());
      case TransposedConvolution convolution ->
          new TransposedConvolution(
              convolution.inChannels(),
              convolution.outChannels(),
              convolution.window(),
              convolution.outputPadding(),
              convolution.groups(),
              true,
              convolution.outputSize());
      case Linear linear ->
          rank != null && rank == 2
              ? new Linear(linear.inFeatures(), linear.outFeatures(), true)
              : null;
      case FunctionalConvolution convolution ->
          new FunctionalConvolution(convolution.sliding(), convolution.groups(), true);
      default -> null;
    };
  }

  /** The number of channels that the layer puts out. */
  long channels() {
    return switch (op) {
      case Convolution convolution -> convolution.outChannels();
      case TransposedConvolution convolution -> convolution.outChannels();
      case Linear linear -> linear.outFeatures();
      default -> Objects.requireNonNull(weights.getFirst().shape()).dim(0).value();
    };
  }

  /** The node that computes both. */
  Node folded(Value weight, Value bias) {
    boolean functional = op instanceof FunctionalConvolution;
    List<Value> inputs =
        functional ? List.of(layer.inputs().getFirst(), weight, bias) : layer.inputs();
    return new Node(
        layer.index(),
        layer.path(),
        layer.call(),
        layer.type(),
        layer.form(),
        op,
        inputs,
        functional ? List.of() : List.of(weight, bias),
        layer.outputs());
  }
}
