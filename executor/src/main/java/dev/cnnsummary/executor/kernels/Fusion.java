package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.executor.Geometry;
import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.op.Activation;
import dev.cnnsummary.specs.op.BatchNorm;
import dev.cnnsummary.specs.op.Convolution;
import dev.cnnsummary.specs.op.Elementwise;
import dev.cnnsummary.specs.op.Linear;
import dev.cnnsummary.specs.op.Op;
import dev.cnnsummary.specs.op.TransposedConvolution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which nodes become one step: a convolution or affine map takes a batch normalisation after it
 * into its weights, then a sum with something that is there already, then an activation. One that
 * is pointwise takes in factors of the channels before it, where they scale fewer weights than
 * pixels. One that many channels come out of hands them, row by row, to a depthwise convolution
 * after it. Only what nobody else looks at in between is taken in.
 */
public final class Fusion {
  /** Pixels from which on a tensor does not stay in a core's caches. */
  private static final int WIDE = 28 * 28;

  private final Map<Integer, Node> onlyUser = new HashMap<>();
  private final Set<Integer> shared = new HashSet<>();

  private final Geometry geometry;

  private Fusion(Section section, Geometry geometry) {
    this.geometry = geometry;
    section.outputs().forEach(output -> shared.add(output.index()));
    for (Node node : section.nodes()) {
      for (Value input : node.inputs()) {
        if (onlyUser.put(input.index(), node) != null) {
          shared.add(input.index());
        }
      }
    }
  }

  /** Every node by itself. */
  public static List<Step> none(Section section) {
    return section.nodes().stream().map(Step::of).toList();
  }

  /** As many nodes in one as can be; steps in an order in which everything is there in time. */
  public static List<Step> of(Section section, Geometry geometry) {
    Fusion fusion = new Fusion(section, geometry);
    Map<Integer, Step> byLast = new HashMap<>();
    Set<Integer> taken = new HashSet<>();
    for (Node node : section.nodes()) {
      if (!taken.contains(node.index())) {
        Step step = fusion.grow(node, taken);
        byLast.put(step.end().index(), step);
      }
    }
    List<Step> steps = new ArrayList<>();
    for (Node node : section.nodes()) {
      Step step = byLast.get(node.index());
      if (step != null) {
        steps.add(step);
      }
    }
    return steps;
  }

  private Step grow(Node first, Set<Integer> taken) {
    Step step = growOne(first, taken);
    Node next = follower(step.last());
    return next != null && expands(step) && isWideDepthwise(next)
        ? step.with(growOne(take(next, taken), taken))
        : step;
  }

  private static boolean expands(Step step) {
    return step.node().op() instanceof Convolution op
        && isPointwise(op)
        && step.gate() == null
        && step.addend() == null;
  }

  /** Whether what a depthwise convolution sees is better not written and read again. */
  private boolean isWideDepthwise(Node node) {
    Extent input = geometry.of(node.inputs().get(0));
    return node.op() instanceof Convolution op
        && DepthwiseConvolution.suits(op, input.shape().get(1))
        && DepthwiseConvolution.movesByRows(op)
        && input.shape().get(2) * input.shape().get(3) >= WIDE;
  }

  private Step growOne(Node first, Set<Integer> taken) {
    Step.Gate gate = gate(first);
    Node node = gate == null ? first : take(Objects.requireNonNull(follower(first)), taken);
    if (!canEnd(node.op()) && !isPlainSum(node)) {
      return Step.of(node);
    }
    Node last = node;
    Node norm = null;
    Value addend = null;
    Activation activation = null;
    Node next = follower(last);
    if (node.op() instanceof Convolution && next != null && isFoldable(next)) {
      norm = next;
      last = take(next, taken);
      next = follower(last);
    }
    if (takesAddend(node.op()) && next != null && !taken.contains(next.index())) {
      addend = addend(next, last);
      if (addend != null) {
        last = take(next, taken);
        next = follower(last);
      }
    }
    if (next != null && next.op() instanceof Activation f) {
      activation = f;
      last = take(next, taken);
    }
    return new Step(node, gate, norm, addend, activation, last, null);
  }

  /** What a product of a tensor and factors of its channels is for the convolution after it. */
  private Step.@Nullable Gate gate(Node product) {
    if (!(product.op() instanceof Elementwise op)
        || op.kind() != Elementwise.Kind.MUL
        || op.other() != null) {
      return null;
    }
    Node next = follower(product);
    if (next == null || !(next.op() instanceof Convolution convolution)) {
      return null;
    }
    Value left = product.inputs().get(0);
    Value right = product.inputs().get(1);
    Extent scaled = geometry.of(product.outputs().get(0));
    Value input = geometry.of(left).equals(scaled) ? left : right;
    Value factors = input.index() == left.index() ? right : left;
    return isPointwise(convolution)
            && geometry.of(input).equals(scaled)
            && isFactors(geometry.of(factors), scaled)
            && scaled.shape().get(2) * scaled.shape().get(3) > convolution.outChannels()
        ? new Step.Gate(input, factors)
        : null;
  }

  private static boolean isPointwise(Convolution op) {
    return op.groups() == 1
        && op.window().kernel().equals(List.of(1, 1))
        && op.window().stride().equals(List.of(1, 1))
        && op.window().padding().before().equals(List.of(0, 0))
        && op.window().padding().after().equals(List.of(0, 0));
  }

  private static boolean isFactors(Extent factors, Extent scaled) {
    List<Integer> shape = scaled.shape();
    return factors.dtype() == scaled.dtype()
        && factors.shape().equals(List.of(shape.get(0), shape.get(1), 1, 1));
  }

  private static Node take(Node node, Set<Integer> taken) {
    taken.add(node.index());
    return node;
  }

  /** The one node that looks at what a node makes; null if there are others, or none. */
  private @Nullable Node follower(Node node) {
    int made = node.outputs().get(0).index();
    return shared.contains(made) ? null : onlyUser.get(made);
  }

  private static boolean canEnd(Op op) {
    return takesAddend(op)
        || op instanceof TransposedConvolution
        || (op instanceof BatchNorm norm && norm.trackRunningStats());
  }

  private static boolean takesAddend(Op op) {
    return op instanceof Convolution || op instanceof Linear;
  }

  private static boolean isFoldable(Node node) {
    return node.op() instanceof BatchNorm norm && norm.trackRunningStats();
  }

  /** What a sum adds to what a node makes, if both are of one shape and it is made before. */
  private @Nullable Value addend(Node sum, Node node) {
    if (!isPlainSum(sum)) {
      return null;
    }
    Value made = node.outputs().get(0);
    Value left = sum.inputs().get(0);
    Value right = sum.inputs().get(1);
    Value other = left.index() == made.index() ? right : left;
    return other.index() == made.index() ? null : other;
  }

  /** Whether a node adds two floating-point tensors of one shape. */
  private boolean isPlainSum(Node node) {
    if (!(node.op() instanceof Elementwise op)
        || op.kind() != Elementwise.Kind.ADD
        || op.other() != null) {
      return false;
    }
    Extent left = geometry.of(node.inputs().get(0));
    return left.dtype().isFloating() && left.equals(geometry.of(node.inputs().get(1)));
  }
}
