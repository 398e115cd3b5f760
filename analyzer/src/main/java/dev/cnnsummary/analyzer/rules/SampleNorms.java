package dev.cnnsummary.analyzer.rules;

import dev.cnnsummary.analyzer.field.AxisStep;
import dev.cnnsummary.specs.op.GroupNorm;
import dev.cnnsummary.specs.op.InstanceNorm;
import dev.cnnsummary.specs.op.LayerNorm;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Normalisation by the statistics of a sample itself. FLOPs: five for each element (the addition
 * for the mean, the difference from it, its square, the addition for the variance, the product with
 * the inverse deviation) and one for each scale and shift of an element; what is done once for a
 * mean is left out. An instance norm with running statistics is a batch norm: two for each element.
 */
final class SampleNorms {
  private static final long STATISTICS = 5;
  private static final List<Integer> CHANNELS_LAST = List.of(0, 2, 3, 1);

  private SampleNorms() {}

  static Facts facts(InstanceNorm norm, Operands in) {
    Integer axes = norm.axes();
    String name = axes == null ? "instance_norm" : "InstanceNorm" + axes + "d";
    TensorType input = in.floating(name);
    Shape shape = input.shape();
    if (axes != null) {
      Axes.require(shape, axes, name);
    } else if (shape.rank() < 3) {
      throw new Rejection(name + " takes [N, C, ...] with at least 3 axes, got " + shape);
    }
    boolean running = norm.trackRunningStats();
    Dim channels =
        norm.affine() || running ? Norms.channels(norm.numFeatures(), shape, in) : shape.dim(1);
    Shape plane = Shape.of(shape.dims().subList(2, shape.rank()));
    if (!running) {
      in.atLeast(
          plane.numel(),
          Dim.of(2),
          "an instance norm takes {right} elements or more of a channel, got {left}");
    }
    long perElement = running ? 2 : STATISTICS + (norm.affine() ? 2 : 0);
    List<AxisStep> field =
        running ? AxisStep.pointwise(shape.rank()) : mixing(shape.rank(), range(2, shape.rank()));
    return facts(input, Norms.weights(norm.affine(), running, channels), perElement, field);
  }

  static Facts facts(GroupNorm norm, Operands in) {
    TensorType input = in.floating("GroupNorm");
    Shape shape = input.shape();
    if (shape.rank() < 2) {
      throw new Rejection("GroupNorm takes [N, C, ...] with at least 2 axes, got " + shape);
    }
    Dim channels = shape.dim(1);
    Integer declared = norm.numChannels();
    if (declared != null && norm.affine()) {
      in.equal(
          channels, Dim.of(declared), "num_channels is {right}, but the input has {left} channels");
      channels = Dim.of(declared);
    }
    Dim groups = Dim.of(norm.numGroups());
    in.multiple(
        channels, groups, "the input has {left} channels, which {right} groups do not divide");
    in.atLeast(
        shape.with(1, channels.divideExactly(groups)).numel(),
        Dim.of(2),
        "a group norm takes {right} elements or more of a group, over the whole batch; got {left}");
    List<Shape> weights =
        norm.affine() ? List.of(Shape.of(channels), Shape.of(channels)) : List.of();
    return facts(
        input, weights, STATISTICS + weights.size(), mixing(shape.rank(), range(1, shape.rank())));
  }

  static Facts facts(LayerNorm norm, Operands in) {
    TensorType input = in.floating("LayerNorm");
    Shape shape = input.shape();
    List<Integer> order = range(0, shape.rank());
    if (norm.channelsFirst()) {
      Axes.require(shape, 2, "LayerNorm2d");
      order = CHANNELS_LAST;
    }
    List<Integer> wanted = norm.normalizedShape();
    if (wanted.size() > shape.rank()) {
      throw new Rejection(
          "normalized_shape "
              + wanted
              + " has more axes than the input, which has "
              + shape.rank());
    }
    List<Integer> axes = order.subList(order.size() - wanted.size(), order.size());
    for (int i = 0; i < axes.size(); i++) {
      in.equal(
          shape.dim(axes.get(i)),
          Dim.of(wanted.get(i)),
          "normalized_shape has an axis of {right} where the input has {left}");
    }
    List<Shape> weights = weights(norm);
    return facts(input, weights, STATISTICS + weights.size(), mixing(shape.rank(), axes));
  }

  private static List<Shape> weights(LayerNorm norm) {
    Shape shape = Shape.of(norm.normalizedShape().stream().map(Dim::of).toList());
    return Collections.nCopies(norm.weights().size(), shape);
  }

  private static Facts facts(
      TensorType input, List<Shape> weights, long perElement, List<AxisStep> field) {
    return new Facts(
        List.of(input),
        weights,
        Dim.ZERO,
        input.shape().numel().times(perElement),
        List.of(field),
        false);
  }

  private static List<Integer> range(int from, int to) {
    List<Integer> axes = new ArrayList<>(to - from);
    for (int axis = from; axis < to; axis++) {
      axes.add(axis);
    }
    return axes;
  }

  /** Each output sees the whole of some axes, and its own place along the others. */
  private static List<AxisStep> mixing(int rank, List<Integer> axes) {
    List<AxisStep> steps = new ArrayList<>(AxisStep.pointwise(rank));
    axes.forEach(axis -> steps.set(axis, AxisStep.MIXED));
    return steps;
  }

  static List<Shape> declaredWeights(InstanceNorm norm) {
    return Norms.weights(
        norm.affine(), norm.trackRunningStats(), Norms.declaredChannels(norm.numFeatures()));
  }

  static List<Shape> declaredWeights(GroupNorm norm) {
    if (norm.numChannels() == null) {
      throw new Rejection("num_channels must be given for a layer that is never called");
    }
    Shape shape = Shape.of(norm.numChannels());
    return norm.affine() ? List.of(shape, shape) : List.of();
  }

  static List<Shape> declaredWeights(LayerNorm norm) {
    return weights(norm);
  }
}
