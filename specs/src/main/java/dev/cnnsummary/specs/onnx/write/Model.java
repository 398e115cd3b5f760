package dev.cnnsummary.specs.onnx.write;

import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.onnx.proto.AttributeProto;
import dev.cnnsummary.specs.onnx.proto.NodeProto;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/** A model that is being made: nodes in their order, and the tensors that they take. */
final class Model {
  private final int opset;
  private final List<NodeProto> nodes = new ArrayList<>();
  private final Map<String, Initializer> initializers = new LinkedHashMap<>();
  private final Map<Value, String> names = new HashMap<>();
  private final Map<String, Integer> ordinals = new HashMap<>();
  private final Function<Value, TensorType> types;

  Model(int opset, Function<Value, TensorType> types) {
    this.opset = opset;
    this.types = types;
  }

  int opset() {
    return opset;
  }

  /** The nodes, in an order in which they can run. */
  List<NodeProto> nodes() {
    return nodes;
  }

  /** The tensors by their names. */
  Map<String, Initializer> initializers() {
    return initializers;
  }

  /** Whether there is a tensor of floating-point numbers of this name. */
  boolean holdsFloats(String name) {
    Initializer initializer = initializers.get(name);
    return initializer != null && initializer.dtype().isFloating();
  }

  TensorType type(Value value) {
    return types.apply(value);
  }

  /** What a value is called in the file. A weight gets there when it is first asked for. */
  String name(Value value) {
    String name = names.get(value);
    if (name != null) {
      return name;
    }
    if (!value.isWeight()) {
      throw new IllegalStateException(value.name() + " has no name yet");
    }
    TensorType type = type(value);
    List<Long> shape =
        type.shape().dims().stream()
            .map(dim -> Emitter.number(dim, "an extent of " + value.name()))
            .toList();
    initializers.put(
        value.name(),
        new Initializer(value.name(), type.dtype(), shape, weights -> weights.apply(value)));
    names.put(value, value.name());
    return value.name();
  }

  void name(Value value, String name) {
    names.put(value, name);
  }

  /**
   * Adds a node.
   *
   * @param place where it stands
   * @param like what its metadata is to be
   * @return the names of its outputs
   */
  List<String> add(
      Place place,
      NodeProto like,
      String type,
      List<String> inputs,
      int outputs,
      List<AttributeProto> attributes) {
    String plain = place.prefix() + "/" + type;
    int ordinal = ordinals.merge(plain, 1, Integer::sum) - 1;
    String name = ordinal == 0 ? plain : plain + "_" + ordinal;
    List<String> made =
        IntStream.range(0, outputs).mapToObj(output -> name + "_output_" + output).toList();
    nodes.add(
        like.toBuilder()
            .setName(name)
            .setOpType(type)
            .addAllInput(inputs)
            .addAllOutput(made)
            .addAllAttribute(attributes)
            .build());
    return made;
  }

  /** Gives tensors that nodes make other names. */
  void rename(Map<String, String> renamed) {
    names.replaceAll((_, name) -> renamed.getOrDefault(name, name));
    nodes.replaceAll(node -> renamed(node, renamed));
  }

  private static NodeProto renamed(NodeProto node, Map<String, String> renamed) {
    NodeProto.Builder changed = node.toBuilder();
    for (int i = 0; i < node.getInputCount(); i++) {
      changed.setInput(i, renamed.getOrDefault(node.getInput(i), node.getInput(i)));
    }
    for (int i = 0; i < node.getOutputCount(); i++) {
      changed.setOutput(i, renamed.getOrDefault(node.getOutput(i), node.getOutput(i)));
    }
    return changed.build();
  }
}
