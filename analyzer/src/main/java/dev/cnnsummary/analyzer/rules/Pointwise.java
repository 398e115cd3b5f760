package dev.cnnsummary.analyzer.rules;

import dev.cnnsummary.analyzer.field.AxisStep;
import dev.cnnsummary.specs.op.Activation;
import dev.cnnsummary.specs.op.Elementwise;
import dev.cnnsummary.specs.op.Softmax;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.List;

/**
 * What keeps or broadcasts its shape. FLOPs: one for each element of an activation or an arithmetic
 * operation, whatever its formula; three for each element of a softmax (exponential, sum, quotient)
 * less one for each sum, and one more for each element of a softmin.
 */
final class Pointwise {
  private static final Dim ONE = Dim.ONE;

  private Pointwise() {}

  static Facts facts(Activation activation, Operands in) {
    TensorType input = in.floating(activation.kind().module());
    return Facts.of(input, input.shape().numel(), AxisStep.pointwise(input.shape().rank()));
  }

  static Facts facts(Softmax softmax, Operands in) {
    TensorType input = in.floating("a softmax");
    Shape shape = input.shape();
    Integer dim = softmax.dim();
    int implicit = shape.rank() == 0 || shape.rank() == 1 || shape.rank() == 3 ? 0 : 1;
    int axis = Axes.index(dim == null ? implicit : dim, shape.rank(), "dim");
    Dim rows = shape.with(axis, ONE).numel();
    long perElement = softmax.kind() == Softmax.Kind.SOFTMIN ? 4 : 3;
    return Facts.of(
        input, shape.numel().times(perElement).minus(rows), Axes.mixing(shape.rank(), axis));
  }

  static Facts facts(Elementwise elementwise, Operands in) {
    TensorType left = in.only();
    Double number = elementwise.other();
    if (number != null) {
      TensorType output =
          new TensorType(
              result(elementwise.kind(), withNumber(left.dtype(), number)), left.shape());
      return Facts.of(output, left.shape().numel(), AxisStep.pointwise(left.shape().rank()));
    }
    TensorType right = in.all().get(1);
    Shape shape = Broadcast.of(left.shape(), right.shape(), elementwise.kind().word(), in);
    DType dtype = Operands.promote(left.dtype(), right.dtype());
    return new Facts(
        List.of(new TensorType(result(elementwise.kind(), dtype), shape)),
        List.of(),
        Dim.ZERO,
        shape.numel(),
        List.of(Broadcast.steps(left.shape(), shape), Broadcast.steps(right.shape(), shape)),
        false);
  }

  /** A number with a fraction makes integers floating-point, and any number makes truth values. */
  private static DType withNumber(DType tensor, double number) {
    if (tensor.isFloating()) {
      return tensor;
    }
    if (number != Math.rint(number)) {
      return DType.F32;
    }
    return tensor == DType.BOOL ? DType.I64 : tensor;
  }

  /** A quotient of integers is floating-point. */
  private static DType result(Elementwise.Kind kind, DType operands) {
    return kind == Elementwise.Kind.DIV && !operands.isFloating() ? DType.F32 : operands;
  }
}
