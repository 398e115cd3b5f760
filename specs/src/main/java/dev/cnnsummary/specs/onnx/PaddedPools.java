package dev.cnnsummary.specs.onnx;

import dev.cnnsummary.specs.onnx.proto.AttributeProto;
import dev.cnnsummary.specs.onnx.proto.NodeProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes away the pads that PyTorch's exporter writes before an average pooling: one by nothing does
 * nothing, and one by zeros is the padding of a pooling that counts it.
 */
final class PaddedPools {
  private static final int INTS = 7;

  private final Environment environment;
  private final Set<String> outputs;
  private final int opset;
  private final Map<String, Integer> uses = new HashMap<>();
  private final Map<String, NodeProto> pads = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();

  private PaddedPools(Set<String> outputs, Environment environment, int opset) {
    this.environment = environment;
    this.outputs = outputs;
    this.opset = opset;
  }

  /**
   * The nodes without such pads.
   *
   * @param outputs the names of what the model hands back
   */
  static List<NodeProto> of(
      List<NodeProto> nodes, Set<String> outputs, Environment environment, int opset) {
    boolean some = nodes.stream().anyMatch(node -> node.getOpType().equals("Pad"));
    return some ? new PaddedPools(outputs, environment, opset).without(nodes) : nodes;
  }

  private List<NodeProto> without(List<NodeProto> nodes) {
    for (NodeProto node : nodes) {
      node.getInputList().forEach(input -> uses.merge(input, 1, Integer::sum));
    }
    List<NodeProto> kept = new ArrayList<>(nodes.size());
    for (NodeProto node : nodes) {
      List<Integer> amounts = amounts(node);
      if (amounts != null && amounts.stream().allMatch(amount -> amount == 0)) {
        names.put(node.getOutput(0), name(node.getInput(0)));
        continue;
      }
      NodeProto renamed = renamed(node);
      NodeProto pad = joined(renamed);
      if (pad == null) {
        kept.add(renamed);
      } else {
        kept.remove(pad);
        kept.add(padded(renamed, pad));
      }
      if (amounts != null && uses.getOrDefault(node.getOutput(0), 0) == 1) {
        pads.put(node.getOutput(0), renamed);
      }
    }
    return kept;
  }

  private String name(String name) {
    return names.getOrDefault(name, name);
  }

  private NodeProto renamed(NodeProto node) {
    if (node.getInputList().stream().noneMatch(names::containsKey)) {
      return node;
    }
    NodeProto.Builder renamed = node.toBuilder().clearInput();
    node.getInputList().forEach(input -> renamed.addInput(name(input)));
    return renamed.build();
  }

  /** What a node of zeros puts around its input; null for another node. */
  private @Nullable List<Integer> amounts(NodeProto node) {
    Call call = new Call(node, opset, environment);
    boolean plain =
        node.getOpType().equals("Pad")
            && node.getDomain().isEmpty()
            && node.getOutputCount() == 1
            && node.getInputCount() > 0
            && !outputs.contains(node.getOutput(0))
            && !call.has(3)
            && call.attributes().text("mode", "constant").equals("constant");
    if (!plain) {
      return null;
    }
    Double value =
        opset < 11 || !call.has(2)
            ? Double.valueOf(call.attributes().number("value", 0))
            : call.scalar(2);
    List<Integer> amounts = opset < 11 ? call.attributes().sizes("pads") : call.integers(1);
    return value != null && value == 0 && amounts != null && amounts.size() % 2 == 0
        ? amounts
        : null;
  }

  /** The pad that a pooling can do itself. */
  private @Nullable NodeProto joined(NodeProto node) {
    NodeProto pad =
        node.getOpType().equals("AveragePool") && node.getDomain().isEmpty()
            ? pads.get(node.getInput(0))
            : null;
    List<Integer> amounts = pad == null ? null : amounts(pad);
    if (amounts == null) {
      return null;
    }
    Attributes attributes = new Attributes(node);
    List<Integer> own = attributes.sizes("pads", List.of());
    List<Integer> kernel = attributes.sizes("kernel_shape", List.of());
    int axes = kernel.size();
    int half = amounts.size() / 2;
    boolean fits =
        opset >= 7
            && own.stream().allMatch(amount -> amount == 0)
            && attributes.text("auto_pad", "NOTSET").equals("NOTSET")
            && !attributes.flag("ceil_mode")
            && half == axes + 2;
    for (int axis = 0; fits && axis < half; axis++) {
      int before = amounts.get(axis);
      int most = axis < 2 ? 0 : kernel.get(axis - 2) / 2;
      fits = before == amounts.get(axis + half) && before >= 0 && before <= most;
    }
    return fits ? pad : null;
  }

  private NodeProto padded(NodeProto pool, NodeProto pad) {
    List<Integer> amounts = amounts(pad);
    NodeProto.Builder padded = pool.toBuilder().setInput(0, pad.getInput(0)).clearAttribute();
    for (AttributeProto attribute : pool.getAttributeList()) {
      if (!attribute.getName().equals("pads") && !attribute.getName().equals("count_include_pad")) {
        padded.addAttribute(attribute);
      }
    }
    AttributeProto.Builder pads = AttributeProto.newBuilder().setName("pads").setType(INTS);
    if (amounts != null) {
      int half = amounts.size() / 2;
      amounts.subList(2, half).forEach(amount -> pads.addInts(amount));
      amounts.subList(half + 2, 2 * half).forEach(amount -> pads.addInts(amount));
    }
    return padded
        .addAttribute(pads)
        .addAttribute(AttributeProto.newBuilder().setName("count_include_pad").setType(2).setI(1))
        .build();
  }
}
