package dev.cnnsummary.analyzer.field;

import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.shape.Bindings;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How each node of a graph depends on its operands, and the fields that follow from it. */
public final class FieldSteps {
  private final List<List<List<AxisStep>>> nodes;

  /** Begins an empty list for so many nodes. */
  public FieldSteps(int nodeCount) {
    nodes = new ArrayList<>(nodeCount);
  }

  /** Adds the next node: for each operand a step for each of its axes. */
  public void add(List<List<AxisStep>> operands) {
    nodes.add(operands);
  }

  /** The same with some symbols bound. */
  public FieldSteps bind(Bindings bindings) {
    FieldSteps bound = new FieldSteps(nodes.size());
    for (List<List<AxisStep>> operands : nodes) {
      bound.add(
          operands.stream()
              .map(steps -> steps.stream().map(step -> bind(step, bindings)).toList())
              .toList());
    }
    return bound;
  }

  private static AxisStep bind(AxisStep step, Bindings bindings) {
    return step instanceof AxisStep.Regions(int axis, var from, var to)
        ? new AxisStep.Regions(axis, from.bind(bindings), to.bind(bindings))
        : step;
  }

  /**
   * The field of each value, by its index; weights see nothing.
   *
   * @param inputs the types of the graph's inputs
   */
  public List<ReceptiveField> walk(Graph graph, List<TensorType> inputs) {
    ReceptiveField none = ReceptiveField.none(inputs.size());
    ReceptiveField[] fields = new ReceptiveField[graph.valueCount()];
    Arrays.fill(fields, none);
    for (int i = 0; i < inputs.size(); i++) {
      fields[graph.inputs().get(i).index()] =
          ReceptiveField.own(i, inputs.size(), inputs.get(i).shape().rank());
    }
    for (Node node : graph.nodes()) {
      ReceptiveField union = none;
      for (int i = 0; i < node.inputs().size(); i++) {
        ReceptiveField operand = fields[node.inputs().get(i).index()];
        union = union.union(operand.through(nodes.get(node.index()).get(i)));
      }
      for (Value output : node.outputs()) {
        fields[output.index()] = union;
      }
    }
    return List.of(fields);
  }
}
