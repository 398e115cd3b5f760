package dev.cnnsummary.analyzer.rules;

import dev.cnnsummary.analyzer.field.AxisStep;
import dev.cnnsummary.specs.op.BatchNorm;
import dev.cnnsummary.specs.op.LocalResponseNorm;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Normalisation. FLOPs: two for each element of a batch norm, whose statistics and affine map are
 * one factor and one summand per channel; {@code size + 4} for each element of a local response
 * norm (a square, size − 1 additions, the factor, the summand, the power and the quotient).
 */
final class Norms {
  private static final Shape SCALAR = Shape.of(List.of());

  private Norms() {}

  static Facts facts(BatchNorm norm, Operands in) {
    TensorType input = in.floating("a batch norm");
    Shape shape = input.shape();
    Integer axes = norm.axes();
    if (axes == null && shape.rank() < 2) {
      throw new Rejection("batch_norm takes [N, C, ...] with at least 2 axes, got " + shape);
    }
    if (axes != null && (axes != 1 || shape.rank() != 2)) {
      Axes.require(shape, axes, "BatchNorm" + axes + "d");
    }
    Dim channels = channels(norm.numFeatures(), shape, in);
    return new Facts(
        List.of(input),
        weights(norm.affine(), norm.trackRunningStats(), channels),
        Dim.ZERO,
        shape.numel().times(2),
        List.of(AxisStep.pointwise(shape.rank())),
        false);
  }

  /** The input's channels, which must be those declared. */
  static Dim channels(@Nullable Integer declared, Shape shape, Operands in) {
    Dim channels = shape.dim(1);
    if (declared == null) {
      return channels;
    }
    in.equal(
        channels, Dim.of(declared), "num_features is {right}, but the input has {left} channels");
    return Dim.of(declared);
  }

  static List<Shape> weights(boolean affine, boolean statistics, Dim channels) {
    Shape perChannel = Shape.of(channels);
    List<Shape> weights = new ArrayList<>(5);
    if (affine) {
      weights.add(perChannel);
      weights.add(perChannel);
    }
    if (statistics) {
      weights.add(perChannel);
      weights.add(perChannel);
      weights.add(SCALAR);
    }
    return weights;
  }

  static List<Shape> declaredWeights(BatchNorm norm) {
    return weights(norm.affine(), norm.trackRunningStats(), declaredChannels(norm.numFeatures()));
  }

  static Dim declaredChannels(@Nullable Integer declared) {
    if (declared == null) {
      throw new Rejection("num_features must be given for a layer that is never called");
    }
    return Dim.of(declared);
  }

  static Facts facts(LocalResponseNorm norm, Operands in) {
    TensorType input = in.floating("a local response norm");
    if (input.shape().rank() < 3) {
      throw new Rejection(
          "LocalResponseNorm takes [N, C, ...] with at least 3 axes, got " + input.shape());
    }
    return Facts.of(
        input, input.shape().numel().times(norm.size() + 4L), Axes.mixing(input.shape().rank(), 1));
  }
}
