package dev.cnnsummary.analyzer;

import dev.cnnsummary.analyzer.rules.Contents;
import dev.cnnsummary.analyzer.rules.Operands;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Literal;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of the numbers that small tensors hold while a graph is walked. */
final class Holding {
  /** Inputs of more elements are data, not sizes. */
  private static final int MOST_SIZES = 16;

  private final Graph graph;
  private final Map<Value, Contents> held = new HashMap<>();
  private final Map<Value, Literal> numbers = new HashMap<>();

  Holding(Graph graph, ModelInputs inputs) {
    this.graph = graph;
    for (int i = 0; graph.wholeInputs() && i < graph.inputs().size(); i++) {
      Value input = graph.inputs().get(i);
      Literal given = inputs.contents().get(input.name());
      TensorType type = inputs.types().get(i);
      if (given != null) {
        numbers.put(input, given);
      } else if (tellsSizes(type)) {
        int size = (int) type.shape().numel().value();
        held.put(input, Contents.ofSymbols(input.name(), size));
      }
    }
  }

  /** Whether a tensor may tell sizes: a few integers. */
  private static boolean tellsSizes(TensorType type) {
    Shape shape = type.shape();
    return (type.dtype() == DType.I64 || type.dtype() == DType.I32)
        && shape.rank() <= 1
        && shape.isConstant()
        && shape.numel().value() <= MOST_SIZES;
  }

  void keep(Value value, Contents contents) {
    held.put(value, contents);
  }

  /** The numbers of those tensors of which all are known. */
  Map<Value, List<Dim>> sizes() {
    Map<Value, List<Dim>> sizes = new HashMap<>();
    held.forEach((value, contents) -> {
      List<Dim> all = contents.all();
      if (all != null) {
        sizes.put(value, all);
      }
    });
    return sizes;
  }

  /** The operands of a node with what they hold. */
  Operands operands(Node node, List<TensorType> types) {
    int count = node.inputs().size();
    List<@Nullable Contents> contents = new ArrayList<>(count);
    List<@Nullable Literal> literals = new ArrayList<>(count);
    boolean known = false;
    boolean fixed = false;
    for (Value input : node.inputs()) {
      Literal literal = input.isWeight() ? null : graph.literal(input);
      literal = literal == null ? numbers.get(input) : literal;
      Contents each = held.get(input);
      if (each == null && literal != null) {
        each = Contents.of(literal);
      }
      known |= each != null;
      fixed |= literal != null;
      contents.add(each);
      literals.add(literal);
    }
    return new Operands(
        types, known ? contents : List.of(), fixed ? literals : List.of(), node.path().text());
  }
}
