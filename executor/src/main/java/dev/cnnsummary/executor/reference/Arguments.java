package dev.cnnsummary.executor.reference;

import static dev.cnnsummary.executor.reference.Operands.require;

import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.op.Op;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tensors that an operator is given, of extents that it can take. */
final class Arguments {
  private final List<Tensor> operands;
  private final List<Tensor> weights;
  private final Operands extents;
  private final List<Extent> outputs;

  private Arguments(
      List<Tensor> operands, List<Tensor> weights, Operands extents, List<Extent> outputs) {
    this.operands = operands;
    this.weights = weights;
    this.extents = extents;
    this.outputs = outputs;
  }

  /**
   * Checks extents.
   *
   * @throws IllegalArgumentException if the operator cannot take these tensors
   */
  static Arguments of(Op op, List<Tensor> operands, List<Tensor> weights) {
    List<Extent> extents = operands.stream().map(Arguments::extent).toList();
    Shapes shapes = Shapes.of(op, extents);
    List<List<Integer>> given = weights.stream().map(w -> extent(w).shape()).toList();
    require(given.equals(shapes.weights()), "weights " + given + " for " + shapes.weights());
    return new Arguments(
        List.copyOf(operands), List.copyOf(weights), new Operands(extents), shapes.outputs());
  }

  private static Extent extent(Tensor tensor) {
    return new Extent(tensor.dtype(), Arrays.stream(tensor.shape()).boxed().toList());
  }

  Operands extents() {
    return extents;
  }

  List<Tensor> operands() {
    return operands;
  }

  Tensor operand(int index) {
    return operands.get(index);
  }

  /** The only operand, or the first. */
  Tensor only() {
    return operands.getFirst();
  }

  Tensor weight(int index) {
    return weights.get(index);
  }

  /** A weight; null where there are not so many. */
  @Nullable Tensor weightOrNull(int index) {
    return index < weights.size() ? weights.get(index) : null;
  }

  List<Tensor> weights() {
    return weights;
  }

  /** The places of an operand's elements. */
  Grid grid(int operand) {
    return new Grid(operands.get(operand).shape());
  }

  /** The places of the first output's elements. */
  Grid output() {
    return output(0);
  }

  Grid output(int index) {
    return new Grid(outputs.get(index).array());
  }
}
