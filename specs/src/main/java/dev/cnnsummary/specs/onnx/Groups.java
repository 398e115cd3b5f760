package dev.cnnsummary.specs.onnx;

import dev.cnnsummary.specs.onnx.proto.AttributeProto;
import dev.cnnsummary.specs.onnx.proto.NodeProto;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The nodes of a file with who makes and takes what, to recognize groups of them. */
final class Groups {
  /** How near numbers are that were rounded to 32 bits. */
  static final double EXACT = 1e-5;

  private final Environment environment;
  private final Map<String, NodeProto> makers = new HashMap<>();
  private final Map<String, Integer> uses = new HashMap<>();
  private final Set<NodeProto> gone = Collections.newSetFromMap(new IdentityHashMap<>());

  Groups(List<NodeProto> nodes, Set<String> outputs, Environment environment) {
    this.environment = environment;
    count(List.copyOf(outputs), 1);
    for (NodeProto node : nodes) {
      count(node.getInputList(), 1);
      node.getOutputList().forEach(output -> makers.put(output, node));
    }
  }

  /** Whether a node is a part of a group that has been recognized, but its last. */
  boolean isGone(NodeProto node) {
    return gone.contains(node);
  }

  /** The node that makes a tensor, whoever takes it. */
  @Nullable NodeProto anyMaker(String name) {
    return makers.get(name);
  }

  int uses(String name) {
    return uses.getOrDefault(name, 0);
  }

  @Nullable Stored stored(String name) {
    return environment.stored(name);
  }

  Known known(String name) {
    return environment.known(name);
  }

  /** The node that makes a tensor for one taker only, if it is of a type. */
  @Nullable NodeProto maker(String name, String type) {
    NodeProto maker = makers.get(name);
    boolean fits =
        maker != null
            && maker.getOpType().equals(type)
            && maker.getDomain().isEmpty()
            && maker.getInputCount() > 0
            && maker.getOutputCount() == 1
            && uses.getOrDefault(name, 0) == 1;
    return fits ? maker : null;
  }

  static String other(NodeProto node, int input) {
    return node.getInput(1 - input);
  }

  boolean isNumber(String name, double number) {
    Stored stored = environment.stored(name);
    return stored != null
        && stored.literal().numel() == 1
        && Math.abs(stored.literal().number(0) - number) <= EXACT * Math.abs(number);
  }

  static double attribute(NodeProto node, String name, double otherwise) {
    for (AttributeProto attribute : node.getAttributeList()) {
      if (attribute.getName().equals(name)) {
        return attribute.getType() == 1 ? attribute.getF() : attribute.getI();
      }
    }
    return otherwise;
  }

  /** Whether nodes stand in the same module. */
  static boolean isTogether(NodeProto left, NodeProto right) {
    return scope(left).equals(scope(right));
  }

  private static String scope(NodeProto node) {
    return node.getName().substring(0, node.getName().lastIndexOf('/') + 1);
  }

  private void count(List<String> taken, int times) {
    taken.forEach(name -> uses.merge(name, times, Integer::sum));
  }

  /**
   * The last node of a group as one of another operator.
   *
   * @param others the other nodes of the group, which are no more
   */
  NodeProto replaced(
      NodeProto last,
      String type,
      List<String> inputs,
      List<AttributeProto> attributes,
      List<NodeProto> others) {
    gone.addAll(others);
    others.forEach(other -> count(other.getInputList(), -1));
    count(last.getInputList(), -1);
    count(inputs, 1);
    NodeProto one =
        last.toBuilder()
            .setOpType(type)
            .clearInput()
            .addAllInput(inputs)
            .clearAttribute()
            .addAllAttribute(attributes)
            .build();
    makers.put(last.getOutput(0), one);
    return one;
  }

  static AttributeProto number(String name, float number) {
    return AttributeProto.newBuilder().setName(name).setType(1).setF(number).build();
  }

  static AttributeProto integer(String name, long number) {
    return AttributeProto.newBuilder().setName(name).setType(2).setI(number).build();
  }
}
