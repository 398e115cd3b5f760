package dev.cnnsummary.specs.onnx;

import dev.cnnsummary.specs.onnx.proto.NodeProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** Puts nodes in an order in which each comes after those whose outputs it takes. */
final class NodeOrder {
  private NodeOrder() {}

  /**
   * The nodes in order; those that are in order already stay as they are.
   *
   * @throws Fault if there is none, since they go round in a circle
   */
  static List<NodeProto> of(List<NodeProto> nodes) {
    Map<String, Integer> makers = new HashMap<>();
    for (int i = 0; i < nodes.size(); i++) {
      for (String output : nodes.get(i).getOutputList()) {
        makers.putIfAbsent(output, i);
      }
    }
    makers.remove("");
    List<List<Integer>> takers = new ArrayList<>();
    int[] missing = new int[nodes.size()];
    for (int i = 0; i < nodes.size(); i++) {
      takers.add(new ArrayList<>());
    }
    for (int i = 0; i < nodes.size(); i++) {
      for (String input : nodes.get(i).getInputList()) {
        Integer maker = makers.get(input);
        if (maker != null) {
          takers.get(maker).add(i);
          missing[i]++;
        }
      }
    }
    return sorted(nodes, takers, missing);
  }

  private static List<NodeProto> sorted(
      List<NodeProto> nodes, List<List<Integer>> takers, int[] missing) {
    PriorityQueue<Integer> ready = new PriorityQueue<>();
    for (int i = 0; i < nodes.size(); i++) {
      if (missing[i] == 0) {
        ready.add(i);
      }
    }
    List<NodeProto> order = new ArrayList<>(nodes.size());
    while (!ready.isEmpty()) {
      int next = ready.remove();
      order.add(nodes.get(next));
      for (int taker : takers.get(next)) {
        missing[taker]--;
        if (missing[taker] == 0) {
          ready.add(taker);
        }
      }
    }
    if (order.size() < nodes.size()) {
      throw new Fault("its nodes go round in a circle: " + circle(nodes, missing));
    }
    return order;
  }

  private static String circle(List<NodeProto> nodes, int[] missing) {
    for (int i = 0; i < nodes.size(); i++) {
      if (missing[i] > 0) {
        return label(nodes.get(i)) + " takes what follows from its own output";
      }
    }
    return "";
  }

  /** What a node is called in messages: its name, or what it makes. */
  static String label(NodeProto node) {
    if (!node.getName().isEmpty()) {
      return Texts.plain(node.getName());
    }
    String output = node.getOutputCount() == 0 ? "" : " " + node.getOutput(0);
    return Texts.plain(node.getOpType() + output);
  }
}
