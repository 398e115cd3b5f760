package dev.cnnsummary.analyzer.rules;

import dev.cnnsummary.analyzer.field.AxisStep;
import dev.cnnsummary.specs.function.Dequantize;
import dev.cnnsummary.specs.function.Quantize;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.Collections;
import java.util.List;

/** Numbers becoming integers of a scale, and back. FLOPs: two for each element. */
final class Quantizations {
  private Quantizations() {}

  static Facts facts(Quantize quantize, Operands in) {
    return facts(quantize.dtype(), in);
  }

  static Facts facts(Dequantize dequantize, Operands in) {
    DType dtype = dequantize.dtype() == null ? in.get(1).dtype() : dequantize.dtype();
    return facts(dtype, in);
  }

  private static Facts facts(DType dtype, Operands in) {
    Shape shape = in.shape(0);
    return Facts.of(
        new TensorType(dtype, shape), shape.numel().times(2), AxisStep.pointwise(shape.rank()));
  }

  static Facts dynamic(Operands in) {
    TensorType input = in.floating("quantization");
    int rank = input.shape().rank();
    return new Facts(
        List.of(
            new TensorType(DType.U8, input.shape()),
            new TensorType(DType.F32, Shape.SCALAR),
            new TensorType(DType.U8, Shape.SCALAR)),
        List.of(),
        Dim.ZERO,
        input.shape().numel().times(4),
        List.of(Collections.nCopies(rank, AxisStep.MIXED)),
        false);
  }
}
