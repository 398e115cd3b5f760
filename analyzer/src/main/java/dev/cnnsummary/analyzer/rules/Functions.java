package dev.cnnsummary.analyzer.rules;

import dev.cnnsummary.analyzer.field.AxisStep;
import dev.cnnsummary.specs.function.Binary;
import dev.cnnsummary.specs.function.Cast;
import dev.cnnsummary.specs.function.CoercedSoftmax;
import dev.cnnsummary.specs.function.Combination;
import dev.cnnsummary.specs.function.DropoutMask;
import dev.cnnsummary.specs.function.LpNormalize;
import dev.cnnsummary.specs.function.MeanVarianceNorm;
import dev.cnnsummary.specs.function.Unary;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Functions that keep or broadcast their shape. FLOPs: one for each element of an elementwise
 * function or bound, and for each operand joined; softmaxes as {@link Pointwise}'s; normalisations
 * as {@link SampleNorms}'. A change of type and a choice cost none.
 */
final class Functions {
  private Functions() {}

  static Facts facts(Unary unary, Operands in) {
    TensorType input = in.get(0);
    return switch (unary.kind()) {
      case LOGICAL_NOT -> truth(input);
      case HARDSIGMOID, SWISH, SELU -> pointwise(in.floating(unary.kind().word()));
      case EXP, LOG, SQRT, SIN, COS -> pointwise(in.floating(unary.kind().word()));
      case ABS, NEG, RECIPROCAL, FLOOR, CEIL, ROUND, SIGN, ERF -> pointwise(input);
    };
  }

  private static Facts truth(TensorType input) {
    if (input.dtype() != DType.BOOL) {
      throw new Rejection("logical_not takes truth values, got " + input.dtype().text());
    }
    return pointwise(input);
  }

  private static Facts pointwise(TensorType input) {
    Shape shape = input.shape();
    return Facts.of(input, shape.numel(), AxisStep.pointwise(shape.rank()));
  }

  /** The first operand's shape and type; the others, scalars, each cost one for each element. */
  static Facts kept(Operands in, int most) {
    TensorType input = in.get(0);
    Shape shape = input.shape();
    return Facts.of(
        input,
        shape.numel().times(Math.min(most, in.count() - 1L)),
        AxisStep.pointwise(shape.rank()));
  }

  static Facts facts(Binary binary, Operands in) {
    TensorType left = in.get(0);
    TensorType right = in.get(1);
    String word = binary.kind().word();
    Shape shape = Broadcast.of(left.shape(), right.shape(), word, in);
    DType dtype =
        switch (binary.kind()) {
          case POW -> left.dtype();
          case DIV, REMAINDER, FMOD, PRELU -> same(left, right, word);
          case EQ, GT, GE, LT, LE -> {
            same(left, right, word);
            yield DType.BOOL;
          }
          case LOGICAL_AND, LOGICAL_OR -> DType.BOOL;
        };
    if (binary.kind() == Binary.Kind.PRELU && shape.rank() > left.shape().rank()) {
      throw new Rejection("a slope of " + right.shape() + " does not broadcast to " + left.shape());
    }
    return Facts.of(
        new TensorType(dtype, shape),
        shape.numel(),
        Broadcast.steps(left.shape(), shape),
        Broadcast.steps(right.shape(), shape));
  }

  private static DType same(TensorType left, TensorType right, String word) {
    if (left.dtype() != right.dtype()) {
      throw new Rejection(
          word
              + " takes inputs of one type, got "
              + left.dtype().text()
              + " and "
              + right.dtype().text());
    }
    return left.dtype();
  }

  static Facts facts(Combination combination, Operands in) {
    Shape shape = in.shape(0);
    String word = combination.kind().word();
    for (TensorType operand : in.all()) {
      shape = Broadcast.of(shape, operand.shape(), word, in);
      same(in.get(0), operand, word);
    }
    Shape output = shape;
    long each = in.count() - (combination.kind() == Combination.Kind.MEAN ? 0L : 1L);
    return new Facts(
        List.of(new TensorType(in.get(0).dtype(), output)),
        List.of(),
        Dim.ZERO,
        output.numel().times(each),
        in.all().stream().map(each2 -> Broadcast.steps(each2.shape(), output)).toList(),
        false);
  }

