package dev.cnnsummary.specs.onnx;

import dev.cnnsummary.specs.function.ExpandTo;
import dev.cnnsummary.specs.function.FlattenTo;
import dev.cnnsummary.specs.function.Repeat;
import dev.cnnsummary.specs.function.ReshapeTo;
import dev.cnnsummary.specs.function.SpaceDepth;
import dev.cnnsummary.specs.function.SqueezeAxes;
import dev.cnnsummary.specs.function.UnsqueezeAxes;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.op.Concat;
import dev.cnnsummary.specs.op.Flatten;
import dev.cnnsummary.specs.op.Identity;
import dev.cnnsummary.specs.op.Op;
import dev.cnnsummary.specs.op.Permute;
import dev.cnnsummary.specs.op.PixelShuffle;
import dev.cnnsummary.specs.op.Reshape;
import dev.cnnsummary.specs.op.Size;
import dev.cnnsummary.specs.op.Unsqueeze;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads what keeps its elements and counts them by other axes. */
final class Layouts {
  private Layouts() {}

  static @Nullable Mapped map(Call call) {
    return switch (call.type()) {
      case "Reshape" -> reshape(call);
      case "Flatten" -> flatten(call);
      case "Transpose" -> transpose(call);
      case "Squeeze" -> squeeze(call);
      case "Unsqueeze" -> unsqueeze(call);
      case "Concat" -> Mapped.function(new Concat(axis(call)), call.values());
      case "Expand" -> Mapped.function(new ExpandTo(), call.values());
      case "Tile" -> Mapped.function(new Repeat(), call.values());
      case "Identity" -> Mapped.function(new Identity(), call.values());
      case "DepthToSpace" ->
          call.attributes().text("mode", "DCR").equals("CRD")
              ? one(call, new PixelShuffle(PixelShuffle.Kind.SHUFFLE, block(call)))
              : one(call, new SpaceDepth(SpaceDepth.Kind.TO_SPACE, block(call)));
      case "SpaceToDepth" -> one(call, new SpaceDepth(SpaceDepth.Kind.TO_DEPTH, block(call)));
      default -> null;
    };
  }

  private static Mapped one(Call call, Op op) {
    return Mapped.function(op, List.of(call.value(0)));
  }

  private static int axis(Call call) {
    if (!call.attributes().has("axis") && call.opset() >= 4) {
      throw new Fault("axis is not given");
    }
    return call.attributes().size("axis", 1);
  }

  private static int block(Call call) {
    int block = call.attributes().size("blocksize", 0);
    if (block < 1) {
      throw new Fault("blocksize is " + block + ", but must be at least 1");
    }
    return block;
  }

  private static Mapped reshape(Call call) {
    List<Long> told = call.attributes().integers("shape"); // before version 5
    List<Long> shape = told == null ? call.longs(1) : told;
    boolean allowZero = call.attributes().flag("allowzero");
    boolean plain =
        shape != null
            && Collections.frequency(shape, -1L) <= 1
            && !(allowZero && shape.contains(0L))
            && shape.stream().allMatch(extent -> extent >= -1);
    if (shape == null || !plain) {
      return Mapped.function(new ReshapeTo(allowZero), List.of(call.value(0), call.value(1)));
    }
    List<Size> sizes = new ArrayList<>();
    for (int axis = 0; axis < shape.size(); axis++) {
      sizes.add(shape.get(axis) == 0 ? new Size.Extent(0, axis) : Size.of(shape.get(axis)));
    }
    return one(call, new Reshape(sizes));
  }

  private static Mapped flatten(Call call) {
    int axis = call.attributes().size("axis", 1);
    Integer rank = call.known(0).rank();
    return one(
        call, axis == 1 && (rank == null || rank > 1) ? new Flatten(1, -1) : new FlattenTo(axis));
  }

  private static Mapped transpose(Call call) {
    List<Integer> order = call.attributes().sizes("perm");
    if (order != null) {
      return one(call, new Permute(order));
    }
    Integer rank = call.known(0).rank();
    if (rank == null) {
      return Operators.unknown(call, "it turns the axes around, and their number is not known");
    }
    int axes = rank;
    return one(
        call, new Permute(IntStream.range(0, axes).mapToObj(axis -> axes - 1 - axis).toList()));
  }

  private static Mapped squeeze(Call call) {
    List<Integer> axes = call.axes(1);
    List<Value> operands = axes == null && call.has(1) ? call.values() : List.of(call.value(0));
    return Mapped.function(new SqueezeAxes(axes), operands);
  }

  private static Mapped unsqueeze(Call call) {
    List<Integer> axes = call.axes(1);
    if (axes == null) {
      return Mapped.function(new UnsqueezeAxes(null), List.of(call.value(0), call.value(1)));
    }
    return one(call, axes.size() == 1 ? new Unsqueeze(axes.getFirst()) : new UnsqueezeAxes(axes));
  }
}
