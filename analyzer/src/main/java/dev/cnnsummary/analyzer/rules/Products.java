package dev.cnnsummary.analyzer.rules;

import dev.cnnsummary.analyzer.field.AxisStep;
import dev.cnnsummary.specs.op.MatMul;
import dev.cnnsummary.specs.op.ScaledDotProductAttention;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.List;

/**
 * Products of matrices. MACs: one for each element of the result and each pair that is multiplied
 * for it; attention has two products, its softmax {@link Pointwise}'s FLOPs, one more for each
 * weight for the scale and one for a mask. A causal mask saves nothing.
 */
final class Products {
  private Products() {}

  static Facts facts(MatMul matMul, Operands in) {
    if (in.all().size() != 2) {
      throw new Rejection("a product of matrices takes two inputs, got " + in.all().size());
    }
    TensorType left = in.all().get(0);
    TensorType right = in.all().get(1);
    sameElements(left, right);
    if (matMul.kind() == MatMul.Kind.BATCH) {
      checkBatches(left.shape(), right.shape(), in);
    }
    if (left.shape().rank() < 1 || right.shape().rank() < 1) {
      throw new Rejection("a product of matrices takes at least one axis of each, got a scalar");
    }
    Matrices matrices = Matrices.of(left.shape(), right.shape(), in);
    Dim macs = matrices.macs();
    return new Facts(
        List.of(new TensorType(left.dtype(), matrices.output())),
        List.of(),
        macs,
        macs.times(2),
        List.of(matrices.leftSteps(), matrices.rightSteps()),
        false);
  }

  private static void checkBatches(Shape left, Shape right, Operands in) {
    if (left.rank() != 3 || right.rank() != 3) {
      throw new Rejection("bmm takes two inputs of 3 axes, got " + left + " and " + right);
    }
    in.equal(left.dim(0), right.dim(0), "the batches have {left} and {right} matrices");
  }

  private static void sameElements(TensorType left, TensorType right) {
    if (left.dtype() != right.dtype()) {
      throw new Rejection(
          "a product takes inputs of one element type, got "
              + left.dtype().text()
              + " and "
              + right.dtype().text());
    }
  }

  static Facts facts(ScaledDotProductAttention attention, Operands in) {
    TensorType query = in.floating("attention");
    TensorType key = in.all().get(1);
    TensorType value = in.all().get(2);
    sameElements(query, key);
    sameElements(query, value);
    for (TensorType operand : List.of(query, key, value)) {
      if (operand.shape().rank() < 2) {
        throw new Rejection("attention takes [..., length, features], got " + operand.shape());
      }
    }
    Shape keys = key.shape();
    in.equal(query.shape().dim(-1), keys.dim(-1), "queries have {left} features, but keys {right}");
    in.equal(keys.dim(-2), value.shape().dim(-2), "there are {left} keys, but {right} values");
    Shape turned = keys.with(-1, keys.dim(-2)).with(-2, keys.dim(-1));
    Matrices scores = Matrices.of(query.shape(), turned, in);
    Shape weights = scores.output();
    Matrices taken = Matrices.of(weights, value.shape(), in);
    Shape output = taken.output();
    Dim macs = scores.macs().plus(taken.macs());
    boolean masked = in.all().size() == 4;
    List<List<AxisStep>> field = new ArrayList<>();
    field.add(steps(query.shape(), output, List.of(-1)));
    field.add(steps(keys, output, List.of(-2, -1)));
    field.add(taken.rightSteps());
    if (masked) {
      field.add(steps(mask(in.all().get(3), weights, in), output, List.of(-1)));
    }
    return new Facts(
        List.of(new TensorType(query.dtype(), output)),
        List.of(),
        macs,
        macs.times(2)
            .plus(weights.numel().times(masked ? 5 : 4))
            .minus(weights.with(-1, Dim.ONE).numel()),
        field,
        false);
  }

  /** The axes of an operand are those of the output, counted from the last, but for some. */
  private static List<AxisStep> steps(Shape operand, Shape output, List<Integer> mixed) {
    List<AxisStep> steps = new ArrayList<>();
    for (int axis = -operand.rank(); axis < 0; axis++) {
      AxisStep moved =
          new AxisStep.Repeated(axis + output.rank(), operand.dim(axis), output.dim(axis));
      steps.add(mixed.contains(axis) ? AxisStep.MIXED : moved);
    }
    return steps;
  }

  private static Shape mask(TensorType mask, Shape weights, Operands in) {
    Shape shape = mask.shape();
    if (mask.dtype() != DType.BOOL && !mask.dtype().isFloating()) {
      throw new Rejection("a mask is of bool or floating-point, got " + mask.dtype().text());
    }
    int added = weights.rank() - shape.rank();
    if (added < 0) {
      throw new Rejection("a mask of " + shape + " does not broadcast to " + weights);
    }
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (!shape.dim(axis).equals(Dim.ONE)) {
        in.equal(
            shape.dim(axis),
            weights.dim(axis + added),
            "a mask of {left} does not broadcast to {right}");
      }
    }
    return shape;
  }
}
