package dev.cnnsummary.analyzer.rules;

import dev.cnnsummary.analyzer.field.AxisStep;
import dev.cnnsummary.specs.op.Activation;
import dev.cnnsummary.specs.op.Dropout;
import dev.cnnsummary.specs.op.Elementwise;
import dev.cnnsummary.specs.op.Glu;
import dev.cnnsummary.specs.op.PRelu;
import dev.cnnsummary.specs.op.Softmax;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.Collections;
import java.util.List;

/**
 * What keeps or broadcasts its shape. FLOPs: one for each element of an activation or an arithmetic
 * operation, whatever its formula; three for each element of a softmax (exponential, sum, quotient)
 * less one for each sum, and one more for each element of a softmin; two for each output element of
 * a GLU (sigmoid, product).
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
    boolean image = softmax.kind() == Softmax.Kind.SOFTMAX_2D;
    if (image && shape.rank() != 3 && shape.rank() != 4) {
      throw new Rejection(
          "Softmax2d takes [N, C, height, width] or [C, height, width], got " + shape);
    }
    Integer dim = softmax.dim();
    int implicit = shape.rank() == 0 || shape.rank() == 1 || shape.rank() == 3 ? 0 : 1;
    int axis = Axes.index(dim == null ? implicit : dim, shape.rank(), "dim");
    Dim rows = shape.with(axis, ONE).numel();
    long perElement = softmax.kind() == Softmax.Kind.SOFTMIN ? 4 : 3;
    return Facts.of(
        input, shape.numel().times(perElement).minus(rows), Axes.mixing(shape.rank(), axis));
  }

  static Facts facts(PRelu prelu, Operands in) {
    TensorType input = in.floating("PReLU");
    Shape shape = input.shape();
    if (prelu.numParameters() != 1) {
      in.equal(
          shape.rank() < 2 ? ONE : shape.dim(1),
          Dim.of(prelu.numParameters()),
          "num_parameters is {right}, but the input has {left} channels");
    }
    return new Facts(
        List.of(input),
        weights(prelu),
        Dim.ZERO,
        shape.numel(),
        List.of(AxisStep.pointwise(shape.rank())),
        false);
  }

  /** One whose slopes are an operand. */
  static Facts prelu(Operands in) {
    TensorType input = in.floating("prelu");
    Shape shape = input.shape();
    Shape slopes = in.floating(1, "the weight of prelu").shape();
    if (slopes.rank() > 1) {
      throw new Rejection("prelu takes a weight of one number or [C], got " + slopes);
    }
    if (!slopes.numel().equals(Dim.ONE)) {
      in.equal(
          slopes.numel(),
          shape.rank() < 2 ? ONE : shape.dim(1),
          "the weight has {left} elements, but the input has {right} channels");
    }
    List<AxisStep> steps = AxisStep.pointwise(shape.rank());
    return Facts.of(
        input, shape.numel(), steps, Collections.nCopies(slopes.rank(), AxisStep.MIXED));
  }

  static List<Shape> weights(PRelu prelu) {
    return List.of(Shape.of(prelu.numParameters()));
  }

  static Facts facts(Glu glu, Operands in) {
    TensorType input = in.floating("GLU");
    Shape shape = input.shape();
    int axis = Axes.index(glu.dim(), shape.rank(), "dim");
    Dim two = Dim.of(2);
    in.multiple(shape.dim(axis), two, "a GLU halves an even axis, got {left} elements");
    Shape output = shape.with(axis, shape.dim(axis).divideExactly(two));
    return Facts.of(
        new TensorType(input.dtype(), output),
        output.numel().times(2),
        Axes.mixing(shape.rank(), axis));
  }

  /** A dropout in evaluation mode. */
  static Facts facts(Dropout dropout, Operands in) {
    TensorType input = in.only();
    int rank = input.shape().rank();
    if (dropout.kind() == Dropout.Kind.CHANNEL_1D && rank != 2 && rank != 3) {
      throw new Rejection("Dropout1d takes [N, C, length] or [C, length], got " + input.shape());
    }
    return Facts.view(input, AxisStep.pointwise(rank));
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
