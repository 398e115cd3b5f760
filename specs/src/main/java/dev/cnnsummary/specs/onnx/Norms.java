package dev.cnnsummary.specs.onnx;

import dev.cnnsummary.specs.function.AxisNorm;
import dev.cnnsummary.specs.function.ChannelNorm;
import dev.cnnsummary.specs.function.DropoutMask;
import dev.cnnsummary.specs.function.LpNormalize;
import dev.cnnsummary.specs.function.MeanVarianceNorm;
import dev.cnnsummary.specs.graph.Literal;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.op.BatchNorm;
import dev.cnnsummary.specs.op.Dropout;
import dev.cnnsummary.specs.op.GroupNorm;
import dev.cnnsummary.specs.op.InstanceNorm;
import dev.cnnsummary.specs.op.LayerNorm;
import dev.cnnsummary.specs.op.LocalResponseNorm;
import dev.cnnsummary.specs.op.Op;
import dev.cnnsummary.specs.shape.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads normalisation, and dropout. */
final class Norms {
  /** An attribute of {@link Idioms}' own: the norm is over the channels of {@code [N, C, H, W]}. */
  static final String CHANNELS_FIRST = "channels_first";

  private Norms() {}

  static @Nullable Mapped map(Call call) {
    return switch (call.type()) {
      case "BatchNormalization" -> batch(call);
      case "InstanceNormalization" -> instance(call);
      case "GroupNormalization" -> group(call);
      case "LayerNormalization" -> layer(call);
      case "RMSNormalization" ->
          Mapped.function(
              new AxisNorm(
                  AxisNorm.Kind.RMS,
                  call.attributes().size("axis", -1),
                  eps(call),
                  stash(call),
                  false,
                  1),
              call.values());
      case "LRN" -> localResponse(call);
      case "MeanVarianceNormalization" ->
          Mapped.function(
              new MeanVarianceNorm(call.attributes().sizes("axes", List.of(0, 2, 3))),
              call.values());
      case "LpNormalization" ->
          Mapped.function(
              new LpNormalize(call.attributes().size("p", 2), call.attributes().size("axis", -1)),
              call.values());
      case "Dropout" -> dropout(call);
      default -> null;
    };
  }

  private static double eps(Call call) {
    return call.attributes().number("epsilon", 1e-5);
  }

  private static DType stash(Call call) {
    DType stash = ElementTypes.of(call.attributes().size("stash_type", 1));
    if (stash == null || !stash.isFloating()) {
      throw new Fault("stash_type is " + call.attributes().size("stash_type", 1));
    }
    return stash;
  }

  /** The number of elements of vectors, if all these inputs are fixed and have as many. */
  private static @Nullable Integer features(Call call, int from, int to) {
    Integer features = null;
    for (int input = from; input <= to; input++) {
      Literal literal = call.literal(input);
      if (literal == null
          || literal.shape().size() != 1
          || literal.numel() > Integer.MAX_VALUE
          || (features != null && features != literal.numel())) {
        return null;
      }
      features = (int) literal.numel();
    }
    return features;
  }

  private static Mapped batch(Call call) {
    boolean training = call.attributes().flag("training_mode");
    double momentum = call.attributes().number("momentum", 0.9);
    Integer features = features(call, 1, 4);
    Integer rank = call.known(0).rank();
    if (training || features == null || rank == null || rank < 2 || rank > 5) {
      Op op =
          new ChannelNorm(ChannelNorm.Kind.BATCH, 1, eps(call), momentum, training ? 3 : 1, false);
      return Mapped.function(op, call.values());
    }
    // PyTorch's momentum is the weight of the new statistics, ONNX's of the old ones.
    double weight = Attributes.shortest((float) (1 - momentum));
    boolean affine = isAffine(call);
    Op op = new BatchNorm(Math.max(1, rank - 2), features, eps(call), weight, affine, true);
    List<Value> weights = new ArrayList<>();
    for (int input = affine ? 1 : 3; input <= 4; input++) {
      weights.add(call.weight(input, input <= 2));
    }
    weights.add(call.constant("num_batches_tracked", Literal.integers(List.of(), 0)));
    return new Mapped(op, List.of(call.value(0)), weights);
  }

  private static Mapped instance(Call call) {
    Integer features = features(call, 1, 2);
    if (features == null) {
      return Mapped.function(
          new ChannelNorm(ChannelNorm.Kind.INSTANCE, 1, eps(call), 0, 1, false), call.values());
    }
    Integer rank = call.known(0).rank();
    Integer axes = rank == null || rank < 3 || rank > 5 ? null : Integer.valueOf(rank - 2);
    Op op = new InstanceNorm(axes, features, eps(call), 0.1, isAffine(call), false);
    return new Mapped(op, List.of(call.value(0)), scaleAndShift(call));
  }