  static Facts where(Operands in) {
    if (in.get(0).dtype() != DType.BOOL) {
      throw new Rejection("where takes truth values first, got " + in.get(0).dtype().text());
    }
    DType dtype = same(in.get(1), in.get(2), "where");
    Shape both = Broadcast.of(in.shape(1), in.shape(2), "where", in);
    Shape shape = Broadcast.of(in.shape(0), both, "where", in);
    return new Facts(
        List.of(new TensorType(dtype, shape)),
        List.of(),
        Dim.ZERO,
        Dim.ZERO,
        in.all().stream().map(each -> Broadcast.steps(each.shape(), shape)).toList(),
        false);
  }

  static Facts facts(Cast cast, Operands in) {
    Shape shape = in.shape(0);
    return Facts.of(
        new TensorType(cast.dtype(), shape), Dim.ZERO, AxisStep.pointwise(shape.rank()));
  }

  static Facts facts(CoercedSoftmax softmax, Operands in) {
    TensorType input = in.get(0);
    Shape shape = input.shape();
    int axis =
        softmax.joined() && softmax.axis() == shape.rank()
            ? shape.rank()
            : Axes.index(softmax.axis(), shape.rank(), "axis");
    Dim joined = Dim.ONE;
    List<AxisStep> steps = new ArrayList<>(AxisStep.pointwise(shape.rank()));
    for (int i = axis; i < shape.rank(); i++) {
      if (i == axis || softmax.joined()) {
        joined = joined.times(shape.dim(i));
        steps.set(i, AxisStep.MIXED);
      }
    }
    Dim flops =
        softmax.kind() == CoercedSoftmax.Kind.HARDMAX ? shape.numel() : shape.numel().times(3);
    return Facts.of(input, flops, steps);
  }

  static Facts triangle(Operands in) {
    TensorType input = in.get(0);
    if (input.shape().rank() < 2) {
      throw new Rejection("a triangle takes matrices, got " + input.shape());
    }
    return Facts.of(input, Dim.ZERO, AxisStep.pointwise(input.shape().rank()));
  }

  static Facts facts(DropoutMask dropout, Operands in) {
    TensorType input = in.get(0);
    List<TensorType> outputs = new ArrayList<>(List.of(input));
    if (dropout.outputs() > 1) {
      outputs.add(new TensorType(DType.BOOL, input.shape()));
    }
    return new Facts(
        outputs,
        List.of(),
        Dim.ZERO,
        Dim.ZERO,
        List.of(AxisStep.pointwise(input.shape().rank())),
        false);
  }

  static Facts cumulated(Operands in) {
    TensorType input = in.get(0);
    int rank = input.shape().rank();
    Contents axis = in.contents(1);
    List<Long> known = axis == null ? null : axis.numbers();
    List<AxisStep> steps =
        known == null || known.size() != 1
            ? Collections.nCopies(rank, AxisStep.MIXED)
            : Axes.mixing(rank, Axes.index(Math.toIntExact(known.getFirst()), rank, "axis"));
    return Facts.of(input, input.shape().numel(), steps);
  }

  static Facts facts(LpNormalize norm, Operands in) {
    TensorType input = in.floating("a norm");
    int rank = input.shape().rank();
    return Facts.of(
        input,
        input.shape().numel().times(3),
        Axes.mixing(rank, Axes.index(norm.dim(), rank, "dim")));
  }

  static Facts facts(MeanVarianceNorm norm, Operands in) {
    TensorType input = in.floating("a norm");
    List<AxisStep> steps = new ArrayList<>(AxisStep.pointwise(input.shape().rank()));
    for (int axis : norm.axes()) {
      steps.set(Axes.index(axis, input.shape().rank(), "axes"), AxisStep.MIXED);
    }
    return Facts.of(input, input.shape().numel().times(5), steps);
  }
}
