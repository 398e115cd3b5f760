package dev.cnnsummary.executor.reference;

import static dev.cnnsummary.executor.reference.Operands.require;

import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.specs.op.Bilinear;
import dev.cnnsummary.specs.op.Embedding;
import dev.cnnsummary.specs.op.Linear;
import dev.cnnsummary.specs.op.MatMul;
import dev.cnnsummary.specs.op.ScaledDotProductAttention;
import dev.cnnsummary.specs.shape.DType;
import java.util.ArrayList;
import java.util.List;

/** What multiplies rows of features. */
final class FeatureShapes {
  private FeatureShapes() {}

  static Shapes of(Linear linear, Operands in) {
    int features =
        in.none()
            ? Operands.declared(linear.inFeatures(), "in_features")
            : Operands.declaredOr(
                linear.inFeatures(), last(in.floating(0, "Linear")), "in_features");
    int outFeatures = linear.outFeatures();
    List<List<Integer>> weights = withBias(List.of(outFeatures, features), linear.bias());
    return in.none()
        ? Shapes.declared(weights)
        : Shapes.weighing(withLast(in.only(), in.only().dtype(), outFeatures), weights);
  }

  static Shapes of(Bilinear bilinear, Operands in) {
    if (in.none()) {
      int first = Operands.declared(bilinear.in1Features(), "in1_features");
      int second = Operands.declared(bilinear.in2Features(), "in2_features");
      return Shapes.declared(
          withBias(List.of(bilinear.outFeatures(), first, second), bilinear.bias()));
    }
    Extent left = in.floating(0, "Bilinear");
    Extent right = in.floating(1, "Bilinear");
    int first = Operands.declaredOr(bilinear.in1Features(), last(left), "in1_features");
    int second = Operands.declaredOr(bilinear.in2Features(), last(right), "in2_features");
    require(
        front(left, 1).equals(front(right, 1)),
        "axes but the last must agree, got " + left.shape() + " and " + right.shape());
    return Shapes.weighing(
        withLast(left, Types.joined(left.dtype(), right.dtype()), bilinear.outFeatures()),
        withBias(List.of(bilinear.outFeatures(), first, second), bilinear.bias()));
  }

  private static List<List<Integer>> withBias(List<Integer> weight, boolean bias) {
    return bias ? List.of(weight, List.of(weight.getFirst())) : List.of(weight);
  }

  static Shapes of(Embedding embedding, Operands in) {
    List<List<Integer>> weights =
        List.of(List.of(embedding.numEmbeddings(), embedding.embeddingDim()));
    if (in.none()) {
      return Shapes.declared(weights);
    }
    requireIntegers(in.only(), "Embedding");
    List<Integer> output = new ArrayList<>(in.only().shape());
    output.add(embedding.embeddingDim());
    return Shapes.weighing(new Extent(DType.F32, output), weights);
  }

  static void requireIntegers(Extent extent, String operator) {
    require(
        extent.dtype() == DType.I64 || extent.dtype() == DType.I32,
        operator + " takes i64 or i32 elements, got " + extent.dtype().text());
  }

  static Shapes of(MatMul matMul, Operands in) {
    Extent left = in.get(0);
    Extent right = in.get(1);
    requireSameType(left, right);
    if (matMul.kind() == MatMul.Kind.BATCH) {
      require(
          left.shape().size() == 3
              && right.shape().size() == 3
              && left.shape().get(0).equals(right.shape().get(0)),
          "bmm takes two batches of as many matrices, got "
              + left.shape()
              + " and "
              + right.shape());
    }
    return Shapes.one(new Extent(left.dtype(), product(left.shape(), right.shape())));
  }

  private static void requireSameType(Extent left, Extent right) {
    require(
        left.dtype() == right.dtype(),
        "a product takes one element type, got "
            + left.dtype().text()
            + " and "
            + right.dtype().text());
  }

  /** The extents of a product of matrices; a vector is a row on the left, a column on the right. */
  static List<Integer> product(List<Integer> left, List<Integer> right) {
    require(
        !left.isEmpty() && !right.isEmpty(), "a product of matrices takes an axis of each or more");
    int columns = left.getLast();
    int rows = right.get(Math.max(0, right.size() - 2));
    require(columns == rows, "rows of " + columns + " elements, but columns of " + rows);
    List<Integer> output =
        new ArrayList<>(
            Broadcasting.of(
                left.subList(0, Math.max(0, left.size() - 2)),
                right.subList(0, Math.max(0, right.size() - 2))));
    if (left.size() > 1) {
      output.add(left.get(left.size() - 2));
    }
    if (right.size() > 1) {
      output.add(right.getLast());
    }
    return output;
  }

  static Shapes of(ScaledDotProductAttention attention, Operands in) {
    Extent query = in.floating(0, "attention");
    for (int operand = 0; operand < 3; operand++) {
      requireSameType(query, in.get(operand));
      require(
          in.get(operand).shape().size() >= 2,
          "attention takes [..., length, features], got " + in.get(operand).shape());
    }
    List<Integer> weights = attentionWeights(in);
    if (in.count() > 3) {
      Extent mask = in.get(3);
      require(
          mask.dtype() == DType.BOOL || mask.dtype().isFloating(),
          "a mask is of bool or floating-point, got " + mask.dtype().text());
      require(
          Broadcasting.of(mask.shape(), weights).equals(weights),
          "a mask of " + mask.shape() + " does not broadcast to " + weights);
    }
    return Shapes.one(new Extent(query.dtype(), product(weights, in.get(2).shape())));
  }

  /** The extents of a weight for each query and key. */
  static List<Integer> attentionWeights(Operands in) {
    List<Integer> turned = new ArrayList<>(in.get(1).shape());
    int rank = turned.size();
    turned.set(rank - 1, in.get(1).shape().get(rank - 2));
    turned.set(rank - 2, in.get(1).shape().get(rank - 1));
    return product(in.get(0).shape(), turned);
  }

  private static int last(Extent extent) {
    require(!extent.shape().isEmpty(), "there is no axis of features in a single number");
    return extent.shape().getLast();
  }

  private static List<Integer> front(Extent extent, int without) {
    return extent.shape().subList(0, extent.shape().size() - without);
  }

  private static Extent withLast(Extent extent, DType dtype, int features) {
    List<Integer> shape = new ArrayList<>(front(extent, 1));
    shape.add(features);
    return new Extent(dtype, shape);
  }
}
