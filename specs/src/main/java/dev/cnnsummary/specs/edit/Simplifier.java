package dev.cnnsummary.specs.edit;

import dev.cnnsummary.specs.edit.Simplification.FoldedNorm;
import dev.cnnsummary.specs.edit.Simplification.Knowledge;
import dev.cnnsummary.specs.function.Cast;
import dev.cnnsummary.specs.function.ReshapeTo;
import dev.cnnsummary.specs.function.Unknown;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Literal;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.op.BatchNorm;
import dev.cnnsummary.specs.op.Contiguous;
import dev.cnnsummary.specs.op.Dropout;
import dev.cnnsummary.specs.op.Identity;
import dev.cnnsummary.specs.op.Pad;
import dev.cnnsummary.specs.op.Reshape;
import dev.cnnsummary.specs.op.Size;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of each node of a network: it stays, changes or goes. */
final class Simplifier {
  private final Graph graph;
  private final Knowledge knowledge;
  private final @Nullable Node[] nodes;
  private final Map<Value, Value> replaced = new HashMap<>();
  private final Map<Value, Value> constants = new HashMap<>();
  private final Map<Value, Literal> literals = new HashMap<>();
  private final Map<Value, Value> weights = new HashMap<>();
  private final List<FoldedNorm> norms = new ArrayList<>();
  private int valueCount;

  Simplifier(Graph graph, Knowledge knowledge) {
    this.graph = graph;
    this.knowledge = knowledge;
    this.nodes = new Node[graph.nodes().size()];
    this.valueCount = graph.valueCount();
  }

  Simplification simplification() {
    for (Node node : graph.nodes()) {
      visit(node);
    }
    bury();
    foldNorms();
    Graph simple = new Rebuild(graph, nodes, this::current, weights, literals, valueCount).graph();
    return new Simplification(simple, folded(simple), constants);
  }

  /** What stands for a value of the original now. */
  private Value current(Value value) {
    Value now = value;
    for (Value next = replaced.get(now); next != null; next = replaced.get(now)) {
      now = next;
    }
    return now;
  }

  private List<Value> current(List<Value> values) {
    return values.stream().map(this::current).toList();
  }

  private void visit(Node original) {
    List<Value> inputs = current(original.inputs());
    if (handsOn(original, inputs)) {
      replaced.put(original.outputs().getFirst(), inputs.getFirst());
    } else if (!isConstant(original, inputs)) {
      nodes[original.index()] = reshaped(with(original, inputs, original.weights()));
    }
  }

  /** Whether what a node makes is what it takes. */
  private boolean handsOn(Node node, List<Value> inputs) {
    return switch (node.op()) {
      case Identity _, Dropout _, Contiguous _ -> true;
      case Cast cast -> {
        Value input = inputs.getFirst();
        TensorType type = knowledge.type(node.inputs().getFirst());
        yield cast.dtype() == (type == null ? input.dtype() : type.dtype());
      }
      case Pad pad -> pad.amounts().stream().allMatch(amount -> amount.equals(Size.of(0)));
      default -> false;
    };
  }

  /** Makes a constant of what follows from constants, or from sizes that are known. */
  private boolean isConstant(Node node, List<Value> inputs) {
    Literal numbers = knowledge.numbers(node.outputs().getFirst());
    List<Value> sources = Stream.concat(inputs.stream(), node.weights().stream()).toList();
    boolean fixed =
        !sources.isEmpty()
            && !(node.op() instanceof Unknown)
            && sources.stream().noneMatch(Simplifier::isActivation)
            && node.outputs().stream().map(knowledge::type).allMatch(Simplifier::isFixed);
    if (numbers == null && !fixed) {
      return false;
    }
    for (Value output : node.outputs()) {
      TensorType type = knowledge.type(output);
      if (type == null || !isFixed(type)) {
        return false;
      }
      Value constant = constant(node, type, numbers == null ? sources : List.of());
      if (numbers != null) {
        literals.put(constant, numbers);
      }
      replaced.put(output, constant);
      constants.put(output, constant);
    }
    return true;
  }

  private static boolean isActivation(Value value) {
    return value.kind() == Value.Kind.ACTIVATION || value.kind() == Value.Kind.INPUT;
  }

  private static boolean isFixed(@Nullable TensorType type) {
    return type != null && type.shape().isConstant();
  }

  /** What is made of something learned stays a parameter. */
  private Value constant(Node node, TensorType type, List<Value> sources) {
    Value.Kind kind =
        sources.stream().anyMatch(source -> source.kind() == Value.Kind.PARAMETER)
            ? Value.Kind.PARAMETER
            : Value.Kind.CONSTANT;
    return new Value(
        valueCount++,
        node.path().text(),
        kind,
        type.dtype(),
        type.shape(),
        sources.stream().anyMatch(Value::trainable));
  }