  /** Whether it learned something: exporters write ones and zeros where it did not. */
  private static boolean isAffine(Call call) {
    return !call.isConstantly(1, 1) || (call.has(2) && !call.isConstantly(2, 0));
  }

  private static List<Value> scaleAndShift(Call call) {
    return isAffine(call) ? List.of(call.weight(1, true), call.weight(2, true)) : List.of();
  }

  private static Mapped group(Call call) {
    int groups = Convolutions.groups(call, "num_groups");
    Integer features = channels(call);
    boolean perGroup = call.opset() < 21 && (features == null || features == groups);
    if (features == null || perGroup || features % groups != 0) {
      return Mapped.function(
          new ChannelNorm(ChannelNorm.Kind.GROUP, groups, eps(call), 0, 1, perGroup),
          call.values());
    }
    Op op = new GroupNorm(groups, features, eps(call), isAffine(call));
    List<Value> weights =
        isAffine(call) ? List.of(call.flatWeight(1), call.flatWeight(2)) : List.of();
    return new Mapped(op, List.of(call.value(0)), weights);
  }

  /** The number of factors, which may have axes of one element after them. */
  private static @Nullable Integer channels(Call call) {
    Literal factors = call.literal(1);
    Literal amounts = call.literal(2);
    boolean vectors =
        factors != null
            && amounts != null
            && factors.numel() == amounts.numel()
            && factors.numel() <= Integer.MAX_VALUE
            && isVector(factors)
            && isVector(amounts);
    return factors == null || !vectors ? null : Integer.valueOf((int) factors.numel());
  }

  private static boolean isVector(Literal literal) {
    return !literal.shape().isEmpty()
        && literal.shape().getFirst() == literal.numel()
        && !literal.isTransposed();
  }

  private static Mapped layer(Call call) {
    int axis = call.attributes().size("axis", -1);
    Literal scale = call.literal(1);
    Literal shift = call.literal(2);
    Integer rank = call.known(0).rank();
    int axes = axis < 0 ? -axis : Objects.requireNonNullElse(rank, axis) - axis;
    boolean plain =
        scale != null
            && (!call.has(2) || (shift != null && shift.shape().equals(scale.shape())))
            && call.outputs() <= 1
            && scale.shape().size() == axes
            && scale.shape().stream().allMatch(extent -> extent <= Integer.MAX_VALUE);
    if (scale == null || !plain) {
      Op op =
          new AxisNorm(
              AxisNorm.Kind.LAYER,
              axis,
              eps(call),
              stash(call),
              call.has(2),
              Math.max(1, call.outputs()));
      return Mapped.function(op, call.values());
    }
    List<Integer> shape = scale.shape().stream().map(Long::intValue).toList();
    boolean affine = isAffine(call);
    Op op =
        new LayerNorm(
            shape,
            eps(call),
            affine,
            call.has(2) || !affine,
            call.attributes().flag(CHANNELS_FIRST));
    List<Value> weights = new ArrayList<>();
    if (affine) {
      weights.add(call.weight(1, true));
    }
    if (affine && call.has(2)) {
      weights.add(call.weight(2, true));
    }
    return new Mapped(op, List.of(call.value(0)), weights);
  }

  private static Mapped localResponse(Call call) {
    Attributes attributes = call.attributes();
    int size = attributes.size("size", 0);
    if (size < 1) {
      throw new Fault("size is " + size + ", but must be at least 1");
    }
    Op op =
        new LocalResponseNorm(
            size,
            attributes.number("alpha", 1e-4),
            attributes.number("beta", 0.75),
            attributes.number("bias", 1),
            (size - 1) / 2);
    return Mapped.function(op, call.values());
  }

  private static Mapped dropout(Call call) {
    Double trains = call.has(2) ? call.scalar(2) : Double.valueOf(0);
    Double ratio =
        call.has(1) ? call.scalar(1) : Double.valueOf(call.attributes().number("ratio", 0.5));
    if (call.outputs() > 1 || ratio == null || trains == null || trains != 0) {
      return Mapped.function(new DropoutMask(Math.max(1, call.outputs())), call.values());
    }
    return Mapped.function(new Dropout(Dropout.Kind.ELEMENT, ratio, false), List.of(call.value(0)));
  }
}
