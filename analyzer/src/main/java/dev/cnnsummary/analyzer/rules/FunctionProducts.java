package dev.cnnsummary.analyzer.rules;

import dev.cnnsummary.analyzer.field.AxisStep;
import dev.cnnsummary.specs.function.Addmm;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.Collections;
import java.util.List;

/** Products of matrices. MACs as {@link Products}'. */
final class FunctionProducts {
  private FunctionProducts() {}

  static Facts facts(Addmm addmm, Operands in) {
    Shape left = matrix(in.shape(0), addmm.transposeLeft());
    Shape right = matrix(in.shape(1), addmm.transposeRight());
    in.equal(
        left.dim(1),
        right.dim(0),
        "rows of {left} elements cannot be multiplied by columns of {right}");
    Shape output = Shape.of(left.dim(0), right.dim(1));
    if (addmm.addend()) {
      Broadcast.of(in.shape(2), output, "addmm", in);
    }
    Dim macs = output.numel().times(left.dim(1));
    Dim flops = macs.times(2);
    return new Facts(
        List.of(new TensorType(in.get(0).dtype(), output)),
        List.of(),
        macs,
        addmm.addend() ? flops.plus(output.numel()) : flops,
        List.of(steps(addmm.transposeLeft(), true), steps(addmm.transposeRight(), false)),
        false);
  }

  private static Shape matrix(Shape shape, boolean transpose) {
    if (shape.rank() != 2) {
      throw new Rejection("addmm takes matrices, got " + shape);
    }
    return transpose ? Shape.of(shape.dim(1), shape.dim(0)) : shape;
  }

  private static List<AxisStep> steps(boolean transpose, boolean left) {
    List<AxisStep> plain =
        left
            ? List.of(AxisStep.moved(0), AxisStep.MIXED)
            : List.of(AxisStep.MIXED, AxisStep.moved(1));
    return transpose ? plain.reversed() : plain;
  }

  static Facts quantized(Operands in) {
    return product(in, 3, in.get(7).dtype());
  }

  static Facts integer(Operands in) {
    return product(in, 1, DType.I32);
  }

  private static Facts product(Operands in, int right, DType dtype) {
    if (in.shape(0).rank() < 1 || in.shape(right).rank() < 1) {
      throw new Rejection("a product of matrices takes at least one axis of each, got a scalar");
    }
    Matrices matrices = Matrices.of(in.shape(0), in.shape(right), in);
    List<AxisStep> rest = Collections.nCopies(in.shape(1).rank(), AxisStep.MIXED);
    return new Facts(
        List.of(new TensorType(dtype, matrices.output())),
        List.of(),
        matrices.macs(),
        matrices.macs().times(2),
        right == 1
            ? List.of(matrices.leftSteps(), matrices.rightSteps())
            : List.of(matrices.leftSteps(), rest, fill(in, 2), matrices.rightSteps()),
        false);
  }

  private static List<AxisStep> fill(Operands in, int index) {
    return Collections.nCopies(in.shape(index).rank(), AxisStep.MIXED);
  }
}
