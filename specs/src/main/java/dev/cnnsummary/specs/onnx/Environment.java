package dev.cnnsummary.specs.onnx;

import dev.cnnsummary.specs.graph.GraphBuilder;
import dev.cnnsummary.specs.graph.Literal;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The names of a graph and what they stand for. */
final class Environment {
  private final GraphBuilder builder;
  private final Roles roles;
  private final Tensors tensors;
  private final Map<String, Value> values = new HashMap<>();
  private final Map<String, Value> transposed = new HashMap<>();
  private final Map<String, Value> flat = new HashMap<>();
  private final Map<String, Stored> stored = new HashMap<>();
  private final Map<String, Known> known = new HashMap<>();
  private final Map<String, TensorType> declared = new HashMap<>();

  Environment(GraphBuilder builder, Roles roles, Tensors tensors) {
    this.tensors = tensors;
    this.builder = builder;
    this.roles = roles;
  }

  Tensors tensors() {
    return tensors;
  }

  void put(String name, Value value) {
    values.put(name, value);
  }

  void store(String name, Stored tensor) {
    stored.put(name, tensor);
    known.put(
        name,
        new Known(
            tensor.literal().dtype(),
            tensor.literal().shape().size(),
            tensor.literal().shape().size() == 1
                ? (int) Math.min(tensor.literal().numel(), Integer.MAX_VALUE)
                : null));
  }

  void know(String name, Known facts) {
    known.putIfAbsent(name, facts);
  }

  /** Notes what the file says of a value for the inputs that it declares. */
  void declare(String name, TensorType type) {
    declared.putIfAbsent(name, type);
  }

  @Nullable TensorType declared(String name) {
    return declared.get(name);
  }

  /** Whether a name stands for what is a value already. */
  boolean has(String name) {
    return values.containsKey(name);
  }

  @Nullable Stored stored(String name) {
    return stored.get(name);
  }

  Known known(String name) {
    return known.getOrDefault(name, Known.NOTHING);
  }

  /** What a name stands for; a stored tensor becomes a value when it is first asked for. */
  Value value(String name) {
    Value value = values.get(name);
    if (value == null) {
      value = make(name);
      values.put(name, value);
    }
    return value;
  }

  private Value make(String name) {
    Stored tensor = stored.get(name);
    if (tensor == null) {
      throw new Fault("the input '" + Texts.plain(name) + "' is nothing that the graph has");
    }
    return switch (roles.of(name, tensor)) {
      case PARAMETER -> builder.storedWeight(tensor.name(), true, tensor.literal());
      case BUFFER -> builder.storedWeight(tensor.name(), false, tensor.literal());
      case SETTING -> builder.constant(tensor.name(), tensor.literal());
    };
  }

  Value weight(String name, boolean learnable, boolean turned) {
    Stored tensor = stored.get(name);
    if (tensor == null) {
      throw new IllegalStateException(name + " is not stored");
    }
    if (turned) {
      return transposed.computeIfAbsent(
          name, _ -> builder.storedWeight(tensor.name(), learnable, tensor.literal().transpose()));
    }
    return values.computeIfAbsent(
        name, _ -> builder.storedWeight(tensor.name(), learnable, tensor.literal()));
  }

  Value flatWeight(String name) {
    return flat.computeIfAbsent(
        name,
        _ -> {
          Stored tensor = Objects.requireNonNull(stored.get(name));
          Literal literal = tensor.literal().reshape(List.of(tensor.literal().numel()));
          return builder.storedWeight(tensor.name(), true, literal);
        });
  }

  Value constant(String name, Literal literal) {
    return builder.constant(name, literal);
  }
}
