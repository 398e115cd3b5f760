package dev.cnnsummary.analyzer.rules;

import dev.cnnsummary.analyzer.field.AxisStep;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * The product of {@code [*, M, K]} and {@code [*, K, N]}, {@code [*, M, N]}; the axes in front
 * broadcast. A vector on the left is a matrix of one row, on the right one of one column, which the
 * product does not have then.
 *
 * @param output the product's shape
 * @param macs one for each element of the product and of K
 * @param leftSteps how the product depends on the axes of the left operand
 * @param rightSteps how it depends on those of the right one
 */
record Matrices(Shape output, Dim macs, List<AxisStep> leftSteps, List<AxisStep> rightSteps) {
  static Matrices of(Shape left, Shape right, Operands in) {
    Dim inner = right.dim(right.rank() == 1 ? 0 : -2);
    in.equal(
        left.dim(-1), inner, "rows of {left} elements cannot be multiplied by columns of {right}");
    Shape leftBatch = batch(left);
    Shape rightBatch = batch(right);
    Shape batch = Broadcast.of(leftBatch, rightBatch, "the batches of matrices", in);
    List<Dim> dims = new ArrayList<>(batch.dims());
    List<AxisStep> leftSteps = new ArrayList<>(Broadcast.steps(leftBatch, batch));
    List<AxisStep> rightSteps = new ArrayList<>(Broadcast.steps(rightBatch, batch));
    if (left.rank() > 1) {
      leftSteps.add(AxisStep.moved(dims.size()));
      dims.add(left.dim(-2));
    }
    leftSteps.add(AxisStep.MIXED);
    rightSteps.add(AxisStep.MIXED);
    if (right.rank() > 1) {
      rightSteps.add(AxisStep.moved(dims.size()));
      dims.add(right.dim(-1));
    }
    Shape output = Shape.of(dims);
    return new Matrices(output, output.numel().times(inner), leftSteps, rightSteps);
  }

  private static Shape batch(Shape shape) {
    return Shape.of(shape.dims().subList(0, Math.max(0, shape.rank() - 2)));
  }
}
