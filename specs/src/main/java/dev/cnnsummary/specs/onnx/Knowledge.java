package dev.cnnsummary.specs.onnx;

import dev.cnnsummary.specs.graph.Literal;
import dev.cnnsummary.specs.shape.DType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What follows for the output of a node from what is known of its inputs. */
final class Knowledge {
  private Knowledge() {}

  static Known of(Call call) {
    Known first = call.inputs() > 0 ? call.known(0) : Known.NOTHING;
    return switch (call.type()) {
      case "Shape" -> Known.vector(DType.I64, call.attributes().has("start") ? null : first.rank());
      case "Size" -> Known.of(DType.I64, 0);
      case "ArgMax", "ArgMin" ->
          reduced(first, call.attributes().integer("keepdims", 1) != 0, 1).as(DType.I64);
      case "NonZero" -> Known.of(DType.I64, 2);
      case "NonMaxSuppression" -> Known.of(DType.I64, 2);
      case "Equal", "Greater", "Less", "GreaterOrEqual", "LessOrEqual", "And", "Or" ->
          broadcast(call).as(DType.BOOL);
      case "Not" -> first.as(DType.BOOL);
      case "Add", "Sub", "Mul", "Div", "Mod", "Pow", "Max", "Min", "Sum", "Mean", "PRelu" ->
          broadcast(call).as(first.dtype());
      case "Where" -> broadcast(call).as(call.known(1).dtype());
      case "Cast" -> first.as(ElementTypes.of(call.attributes().size("to", 0)));
      case "Reshape" -> Known.of(first.dtype(), length(call, 1));
      case "Expand" -> Known.of(first.dtype(), greater(first.rank(), length(call, 1)));
      case "ConstantOfShape" -> Known.of(null, length(call, 0));
      case "Flatten", "Gemm" -> Known.of(first.dtype(), 2);
      case "MatMul" -> matMul(first, call.known(1));
      case "Unsqueeze" -> moved(first, axes(call), 1);
      case "Squeeze" -> moved(first, axes(call), -1);
      case "Gather" -> gathered(first, call.known(1));
      case "Concat" -> joined(call);
      case "Range" -> Known.of(first.dtype(), 1);
      case "OneHot" -> Known.of(call.known(2).dtype(), plus(first.rank(), 1));
      case "Slice", "Tile", "Pad" -> Known.of(first.dtype(), first.rank());
      case "RoiAlign" -> Known.of(first.dtype(), 4);
      case "QuantizeLinear", "DequantizeLinear", "DynamicQuantizeLinear" ->
          Known.of(null, first.rank());
      case "QLinearConv", "ConvInteger", "MatMulInteger", "QLinearMatMul" ->
          Known.of(null, first.rank());
      case "Einsum", "GatherND", "AffineGrid", "GridSample", "Split", "Col2Im" ->
          Known.of(first.dtype(), null);
      default ->
          call.type().startsWith("Reduce")
              ? reduced(first, call.attributes().integer("keepdims", 1) != 0, axes(call))
              : first;
    };
  }

  private static @Nullable Integer plus(@Nullable Integer rank, int more) {
    return rank == null ? null : rank + more;
  }

  private static @Nullable Integer greater(@Nullable Integer left, @Nullable Integer right) {
    return left == null || right == null ? null : Integer.valueOf(Math.max(left, right));
  }

  private static Known broadcast(Call call) {
    @Nullable Integer rank = 0;
    for (int i = 0; i < call.inputs(); i++) {
      rank = greater(rank, call.known(i).rank());
    }
    return call.inputs() == 1 ? call.known(0) : Known.of(null, rank);
  }

  /** The extent of a vector of sizes. */
  private static @Nullable Integer length(Call call, int input) {
    if (call.inputs() <= input) {
      List<Integer> shape = call.attributes().sizes("shape"); // before version 5
      return shape == null ? null : Integer.valueOf(shape.size());
    }
    Literal literal = call.literal(input);
    return literal == null ? call.known(input).length() : Integer.valueOf((int) literal.numel());
  }

  private static @Nullable Integer axes(Call call) {
    List<Integer> axes = call.axes(1);
    return axes == null ? null : Integer.valueOf(axes.size());
  }

  private static Known moved(Known first, @Nullable Integer axes, int sign) {
    if (axes == null || first.rank() == null) {
      return Known.of(first.dtype(), null);
    }
    int rank = first.rank() + sign * axes;
    return new Known(first.dtype(), rank, rank == 1 ? 1 : null);
  }

  private static Known reduced(Known first, boolean keepdims, @Nullable Integer axes) {
    if (keepdims) {
      return Known.of(first.dtype(), first.rank());
    }
    return Known.of(first.dtype(), axes == null || axes == 0 ? null : plus(first.rank(), -axes));
  }

  private static Known matMul(Known left, Known right) {
    Integer rank = greater(left.rank(), right.rank());
    boolean vectors =
        left.rank() == null || left.rank() < 2 || right.rank() == null || right.rank() < 2;
    return Known.of(left.dtype(), vectors ? null : rank);
  }

  private static Known gathered(Known data, Known indices) {
    if (data.rank() == null || indices.rank() == null) {
      return Known.of(data.dtype(), null);
    }
    return new Known(
        data.dtype(), data.rank() - 1 + indices.rank(), data.rank() == 1 ? indices.length() : null);
  }

  private static Known joined(Call call) {
    Known first = call.known(0);
    if (first.rank() == null || first.rank() != 1) {
      return Known.of(first.dtype(), first.rank());
    }
    int length = 0;
    for (int i = 0; i < call.inputs(); i++) {
      Literal literal = call.literal(i);
      Integer part =
          literal == null ? call.known(i).length() : Integer.valueOf((int) literal.numel());
      if (part == null) {
        return Known.of(first.dtype(), 1);
      }
      length += part;
    }
    return Known.vector(first.dtype(), length);
  }
}
