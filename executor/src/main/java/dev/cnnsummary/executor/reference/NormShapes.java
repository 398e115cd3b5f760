package dev.cnnsummary.executor.reference;

import static dev.cnnsummary.executor.reference.Operands.require;

import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.specs.op.BatchNorm;
import dev.cnnsummary.specs.op.GroupNorm;
import dev.cnnsummary.specs.op.InstanceNorm;
import dev.cnnsummary.specs.op.LayerNorm;
import dev.cnnsummary.specs.op.LocalResponseNorm;
import dev.cnnsummary.specs.op.Op;
import dev.cnnsummary.specs.op.WeightSlot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Normalisation, which keeps extents. */
final class NormShapes {
  private NormShapes() {}

  static Shapes of(BatchNorm norm, Operands in) {
    if (!in.none()) {
      Extent input = in.floating(0, "a batch norm");
      Integer axes = norm.axes();
      require(axes != null || in.rank() >= 2, "a batch norm takes [N, C, ...], got " + input);
      if (axes != null && (axes != 1 || in.rank() != 2)) {
        Operands.requireSpatial(input, axes, "a batch norm");
      }
    }
    return perChannel(norm, norm.numFeatures(), "num_features", in);
  }

  static Shapes of(InstanceNorm norm, Operands in) {
    if (!in.none()) {
      Extent input = in.floating(0, "an instance norm");
      Integer axes = norm.axes();
      if (axes != null) {
        Operands.requireSpatial(input, axes, "an instance norm");
      }
      require(in.rank() >= 3, "an instance norm takes [N, C, ...], got " + input.shape());
      require(
          norm.trackRunningStats() || plane(input) > 1,
          "an instance norm takes more than one element of a channel, got " + input.shape());
    }
    return perChannel(norm, norm.numFeatures(), "num_features", in);
  }

  private static long plane(Extent input) {
    return new Extent(input.dtype(), input.shape().subList(2, input.shape().size())).numel();
  }

  static Shapes of(GroupNorm norm, Operands in) {
    if (!in.none()) {
      Extent input = in.floating(0, "a group norm");
      require(in.rank() >= 2, "a group norm takes [N, C, ...], got " + input.shape());
      require(
          in.dim(1) % norm.numGroups() == 0,
          norm.numGroups() + " groups do not divide " + in.dim(1) + " channels");
      require(
          input.numel() > norm.numGroups(),
          "a group norm takes more than one element of a group, got " + input.shape());
    }
    return perChannel(norm, norm.numChannels(), "num_channels", in);
  }

  /** Every weight has an element for each channel, but counters are single numbers. */
  private static Shapes perChannel(
      Op norm, @Nullable Integer declared, String option, Operands in) {
    if (norm.weights().isEmpty()) {
      return Shapes.one(in.only());
    }
    int channels =
        in.none()
            ? Operands.declared(declared, option)
            : Operands.declaredOr(declared, in.dim(1), option);
    List<List<Integer>> weights = new ArrayList<>();
    for (WeightSlot slot : norm.weights()) {
      weights.add(slot.kind() == WeightSlot.Kind.COUNTER ? List.of() : List.of(channels));
    }
    return in.none() ? Shapes.declared(weights) : Shapes.weighing(in.only(), weights);
  }

  static Shapes of(LayerNorm norm, Operands in) {
    List<Integer> wanted = norm.normalizedShape();
    List<List<Integer>> weights = Collections.nCopies(norm.weights().size(), wanted);
    if (in.none()) {
      return Shapes.declared(weights);
    }
    List<Integer> shape = in.floating(0, "LayerNorm").shape();
    if (norm.channelsFirst()) {
      Operands.requireSpatial(in.only(), 2, "LayerNorm2d");
      shape = List.of(in.dim(0), in.dim(2), in.dim(3), in.dim(1));
    }
    int outer = shape.size() - wanted.size();
    require(
        outer >= 0 && shape.subList(outer, shape.size()).equals(wanted),
        "normalized_shape " + wanted + " is not the end of " + shape);
    return Shapes.weighing(in.only(), weights);
  }

  static Shapes of(LocalResponseNorm norm, Operands in) {
    Extent input = in.floating(0, "a norm over " + norm.size() + " channels");
    require(in.rank() >= 3, "a local response norm takes [N, C, ...], got " + input.shape());
    return Shapes.one(input);
  }
}