  /** With a reshape to what an analysis has found out, at most one size of which is open. */
  private Node reshaped(Node node) {
    TensorType type = knowledge.type(node.outputs().getFirst());
    if (!(node.op() instanceof ReshapeTo) || type == null) {
      return node;
    }
    List<Dim> dims = type.shape().dims();
    long open = dims.stream().filter(dim -> !dim.isConstant()).count();
    if (open > 1 || dims.stream().anyMatch(dim -> dim.isConstant() && dim.value() < 1)) {
      return node;
    }
    List<Size> sizes =
        dims.stream().map(dim -> Size.of(dim.isConstant() ? dim.value() : -1)).toList();
    return new Node(
        node.index(),
        node.path(),
        node.call(),
        "reshape",
        node.form(),
        new Reshape(sizes),
        List.of(node.inputs().getFirst()),
        node.weights(),
        node.outputs());
  }

  private static Node with(Node node, List<Value> inputs, List<Value> weights) {
    return new Node(
        node.index(),
        node.path(),
        node.call(),
        node.type(),
        node.form(),
        node.op(),
        inputs,
        weights,
        node.outputs());
  }

  private void foldNorms() {
    Uses uses = new Uses(nodes, current(graph.outputs()));
    Map<Value, Node> makers = new HashMap<>();
    for (int i = 0; i < nodes.length; i++) {
      Node node = nodes[i];
      if (node == null) {
        continue;
      }
      Node layer = node.op() instanceof BatchNorm ? makers.get(node.inputs().getFirst()) : null;
      if (layer == null || !fold(layer, node, uses)) {
        node.outputs().forEach(output -> makers.put(output, node));
      }
    }
  }

  /** Folds a batch normalisation into the layer before it, unless others need that as it is. */
  private boolean fold(Node layer, Node norm, Uses uses) {
    Value made = layer.outputs().getFirst();
    TensorType type = knowledge.type(made);
    Folding folding = Folding.of(layer, norm, type == null ? null : type.shape().rank());
    if (folding == null
        || !uses.isOnly(made)
        || !folding.weights().stream().allMatch(uses::isOnly)) {
      return false;
    }
    if (!layer.equals(nodes[layer.index()]) || uses.calls(layer) > 1) { // folded already, or shared
      return false;
    }
    Value old = folding.weights().getFirst();
    Value weight = renewed(old.name(), old, old.shape());
    Value bias = bias(folding, layer, weight);
    Node folded = folding.folded(weight, bias);
    nodes[layer.index()] = folded;
    nodes[norm.index()] = null;
    replaced.put(norm.outputs().getFirst(), made);
    norms.add(
        new FoldedNorm(graph.nodes().get(layer.index()), graph.nodes().get(norm.index()), folded));
    return true;
  }

  private Value renewed(String name, Value old, @Nullable Shape shape) {
    Value value =
        new Value(valueCount++, name, Value.Kind.PARAMETER, old.dtype(), shape, old.trainable());
    weights.putIfAbsent(old, value);
    return value;
  }

  private Value bias(Folding folding, Node layer, Value weight) {
    if (folding.weights().size() > 1) {
      Value old = folding.weights().get(1);
      return renewed(old.name(), old, old.shape());
    }
    Shape shape = weight.shape() == null ? null : Shape.of(folding.channels());
    String name = layer.path().child("bias").text();
    return renewed(name, weight, shape); // follows the weight among the weights
  }

  /** Removes what no output needs. */
  private void bury() {
    boolean[] needed = new boolean[valueCount];
    current(graph.outputs()).forEach(value -> needed[value.index()] = true);
    for (int i = nodes.length - 1; i >= 0; i--) {
      Node node = nodes[i];
      if (node == null) {
        continue;
      }
      if (node.outputs().stream().noneMatch(output -> needed[output.index()])) {
        nodes[i] = null;
        continue;
      }
      current(node.inputs()).forEach(input -> needed[input.index()] = true);
    }
  }

  /** The norms that are folded, with the layers as they are numbered now. */
  private List<FoldedNorm> folded(Graph simple) {
    Map<Value, Node> makers = new HashMap<>();
    simple.nodes().forEach(node -> makers.put(node.outputs().getFirst(), node));
    List<FoldedNorm> folded = new ArrayList<>();
    for (FoldedNorm norm : norms) {
      Value made = norm.folded().outputs().getFirst();
      Node now = Objects.requireNonNull(makers.get(made), made::name);
      folded.add(new FoldedNorm(norm.layer(), norm.norm(), now));
    }
    return folded;
  }
}
