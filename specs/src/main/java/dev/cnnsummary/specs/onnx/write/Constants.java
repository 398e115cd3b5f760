package dev.cnnsummary.specs.onnx.write;

import dev.cnnsummary.specs.graph.Literal;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.onnx.ElementTypes;
import dev.cnnsummary.specs.onnx.proto.NodeProto;
import dev.cnnsummary.specs.onnx.proto.TensorProto;
import dev.cnnsummary.specs.shape.DType;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * Computes beforehand what nodes make that only move the elements of fixed tensors. What is made of
 * weights is an initializer, anything else a constant.
 */
final class Constants {
  private final Model model;
  private final Map<String, Fixed> known = new HashMap<>();
  private final List<NodeProto> left = new ArrayList<>();

  /** A fixed tensor, and whether weights are in it. */
  private record Fixed(Initializer tensor, boolean learned) {}

  Constants(Model model) {
    this.model = model;
    model.initializers().forEach((name, tensor) -> known.put(name, new Fixed(tensor, true)));
  }

  /**
   * Folds a model's nodes.
   *
   * @param shapes the shapes of tensors as far as they are numbers
   */
  static void fold(Model model, Map<String, List<Long>> shapes, Set<String> outputs) {
    Constants constants = new Constants(model);
    for (NodeProto node : model.nodes()) {
      if (!constants.fold(node, shapes)) {
        constants.left.add(node);
      }
    }
    constants.replace(outputs);
  }

  private void replace(Set<String> outputs) {
    Set<String> taken = new HashSet<>(outputs);
    left.forEach(node -> taken.addAll(node.getInputList()));
    model.nodes().clear();
    known.forEach((name, fixed) -> {
      if (taken.contains(name)) {
        if (fixed.learned) {
          model.initializers().put(name, fixed.tensor);
        } else {
          model.nodes().add(constant(fixed.tensor));
        }
      }
    });
    model.nodes().addAll(left);
  }

  private static NodeProto constant(Initializer tensor) {
    String name = tensor.name();
    int end = name.lastIndexOf("_output_");
    return NodeProto.newBuilder()
        .setName(end < 0 ? name : name.substring(0, end))
        .setOpType("Constant")
        .addOutput(name)
        .addAttribute(Attributes.tensor("value", Elements.tensor(numbers(tensor))))
        .build();
  }

  /** What a node holds. */
  static Initializer read(NodeProto constant) {
    TensorProto value = constant.getAttribute(0).getT();
    DType dtype = Objects.requireNonNull(ElementTypes.of(value.getDataType()));
    List<Long> shape = value.getDimsList();
    MemorySegment elements = MemorySegment.ofArray(value.getRawData().toByteArray());
    return new Initializer(
        constant.getOutput(0), dtype, shape, _ -> Literal.of(dtype, shape, elements));
  }

  /** The numbers of a tensor without weights in it. */
  private static Literal numbers(Initializer tensor) {
    return tensor.numbers(weight -> {
      throw new IllegalStateException(weight.name() + " is in a constant");
    });
  }

  private boolean fold(NodeProto node, Map<String, List<Long>> shapes) {
    if (node.getOpType().equals("Constant")) {
      known.put(node.getOutput(0), new Fixed(read(node), false));
      return true;
    }
    if (node.getOpType().equals("Shape")) {
      List<Long> shape = shapes.get(node.getInput(0));
      if (shape != null) {
        put(
            node,
            0,
            false,
            DType.I64,
            List.of((long) shape.size()),
            _ -> Elements.bytes(Numbers.integers(shape)));
      }
      return shape != null;
    }
    if (node.getInputCount() == 0 || !node.getInputList().stream().allMatch(known::containsKey)) {
      return false;
    }
    return move(node);
  }

