package dev.cnnsummary.executor.functions;

import dev.cnnsummary.executor.Draft;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.function.Unary;
import dev.cnnsummary.specs.shape.DType;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongUnaryOperator;

/** Functions of single elements. */
final class Unaries {
  private Unaries() {}

  static Result of(Unary unary, Tensor input) {
    Draft output = new Draft(input.dtype(), input.shape());
    if (input.dtype().isFloating()) {
      DoubleUnaryOperator function = function(unary);
      for (int i = 0; i < output.numel(); i++) {
        output.put(i, function.applyAsDouble(input.get(i)));
      }
    } else {
      LongUnaryOperator function = ofIntegers(unary.kind(), input.dtype());
      for (int i = 0; i < output.numel(); i++) {
        output.putInteger(i, function.applyAsLong(input.integer(i)));
      }
    }
    return Result.of(output);
  }

  private static DoubleUnaryOperator function(Unary unary) {
    List<Double> p = unary.parameters();
    return switch (unary.kind()) {
      case ABS -> Math::abs;
      case NEG -> x -> -x;
      case EXP -> Math::exp;
      case LOG -> Math::log;
      case SQRT -> Math::sqrt;
      case RECIPROCAL -> x -> 1 / x;
      case FLOOR -> Math::floor;
      case CEIL -> Math::ceil;
      case ROUND -> Math::rint;
      case SIGN -> Math::signum;
      case SIN -> Math::sin;
      case COS -> Math::cos;
      case ERF -> ErrorFunction::at;
      case LOGICAL_NOT -> x -> x == 0 ? 1 : 0;
      case HARDSIGMOID -> x -> Math.max(0, Math.min(1, p.get(0) * x + p.get(1)));
      case SWISH -> x -> x / (1 + Math.exp(-p.get(0) * x));
      case SELU -> x -> p.get(1) * (x > 0 ? x : p.get(0) * Math.expm1(x));
    };
  }

  private static LongUnaryOperator ofIntegers(Unary.Kind kind, DType dtype) {
    return switch (kind) {
      case ABS -> dtype == DType.U64 ? x -> x : Math::abs;
      case NEG -> x -> -x;
      case SIGN -> dtype == DType.U64 ? x -> x == 0 ? 0 : 1 : Long::signum;
      case LOGICAL_NOT -> x -> x == 0 ? 1 : 0;
      case FLOOR, CEIL, ROUND -> x -> x;
      case EXP, LOG, SQRT, RECIPROCAL, SIN, COS, ERF, HARDSIGMOID, SWISH, SELU ->
          throw new IllegalArgumentException(
              kind.word() + " takes floating-point numbers, got " + dtype.text());
    };
  }
}
