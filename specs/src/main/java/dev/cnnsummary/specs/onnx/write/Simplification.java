package dev.cnnsummary.specs.onnx.write;

import dev.cnnsummary.specs.onnx.proto.AttributeProto;
import dev.cnnsummary.specs.onnx.proto.GraphProto;
import dev.cnnsummary.specs.onnx.proto.NodeProto;
import dev.cnnsummary.specs.onnx.proto.TensorShapeProto;
import dev.cnnsummary.specs.onnx.proto.ValueInfoProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes a model smaller without changing what it computes: constants are computed beforehand, batch
 * normalisation becomes a part of the convolution before it, and what hands its input on or is
 * taken by nobody is left out.
 */
final class Simplification {
  private final Model model;
  private final Set<String> outputs;
  private final Map<String, List<Long>> shapes = new HashMap<>();

  private Simplification(Model model, GraphProto ends) {
    this.model = model;
    this.outputs =
        ends.getOutputList().stream().map(ValueInfoProto::getName).collect(Collectors.toSet());
    ends.getInputList().forEach(this::know);
    ends.getValueInfoList().forEach(this::know);
  }

  /**
   * Simplifies a model.
   *
   * @param ends what it takes and hands back, and what is between
   * @return the same, without what is gone
   */
  static GraphProto of(Model model, GraphProto ends) {
    new Simplification(model, ends).simplify();
    Set<String> made =
        model.nodes().stream()
            .flatMap(node -> node.getOutputList().stream())
            .collect(Collectors.toSet());
    List<ValueInfoProto> left =
        ends.getValueInfoList().stream().filter(info -> made.contains(info.getName())).toList();
    return ends.toBuilder().clearValueInfo().addAllValueInfo(left).build();
  }

  /** Remembers a shape of numbers. */
  private void know(ValueInfoProto info) {
    List<TensorShapeProto.Dimension> dims = info.getType().getTensorType().getShape().getDimList();
    if (dims.stream().allMatch(TensorShapeProto.Dimension::hasDimValue)) {
      shapes.put(
          info.getName(), dims.stream().map(TensorShapeProto.Dimension::getDimValue).toList());
    }
  }

  private void simplify() {
    Constants.fold(model, shapes, outputs);
    leaveOutIdentities();
    new NormFolding(model, outputs).fold();
    leaveOutUnused();
  }

  private void leaveOutIdentities() {
    Set<String> made = new HashSet<>();
    model.nodes().forEach(node -> made.addAll(node.getOutputList()));
    Map<String, String> renamed = new HashMap<>();
    List<NodeProto> left = new ArrayList<>();
    for (NodeProto node : model.nodes()) {
      if (!isIdentity(node)) {
        left.add(node);
        continue;
      }
      String from = renamed.getOrDefault(node.getInput(0), node.getInput(0));
      String to = node.getOutput(0);
      if (!outputs.contains(to)) {
        renamed.put(to, from);
      } else if (made.contains(from) && !outputs.contains(from)) {
        renamed.replaceAll((_, name) -> name.equals(from) ? to : name);
        renamed.put(from, to);
      } else {
        left.add(node); // the model hands on what it takes, or the same twice
      }
    }
    model.nodes().clear();
    model.nodes().addAll(left);
    model.rename(renamed);
  }

  private static boolean isIdentity(NodeProto node) {
    return switch (node.getOpType()) {
      case "Identity" -> true;
      case "Dropout" -> node.getOutputCount() == 1;
      case "AveragePool", "MaxPool" ->
          node.getOutputCount() == 1
              && isOnly(node, "kernel_shape", 1)
              && isOnly(node, "strides", 1)
              && isOnly(node, "pads", 0);
      default -> false;
    };
  }

  /** Whether all numbers of an attribute are the same one; so they are where there is none. */
  private static boolean isOnly(NodeProto node, String name, long number) {
    AttributeProto attribute = attribute(node, name);
    return attribute == null || attribute.getIntsList().stream().allMatch(i -> i == number);
  }

  static @Nullable AttributeProto attribute(NodeProto node, String name) {
    for (AttributeProto attribute : node.getAttributeList()) {
      if (attribute.getName().equals(name)) {
        return attribute;
      }
    }
    return null;
  }

  private void leaveOutUnused() {
    Set<String> taken = new HashSet<>(outputs);
    List<NodeProto> left = new ArrayList<>();
    for (NodeProto node : model.nodes().reversed()) {
      if (node.getOutputList().stream().anyMatch(taken::contains)) {
        left.addFirst(node);
        taken.addAll(node.getInputList());
      }
    }
    model.nodes().clear();
    model.nodes().addAll(left);
    model.initializers().keySet().retainAll(taken);
  }
}
