package dev.cnnsummary.analyzer.rules;

import dev.cnnsummary.analyzer.field.AxisStep;
import dev.cnnsummary.specs.op.Bilinear;
import dev.cnnsummary.specs.op.Embedding;
import dev.cnnsummary.specs.op.Linear;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Maps of features. MACs: one for each weight of a linear or bilinear layer and row, a row being an
 * element along the other axes. FLOPs: two for each MAC, one for each bias of an output element,
 * and in a bilinear layer one for each product of a first and a second feature, which the rows then
 * share between output features. An embedding looks up and computes nothing.
 */
final class Linears {
  private static final String IN = "in_features is {right}, but the input's last axis is {left}";
  private static final String IN1 =
      "in1_features is {right}, but the first input's last axis is {left}";
  private static final String IN2 =
      "in2_features is {right}, but the second input's last axis is {left}";

  private Linears() {}

  static Facts facts(Linear linear, Operands in) {
    TensorType input = in.floating("Linear");
    Shape shape = input.shape();
    requireAxis(shape, "Linear");
    Dim features = features(linear.inFeatures(), shape.dim(-1), IN, in);
    Dim outFeatures = Dim.of(linear.outFeatures());
    Shape output = shape.with(-1, outFeatures);
    Dim numel = output.numel();
    Dim macs = numel.times(features);
    Dim flops = macs.times(2);
    return new Facts(
        List.of(new TensorType(input.dtype(), output)),
        weights(linear, features),
        macs,
        linear.bias() ? flops.plus(numel) : flops,
        List.of(Axes.mixing(shape.rank(), shape.rank() - 1)),
        false);
  }

  private static void requireAxis(Shape shape, String operator) {
    if (shape.rank() == 0) {
      throw new Rejection(operator + " takes [..., features], got a single number");
    }
  }

  static Facts facts(Bilinear bilinear, Operands in) {
    TensorType first = in.floating(0, "Bilinear");
    TensorType second = in.floating(1, "Bilinear");
    Shape shape = first.shape();
    requireAxis(shape, "Bilinear");
    int rank = shape.rank();
    checkPairs(shape, second.shape(), "Bilinear", in);
    Dim in1 = features(bilinear.in1Features(), shape.dim(-1), IN1, in);
    Dim in2 = features(bilinear.in2Features(), second.shape().dim(-1), IN2, in);
    Shape output = shape.with(-1, Dim.of(bilinear.outFeatures()));
    Dim pairs = shape.with(-1, Dim.ONE).numel().times(in1).times(in2);
    Dim macs = pairs.times(bilinear.outFeatures());
    Dim flops = macs.times(2).plus(pairs);
    List<AxisStep> field = Axes.mixing(rank, rank - 1);
    return new Facts(
        List.of(new TensorType(Operands.promote(first.dtype(), second.dtype()), output)),
        weights(bilinear, in1, in2),
        macs,
        bilinear.bias() ? flops.plus(output.numel()) : flops,
        List.of(field, field),
        false);
  }

  /** Demands two operands that differ in their last axis at most. */
  static void checkPairs(Shape first, Shape second, String operator, Operands in) {
    if (second.rank() != first.rank()) {
      throw new Rejection(
          operator + " takes inputs of the same rank, got " + first + " and " + second);
    }
    for (int axis = 0; axis < first.rank() - 1; axis++) {
      in.equal(
          first.dim(axis),
          second.dim(axis),
          "the inputs' axes but the last must agree, got {left} and {right}");
    }
  }

  /** The size of an operand's last axis, which must be the one declared. */
  static Dim features(@Nullable Integer declared, Dim actual, String text, Operands in) {
    if (declared == null) {
      return actual;
    }
    in.equal(actual, Dim.of(declared), text);
    return Dim.of(declared);
  }

  private static List<Shape> weights(Bilinear bilinear, Dim in1, Dim in2) {
    Dim out = Dim.of(bilinear.outFeatures());
    Shape weight = Shape.of(out, in1, in2);
    return bilinear.bias() ? List.of(weight, Shape.of(out)) : List.of(weight);
  }

  static List<Shape> declaredWeights(Bilinear bilinear) {
    Integer in1 = bilinear.in1Features();
    Integer in2 = bilinear.in2Features();
    if (in1 == null || in2 == null) {
      throw new Rejection(
          "in1_features and in2_features must be given for a layer that is never called");
    }
    return weights(bilinear, Dim.of(in1), Dim.of(in2));
  }

  static Facts facts(Embedding embedding, Operands in) {
    TensorType input = in.only();
    if (input.dtype() != DType.I64 && input.dtype() != DType.I32) {
      throw new Rejection("Embedding takes i64 or i32 elements, got " + input.dtype().text());
    }
    List<Dim> dims = new ArrayList<>(input.shape().dims());
    dims.add(Dim.of(embedding.embeddingDim()));
    return new Facts(
        List.of(new TensorType(DType.F32, Shape.of(dims))),
        weights(embedding),
        Dim.ZERO,
        Dim.ZERO,
        List.of(AxisStep.pointwise(input.shape().rank())),
        false);
  }

  static List<Shape> weights(Embedding embedding) {
    return List.of(Shape.of(embedding.numEmbeddings(), embedding.embeddingDim()));
  }

  private static List<Shape> weights(Linear linear, Dim inFeatures) {
    Dim outFeatures = Dim.of(linear.outFeatures());
    Shape weight = Shape.of(outFeatures, inFeatures);
    return linear.bias() ? List.of(weight, Shape.of(outFeatures)) : List.of(weight);
  }

  static List<Shape> declaredWeights(Linear linear) {
    Integer declared = linear.inFeatures();
    if (declared == null) {
      throw new Rejection("in_features must be given for a layer that is never called");
    }
    return weights(linear, Dim.of(declared));
  }
}
