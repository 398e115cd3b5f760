package dev.cnnsummary.specs.onnx;

import dev.cnnsummary.specs.function.Arange;
import dev.cnnsummary.specs.function.Full;
import dev.cnnsummary.specs.function.Gather;
import dev.cnnsummary.specs.function.NonZero;
import dev.cnnsummary.specs.function.Numel;
import dev.cnnsummary.specs.function.OneHot;
import dev.cnnsummary.specs.function.Scatter;
import dev.cnnsummary.specs.function.ShapeOf;
import dev.cnnsummary.specs.graph.Literal;
import dev.cnnsummary.specs.onnx.proto.TensorProto;
import dev.cnnsummary.specs.op.Embedding;
import dev.cnnsummary.specs.op.Op;
import dev.cnnsummary.specs.op.Select;
import dev.cnnsummary.specs.shape.DType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what works with indices and shapes. */
final class Indices {
  private Indices() {}

  static @Nullable Mapped map(Call call) {
    Attributes attributes = call.attributes();
    return switch (call.type()) {
      case "Gather" -> gather(call);
      case "GatherElements" ->
          Mapped.function(
              new Gather(Gather.Kind.ELEMENTS, attributes.size("axis", 0)), call.values());
      case "GatherND" ->
          Mapped.function(
              new Gather(Gather.Kind.ND, attributes.size("batch_dims", 0)), call.values());
      case "ScatterElements", "Scatter" ->
          Mapped.function(
              new Scatter(Scatter.Kind.ELEMENTS, attributes.size("axis", 0), reduction(call)),
              call.values());
      case "ScatterND" ->
          Mapped.function(new Scatter(Scatter.Kind.ND, 0, reduction(call)), call.values());
      case "Shape" ->
          Mapped.function(
              new ShapeOf(
                  attributes.size("start", 0),
                  attributes.has("end") ? attributes.size("end", 0) : null),
              call.values());
      case "Size" -> Mapped.function(new Numel(), call.values());
      case "ConstantOfShape" -> full(call);
      case "Range" -> Mapped.function(new Arange(), call.values());
      case "OneHot" -> Mapped.function(new OneHot(attributes.size("axis", -1)), call.values());
      case "NonZero" -> Mapped.function(new NonZero(), call.values());
      default -> null;
    };
  }

  private static Scatter.Reduction reduction(Call call) {
    String reduction = call.attributes().text("reduction", "none");
    return switch (reduction) {
      case "none" -> Scatter.Reduction.NONE;
      case "add" -> Scatter.Reduction.ADD;
      case "mul" -> Scatter.Reduction.MUL;
      case "max" -> Scatter.Reduction.MAX;
      case "min" -> Scatter.Reduction.MIN;
      default -> throw new Fault("reduction is " + Texts.plain(reduction));
    };
  }

  /** One element of an axis, rows of a fixed table, or anything else. */
  private static Mapped gather(Call call) {
    int axis = call.attributes().size("axis", 0);
    Literal index = call.literal(1);
    if (index != null
        && index.shape().isEmpty()
        && index.dtype().isComputed()
        && !index.dtype().isFloating()) {
      Op op = new Select(axis, Call.small(index.integer(0)));
      return Mapped.function(op, List.of(call.value(0)));
    }
    Literal table = call.literal(0);
    boolean embedding =
        table != null
            && index == null
            && axis == 0
            && table.dtype().isFloating()
            && table.shape().size() == 2
            && table.shape().stream()
                .allMatch(extent -> extent >= 1 && extent <= Integer.MAX_VALUE);
    if (table != null && embedding) {
      Op op =
          new Embedding(
              (int) (long) table.shape().get(0),
              (int) (long) table.shape().get(1),
              null,
              null,
              2,
              false,
              false);
      return new Mapped(op, List.of(call.value(1)), List.of(call.weight(0, true)));
    }
    return Mapped.function(new Gather(Gather.Kind.SLICES, axis), call.values());
  }

  private static Mapped full(Call call) {
    TensorProto value = call.attributes().tensor("value");
    if (value == null) {
      return Mapped.function(new Full(DType.F32, 0), call.values());
    }
    Literal literal = call.read(value);
    if (literal.numel() != 1) {
      throw new Fault("value must be one number, got " + literal);
    }
    if (!literal.dtype().isComputed()) {
      return Operators.unknown(call, "it fills with " + literal.dtype().text());
    }
    return Mapped.function(new Full(literal.dtype(), literal.number(0)), call.values());
  }
}
