package dev.cnnsummary.analyzer.explain;

import dev.cnnsummary.analyzer.LayerReport;
import dev.cnnsummary.specs.shape.Bindings;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * A call that is explained.
 *
 * @param report what is known of it
 * @param weights the shapes of its weights, in the order of the operator's slots
 * @param sample what makes a batch that is a symbol one sample
 */
record Subject(LayerReport report, List<Shape> weights, Bindings sample) {
  Subject {
    weights = List.copyOf(weights);
  }

  /** The shape of the only operand, or of the first. */
  Shape input() {
    return input(0);
  }

  /** The shape of an operand. */
  Shape input(int operand) {
    return report.inputs().get(operand).shape();
  }

  /** The number of operands. */
  int operands() {
    return report.inputs().size();
  }

  /** The shape of what it makes, or of the first. */
  Shape output() {
    return report.outputs().getFirst().shape();
  }

  /**
   * The elements of a shape. A batch that is a symbol is left out, as costs are then for one
   * sample.
   */
  Formula elements(Shape shape) {
    return Formula.product(counted(shape.dims()));
  }

  /** The elements of one output. */
  Formula outputElements() {
    return elements(output());
  }

  /** The elements of the only operand. */
  Formula inputElements() {
    return elements(input());
  }

  /** The elements along all axes but one. */
  Formula rows(Shape shape, int axis) {
    List<Dim> dims = new ArrayList<>(shape.dims());
    dims.remove(axis < 0 ? axis + dims.size() : axis);
    return Formula.product(counted(dims));
  }

  /** Sizes that multiply costs. */
  List<Dim> counted(List<Dim> dims) {
    return dims.stream().filter(dim -> !isOpenBatch(dim)).map(dim -> dim.bind(sample)).toList();
  }

  private boolean isOpenBatch(Dim dim) {
    return !sample.isEmpty()
        && sample.names().stream().map(Dim::symbol).anyMatch(batch -> batch.equals(dim));
  }
}
