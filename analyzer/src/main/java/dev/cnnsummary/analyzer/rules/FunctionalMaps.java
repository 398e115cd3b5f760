package dev.cnnsummary.analyzer.rules;

import dev.cnnsummary.analyzer.field.AxisStep;
import dev.cnnsummary.specs.function.FunctionalBilinear;
import dev.cnnsummary.specs.function.FunctionalEmbedding;
import dev.cnnsummary.specs.function.FunctionalLinear;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Maps of features whose weight is an operand. MACs and FLOPs as {@link Linears}'. */
final class FunctionalMaps {
  private FunctionalMaps() {}

  static Facts facts(FunctionalLinear linear, Operands in) {
    TensorType input = in.floating("linear");
    Shape shape = input.shape();
    Shape weight = weight(1, 2, "linear", "[out, in]", in);
    requireAxis(shape, "linear");
    in.equal(
        shape.dim(-1),
        weight.dim(1),
        "the input's last axis is {left}, but the weight is for {right}");
    checkBias(linear.bias(), 2, weight.dim(0), in);
    Shape output = shape.with(-1, weight.dim(0));
    Dim macs = output.numel().times(weight.dim(1));
    Dim flops = macs.times(2);
    return new Facts(
        List.of(new TensorType(input.dtype(), output)),
        List.of(),
        macs,
        linear.bias() ? flops.plus(output.numel()) : flops,
        seeing(List.of(Axes.mixing(shape.rank(), shape.rank() - 1)), in),
        false);
  }

  /** A weight, which must have so many axes. */
  static Shape weight(int operand, int rank, String function, String axes, Operands in) {
    Shape weight = in.floating(operand, "the weight of " + function).shape();
    if (weight.rank() != rank) {
      throw new Rejection(function + " takes a weight " + axes + ", got " + weight);
    }
    return weight;
  }

  /** Demands one amount for each of so many channels or features. */
  static void checkBias(boolean bias, int operand, Dim wanted, Operands in) {
    if (!bias) {
      return;
    }
    Shape shape = in.floating(operand, "a bias").shape();
    if (shape.rank() != 1) {
      throw new Rejection("a bias has one axis, got " + shape);
    }
    in.equal(shape.dim(0), wanted, "the bias has {left} elements, but {right} are needed");
  }

  private static void requireAxis(Shape shape, String function) {
    if (shape.rank() == 0) {
      throw new Rejection(function + " takes [..., features], got a single number");
    }
  }

  /** How the data is seen, and all that follows it as a whole. */
  static List<List<AxisStep>> seeing(List<List<AxisStep>> data, Operands in) {
    List<List<AxisStep>> field = new ArrayList<>(data);
    for (int i = data.size(); i < in.count(); i++) {
      field.add(Collections.nCopies(in.shape(i).rank(), AxisStep.MIXED));
    }
    return field;
  }

  static Facts facts(FunctionalBilinear bilinear, Operands in) {
    TensorType first = in.floating(0, "bilinear");
    TensorType second = in.floating(1, "bilinear");
    Shape shape = first.shape();
    Shape weight = weight(2, 3, "bilinear", "[out, in1, in2]", in);
    requireAxis(shape, "bilinear");
    Linears.checkPairs(shape, second.shape(), "bilinear", in);
    in.equal(
        shape.dim(-1),
        weight.dim(1),
        "the first input's last axis is {left}, but the weight is for {right}");
    in.equal(
        second.shape().dim(-1),
        weight.dim(2),
        "the second input's last axis is {left}, but the weight is for {right}");
    checkBias(bilinear.bias(), 3, weight.dim(0), in);
    Shape output = shape.with(-1, weight.dim(0));
    Dim pairs = shape.numel().times(weight.dim(2));
    Dim macs = pairs.times(weight.dim(0));
    Dim flops = macs.times(2).plus(pairs);
    List<AxisStep> rows = Axes.mixing(shape.rank(), shape.rank() - 1);
    return new Facts(
        List.of(new TensorType(Operands.promote(first.dtype(), second.dtype()), output)),
        List.of(),
        macs,
        bilinear.bias() ? flops.plus(output.numel()) : flops,
        seeing(List.of(rows, rows), in),
        false);
  }

  static Facts facts(FunctionalEmbedding embedding, Operands in) {
    TensorType rows = in.get(0);
    if (rows.dtype() != DType.I64 && rows.dtype() != DType.I32) {
      throw new Rejection("embedding takes i64 or i32 elements, got " + rows.dtype().text());
    }
    Shape table = weight(1, 2, "embedding", "[rows, features]", in);
    Integer padding = embedding.paddingIdx();
    if (padding != null) {
      in.atLeast(
          table.dim(0),
          Dim.of(padding < 0 ? -(long) padding : padding + 1L),
          "padding_idx is " + padding + ", but the table has {left} rows");
    }
    List<Dim> dims = new ArrayList<>(rows.shape().dims());
    dims.add(table.dim(1));
    return new Facts(
        List.of(new TensorType(in.get(1).dtype(), Shape.of(dims))),
        List.of(),
        Dim.ZERO,
        Dim.ZERO,
        seeing(List.of(AxisStep.pointwise(rows.shape().rank())), in),
        false);
  }
}
