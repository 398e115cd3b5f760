package dev.cnnsummary.specs.onnx;

import dev.cnnsummary.specs.graph.Literal;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.onnx.proto.NodeProto;
import dev.cnnsummary.specs.onnx.proto.TensorProto;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** A node that is being read: its attributes, and its inputs as far as they are known. */
final class Call {
  private final NodeProto node;
  private final int opset;
  private final Attributes attributes;
  private final Environment environment;

  /**
   * Begins to read a node.
   *
   * @param opset the version of its operators that the file imports
   */
  Call(NodeProto node, int opset, Environment environment) {
    this.node = node;
    this.opset = opset;
    this.attributes = new Attributes(node);
    this.environment = environment;
  }

  NodeProto node() {
    return node;
  }

  String type() {
    return node.getOpType();
  }

  int opset() {
    return opset;
  }

  Attributes attributes() {
    return attributes;
  }

  /** The number of inputs, left-out ones among them, trailing ones not. */
  int inputs() {
    int count = node.getInputCount();
    while (count > 0 && node.getInput(count - 1).isEmpty()) {
      count--;
    }
    return count;
  }

  boolean has(int input) {
    return input < node.getInputCount() && !node.getInput(input).isEmpty();
  }

  /** The number of outputs up to the last that is wanted. */
  int outputs() {
    int count = node.getOutputCount();
    while (count > 0 && node.getOutput(count - 1).isEmpty()) {
      count--;
    }
    return count;
  }

  boolean makes(int output) {
    return output < node.getOutputCount() && !node.getOutput(output).isEmpty();
  }

  private String name(int input) {
    if (!has(input)) {
      throw new Fault(type() + " needs an input number " + (input + 1));
    }
    return node.getInput(input);
  }

  /** An input as an operand. */
  Value value(int input) {
    return environment.value(name(input));
  }

  /** All inputs that are there. */
  List<Value> values() {
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < inputs(); i++) {
      if (has(i)) {
        values.add(value(i));
      }
    }
    return values;
  }

  /** The numbers of an input, where the file fixes them. */
  @Nullable Literal literal(int input) {
    if (!has(input)) {
      return null;
    }
    Stored stored = environment.stored(node.getInput(input));
    return stored == null ? null : stored.literal();
  }

  /** Whether an input is a vector or scalar of numbers that the file fixes. */
  boolean fixed(int input) {
    Literal literal = literal(input);
    return literal != null && literal.shape().size() <= 1;
  }

  /** Whether a {@code Constant} node makes an input, and all its elements are a number. */
  boolean isConstantly(int input, double number) {
    Stored stored = has(input) ? environment.stored(node.getInput(input)) : null;
    if (stored == null || stored.initializer() || stored.literal().isUniform()) {
      return false;
    }
    return LongStream.range(0, stored.literal().numel())
        .allMatch(index -> stored.literal().number(index) == number);
  }

  /** Whether all of some inputs are fixed, or not there. */
  boolean fixedOrAbsent(int... inputs) {
    for (int input : inputs) {
      if (has(input) && !fixed(input)) {
        return false;
      }
    }
    return true;
  }

  /** The whole numbers of a fixed input; null where it is not there. */
  @Nullable List<Long> longs(int input) {
    Literal literal = literal(input);
    if (literal == null) {
      return null;
    }
    if (!literal.dtype().isComputed()) {
      throw new Fault("an input of " + type() + " that tells sizes is " + literal);
    }
    if (literal.numel() > 1 << 16) {
      throw new Fault("an input of " + type() + " that tells sizes has " + literal.numel());
    }
    return LongStream.range(0, literal.numel()).mapToObj(literal::integer).toList();
  }

  @Nullable List<Integer> integers(int input) {
    List<Long> longs = longs(input);
    return longs == null ? null : longs.stream().map(Call::small).toList();
  }

  static int small(long number) {
    if (number != (int) number) {
      throw new Fault("the number " + number + " is too large");
    }
    return (int) number;
  }

  /** The axes that an attribute or a fixed input tells; null where none does. */
  @Nullable List<Integer> axes(int input) {
    List<Integer> axes = attributes.sizes("axes");
    return axes != null ? axes : integers(input);
  }

  /** The only number of a fixed input. */
  @Nullable Double scalar(int input) {
    Literal literal = literal(input);
    if (literal == null || literal.numel() != 1 || !literal.dtype().isComputed()) {
      return null;
    }
    double number = literal.number(0);
    return switch (literal.dtype()) {
      case F32, F16, BF16 -> Attributes.shortest((float) number);
      default -> number;
    };
  }

  Known known(int input) {
    return has(input) ? environment.known(node.getInput(input)) : Known.NOTHING;
  }

  /** What the file says of each output up to the last that is wanted; null where it does not. */
  List<@Nullable TensorType> declared() {
    List<@Nullable TensorType> declared = new ArrayList<>();
    for (int output = 0; output < outputs(); output++) {
      declared.add(environment.declared(node.getOutput(output)));
    }
    return declared;
  }

  /** A fixed input as a weight of a module. */
  Value weight(int input, boolean learnable) {
    return environment.weight(name(input), learnable, false);
  }

  /** A fixed matrix as a weight of a module that has rows for its columns. */
  Value transposedWeight(int input) {
    return environment.weight(name(input), true, true);
  }

  /** A fixed input as a weight of a module that has it as a vector. */
  Value flatWeight(int input) {
    return environment.flatWeight(name(input));
  }

  /** A tensor that an attribute holds. */
  Literal read(TensorProto tensor) {
    return environment.tensors().read(tensor);
  }

  /** A constant that stands in for something that ONNX does not have. */
  Value constant(String name, Literal literal) {
    return environment.constant(node.getOutput(0) + "." + name, literal);
  }
}