  /** Whether it only moves elements; then what it makes is remembered. */
  private boolean move(NodeProto node) {
    Initializer first = fixed(node, 0).tensor;
    switch (node.getOpType()) {
      case "Identity" -> moved(node, 0, Move.reshape(first.shape()));
      case "Reshape" -> moved(node, 0, Move.reshape(sizes(first, integers(node, 1))));
      case "Unsqueeze" -> moved(node, 0, Move.unsqueeze(first.shape(), integers(node, 1)));
      case "Squeeze" -> moved(node, 0, Move.squeeze(first.shape(), integers(node, 1)));
      case "Transpose" -> moved(node, 0, Move.transpose(first.shape(), list(node, "perm")));
      case "Slice" ->
          moved(
              node,
              0,
              Move.slice(
                  first.shape(),
                  Math.toIntExact(integers(node, 3).getFirst()),
                  integers(node, 1).getFirst(),
                  integers(node, 2).getFirst()));
      case "Split" -> {
        long start = 0;
        List<Long> sizes = integers(node, 1);
        for (int part = 0; part < sizes.size(); part++) {
          long end = start + sizes.get(part);
          moved(node, part, Move.slice(first.shape(), axis(node), start, end));
          start = end;
        }
      }
      case "Gather" -> {
        Initializer indices = fixed(node, 1).tensor;
        if (fixed(node, 1).learned) {
          return false;
        }
        moved(node, 0, Move.gather(first.shape(), axis(node), integers(node, 1), indices.shape()));
      }
      case "Concat" -> joined(node);
      default -> {
        return false;
      }
    }
    return true;
  }

  private Fixed fixed(NodeProto node, int input) {
    return Objects.requireNonNull(known.get(node.getInput(input)));
  }

  private List<Long> integers(NodeProto node, int input) {
    Literal literal = numbers(fixed(node, input).tensor);
    List<Long> integers = new ArrayList<>();
    for (long i = 0; i < literal.numel(); i++) {
      integers.add(literal.integer(i));
    }
    return integers;
  }

  private static List<Long> list(NodeProto node, String name) {
    return Objects.requireNonNull(Simplification.attribute(node, name)).getIntsList();
  }

  private static int axis(NodeProto node) {
    return (int) Objects.requireNonNull(Simplification.attribute(node, "axis")).getI();
  }

  /** The extents that a reshape asks for: 0 keeps one, -1 is what is left. */
  private static List<Long> sizes(Initializer tensor, List<Long> asked) {
    List<Long> sizes = new ArrayList<>(asked);
    long product = 1;
    for (int i = 0; i < sizes.size(); i++) {
      if (sizes.get(i) == 0) {
        sizes.set(i, tensor.shape().get(i));
      }
      product *= sizes.get(i) == -1 ? 1 : sizes.get(i);
    }
    int open = sizes.indexOf(-1L);
    if (open >= 0) {
      sizes.set(open, tensor.bytes() / tensor.dtype().bytes() / product);
    }
    return sizes;
  }

  private void moved(NodeProto node, int output, Move move) {
    Fixed first = fixed(node, 0);
    Initializer tensor = first.tensor;
    put(
        node,
        output,
        first.learned,
        tensor.dtype(),
        move.shape(),
        weights -> move.apply(Elements.bytes(tensor.numbers(weights)), tensor.dtype().bytes()));
  }

  private void joined(NodeProto node) {
    List<Initializer> parts = new ArrayList<>();
    boolean learned = false;
    for (int input = 0; input < node.getInputCount(); input++) {
      parts.add(fixed(node, input).tensor);
      learned |= fixed(node, input).learned;
    }
    int axis = axis(node);
    List<Long> shape = new ArrayList<>(parts.getFirst().shape());
    shape.set(axis, parts.stream().mapToLong(part -> part.shape().get(axis)).sum());
    long outer = 1;
    for (long extent : shape.subList(0, axis)) {
      outer *= extent;
    }
    int rows = Math.toIntExact(outer);
    put(
        node,
        0,
        learned,
        parts.getFirst().dtype(),
        shape,
        weights ->
            interleaved(
                parts.stream().map(part -> Elements.bytes(part.numbers(weights))).toList(), rows));
  }

  /** A row of each part, then the next. */
  private static byte[] interleaved(List<byte[]> parts, int rows) {
    byte[] all = new byte[parts.stream().mapToInt(part -> part.length).sum()];
    int at = 0;
    for (int row = 0; row < rows; row++) {
      for (byte[] part : parts) {
        int length = part.length / rows;
        System.arraycopy(part, row * length, all, at, length);
        at += length;
      }
    }
    return all;
  }

  /** Makes the elements of a tensor. */
  private interface Bytes {
    byte[] make(Function<Value, Literal> weights);
  }

  private void put(
      NodeProto node, int output, boolean learned, DType dtype, List<Long> shape, Bytes bytes) {
    String name = node.getOutput(output);
    Initializer tensor =
        new Initializer(
            name,
            dtype,
            shape,
            weights -> Literal.of(dtype, shape, MemorySegment.ofArray(bytes.make(weights))));
    known.put(name, new Fixed(tensor, learned));
  }
}
