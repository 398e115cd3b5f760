package dev.cnnsummary.specs.onnx;

import dev.cnnsummary.specs.onnx.proto.AttributeProto;
import dev.cnnsummary.specs.onnx.proto.FunctionProto;
import dev.cnnsummary.specs.onnx.proto.ModelProto;
import dev.cnnsummary.specs.onnx.proto.NodeProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts the nodes of a file's own functions in the place of their calls. */
final class Functions {
  private static final int DEEPEST = 16;
  private static final int MOST_NODES = 1_000_000;

  private final Map<String, FunctionProto> functions = new HashMap<>();
  private final List<NodeProto> nodes = new ArrayList<>();
  private int calls;

  private Functions(ModelProto model) {
    for (FunctionProto function : model.getFunctionsList()) {
      functions.putIfAbsent(
          key(function.getDomain(), function.getName(), function.getOverload()), function);
    }
  }

  private static String key(String domain, String name, String overload) {
    return domain + "\0" + name + "\0" + overload;
  }

  /** The nodes of the graph, those of functions in the place of their calls. */
  static List<NodeProto> inlined(ModelProto model) {
    if (model.getFunctionsCount() == 0) {
      return model.getGraph().getNodeList();
    }
    Functions functions = new Functions(model);
    for (NodeProto node : model.getGraph().getNodeList()) {
      functions.add(node, 0);
    }
    return functions.nodes;
  }

  private void add(NodeProto node, int depth) {
    FunctionProto function =
        functions.get(key(node.getDomain(), node.getOpType(), node.getOverload()));
    // One that calls itself, or does so much, stays a call: an operator that is not known.
    if (function == null || depth >= DEEPEST || nodes.size() > MOST_NODES) {
      nodes.add(node);
      return;
    }
    Call call = new Call(node, function, ++calls);
    for (NodeProto inner : function.getNodeList()) {
      add(call.bind(inner), depth + 1);
    }
  }

  /** A call of a function: what its names stand for. */
  private static final class Call {
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, AttributeProto> attributes = new HashMap<>();
    private final String prefix;

    Call(NodeProto node, FunctionProto function, int number) {
      String label = node.getName().isEmpty() ? node.getOpType() : node.getName();
      this.prefix = label + "#" + number + "/";
      for (int i = 0; i < function.getInputCount(); i++) {
        names.put(function.getInput(i), i < node.getInputCount() ? node.getInput(i) : "");
      }
      for (int i = 0; i < function.getOutputCount(); i++) {
        if (i < node.getOutputCount() && !node.getOutput(i).isEmpty()) {
          names.put(function.getOutput(i), node.getOutput(i));
        }
      }
      function.getAttributeProtoList().forEach(each -> attributes.put(each.getName(), each));
      node.getAttributeList().forEach(each -> attributes.put(each.getName(), each));
    }

    NodeProto bind(NodeProto inner) {
      NodeProto.Builder bound = inner.toBuilder().clearInput().clearOutput().clearAttribute();
      inner.getInputList().forEach(input -> bound.addInput(name(input)));
      inner.getOutputList().forEach(output -> bound.addOutput(name(output)));
      for (AttributeProto attribute : inner.getAttributeList()) {
        AttributeProto given = attribute(attribute);
        if (given != null) {
          bound.addAttribute(given);
        }
      }
      return bound.build();
    }

    private String name(String inner) {
      return inner.isEmpty() ? "" : names.computeIfAbsent(inner, name -> prefix + name);
    }

    /** An attribute, or the one of the call that it refers to; null where that is left out. */
    private @Nullable AttributeProto attribute(AttributeProto attribute) {
      if (attribute.getRefAttrName().isEmpty()) {
        return attribute;
      }
      AttributeProto given = attributes.get(attribute.getRefAttrName());
      return given == null ? null : given.toBuilder().setName(attribute.getName()).build();
    }
  }
}
