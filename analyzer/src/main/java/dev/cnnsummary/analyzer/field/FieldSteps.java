package dev.cnnsummary.analyzer.field;

import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.Problem;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.shape.Bindings;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** How each node of a graph depends on its operands, and the fields that follow from it. */
public final class FieldSteps {
  private final List<List<List<AxisStep>>> nodes;

  /** Begins an empty list for so many nodes. */
  public FieldSteps(int nodeCount) {
    nodes = new ArrayList<>(nodeCount);
  }

  /**
   * Adds the next node: for each operand a step for each of its axes. Operands beyond the list are
   * not seen: only their sizes matter.
   */
  public void add(List<List<AxisStep>> operands) {
    nodes.add(operands);
  }

  /** For each operand of a node that is seen a step for each of its axes. */
  public List<List<AxisStep>> of(Node node) {
    return Collections.unmodifiableList(nodes.get(node.index()));
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
    return switch (step) {
      case AxisStep.Along _, AxisStep.Mixed _, AxisStep.Scattered _ -> step;
      case AxisStep.Regions(int axis, Dim from, Dim to) ->
          new AxisStep.Regions(axis, from.bind(bindings), to.bind(bindings));
      case AxisStep.Repeated(int axis, Dim from, Dim to) ->
          new AxisStep.Repeated(axis, from.bind(bindings), to.bind(bindings));
      case AxisStep.Shifted(int axis, long stride, Dim offset) ->
          new AxisStep.Shifted(axis, stride, offset.bind(bindings));
      case AxisStep.Resampled sampled ->
          new AxisStep.Resampled(
              sampled.outputAxis(),
              sampled.from().bind(bindings),
              sampled.to().bind(bindings),
              sampled.taps(),
              sampled.phase(),
              sampled.first());
      case AxisStep.Reshaped(int axis, Shape from, Shape to) ->
          new AxisStep.Reshaped(axis, from.bind(bindings), to.bind(bindings));
      case AxisStep.Tiled(int axis, Dim extent, long size, long shift) ->
          new AxisStep.Tiled(axis, extent.bind(bindings), size, shift);
      case AxisStep.PerOutput(List<AxisStep> steps) ->
          new AxisStep.PerOutput(steps.stream().map(each -> bind(each, bindings)).toList());
    };
  }

  /**
   * The field of each value, by its index; weights see nothing.
   *
   * @param inputs the types of the graph's inputs
   * @throws InvalidSpecException with the layer whose field does not fit in 64 bits
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
      try {
        walk(node, fields, none);
      } catch (ArithmeticException e) {
        throw new InvalidSpecException(
            List.of(
                new Problem(
                    graph.location(node.path()),
                    node.path().text(),
                    "its receptive field is too large: " + e.getMessage())));
      }
    }
    return List.of(fields);
  }

  private void walk(Node node, ReceptiveField[] fields, ReceptiveField none) {
    List<List<AxisStep>> operands = nodes.get(node.index());
    for (int output = 0; output < node.outputs().size(); output++) {
      ReceptiveField union = none;
      for (int i = 0; i < operands.size(); i++) {
        ReceptiveField operand = fields[node.inputs().get(i).index()];
        union = union.union(operand.through(operands.get(i), output));
      }
      fields[node.outputs().get(output).index()] = union;
    }
  }
}
