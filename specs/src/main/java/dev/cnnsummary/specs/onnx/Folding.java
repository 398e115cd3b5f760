package dev.cnnsummary.specs.onnx;

import com.google.protobuf.ByteString;
import dev.cnnsummary.specs.graph.Literal;
import dev.cnnsummary.specs.onnx.proto.TensorProto;
import dev.cnnsummary.specs.shape.DType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Nodes that make constants: they are no layers, and what they make is known at once. */
final class Folding {
  private final Tensors tensors;

  Folding(Tensors tensors) {
    this.tensors = tensors;
  }

  /**
   * What a node makes where that is a constant; null where it is not.
   *
   * @throws Fault if the constant does not hold together
   */
  @Nullable Stored fold(Call call, Environment environment) {
    String made = call.node().getOutputCount() == 0 ? "" : call.node().getOutput(0);
    if (call.type().equals("Constant")) {
      return new Stored(made, constant(call.attributes()), false);
    }
    if (call.inputs() == 0 || call.outputs() != 1) {
      return null;
    }
    Stored first = environment.stored(call.node().getInput(0));
    if (first == null) {
      return null;
    }
    Literal literal = layout(call, first.literal());
    if (literal == null) {
      return null;
    }
    boolean filled = call.type().equals("ConstantOfShape");
    return new Stored(filled ? made : first.name(), literal, first.initializer());
  }

  private @Nullable Literal layout(Call call, Literal first) {
    return switch (call.type()) {
      case "Identity" -> first;
      case "ConstantOfShape" -> filled(call, first);
      case "Unsqueeze" -> unsqueezed(first, call.axes(1));
      case "Squeeze" -> squeezed(first, call.axes(1));
      case "Transpose" ->
          first.shape().size() == 2
                  && List.of(1, 0).equals(call.attributes().sizes("perm", List.of(1, 0)))
              ? first.transpose()
              : null;
      default -> null;
    };
  }

  private Literal filled(Call call, Literal shape) {
    if (shape.dtype().isFloating() || !shape.dtype().isComputed()) {
      throw new Fault("the shape is " + shape + ", no list of whole numbers");
    }
    List<Long> extents = new ArrayList<>();
    for (long i = 0; i < shape.numel(); i++) {
      extents.add(shape.integer(i));
    }
    if (extents.stream().anyMatch(extent -> extent < 0)) {
      throw new Fault("the shape " + extents + " has a negative extent");
    }
    TensorProto value = call.attributes().tensor("value");
    try {
      if (value == null) {
        return Literal.filled(DType.F32, extents, MemorySegment.ofArray(new byte[4]));
      }
      Literal element = tensors.read(value);
      if (element.numel() != 1) {
        throw new Fault("value must be one number, got " + element);
      }
      return Literal.filled(element.dtype(), extents, element.elements());
    } catch (ArithmeticException _) {
      throw new Fault("the shape " + extents + " has more elements than can be counted");
    }
  }

  private static @Nullable Literal unsqueezed(Literal literal, @Nullable List<Integer> axes) {
    if (axes == null || literal.isTransposed()) {
      return null;
    }
    int rank = literal.shape().size() + axes.size();
    List<Integer> places =
        axes.stream().map(axis -> axis < 0 ? axis + rank : axis).sorted().distinct().toList();
    if (places.size() != axes.size() || places.stream().anyMatch(at -> at < 0 || at >= rank)) {
      throw new Fault("axes " + axes + " are no places among " + rank + " axes");
    }
    List<Long> shape = new ArrayList<>(literal.shape());
    places.forEach(place -> shape.add(place, 1L));
    return literal.reshape(shape);
  }

  private static @Nullable Literal squeezed(Literal literal, @Nullable List<Integer> axes) {
    if (literal.isTransposed()) {
      return null;
    }
    int rank = literal.shape().size();
    List<Long> shape = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      boolean named =
          axes == null
              ? literal.shape().get(axis) == 1
              : axes.contains(axis) || axes.contains(axis - rank);
      if (named && literal.shape().get(axis) != 1) {
        throw new Fault("axis " + axis + " of " + literal + " is not of one element");
      }
      if (!named) {
        shape.add(literal.shape().get(axis));
      }
    }
    return literal.reshape(shape);
  }

  private Literal constant(Attributes attributes) {
    TensorProto value = attributes.tensor("value");
    if (value != null) {
      return tensors.read(value);
    }
    if (attributes.has("value_float")) {
      return floats(List.of(), List.of((float) attributes.number("value_float", 0)));
    }
    if (attributes.has("value_int")) {
      return Literal.integers(List.of(), attributes.integer("value_int", 0));
    }
    List<Float> numbers = attributes.numbers("value_floats");
    if (numbers != null) {
      return floats(List.of((long) numbers.size()), numbers);
    }
    List<Long> integers = attributes.integers("value_ints");
    if (integers != null) {
      return Literal.integers(
          List.of((long) integers.size()), integers.stream().mapToLong(Long::longValue).toArray());
    }
    ByteString text = attributes.bytes("value_string");
    throw new Fault(
        text == null
            ? "a constant of this form is not supported"
            : "a constant text is not supported");
  }

  /** A tensor of 32-bit floating-point numbers. */
  static Literal floats(List<Long> shape, List<Float> numbers) {
    MemorySegment elements = MemorySegment.ofArray(new byte[numbers.size() * Float.BYTES]);
    ValueLayout.OfFloat layout =
        ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < numbers.size(); i++) {
      elements.set(layout, (long) i * Float.BYTES, numbers.get(i));
    }
    return Literal.of(DType.F32, shape, elements);
  }
}
