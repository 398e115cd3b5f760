package dev.cnnsummary.specs.onnx.write;

import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.Problem;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Member;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.ScopeCall;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.onnx.ElementTypes;
import dev.cnnsummary.specs.onnx.proto.GraphProto;
import dev.cnnsummary.specs.onnx.proto.NodeProto;
import dev.cnnsummary.specs.onnx.proto.TensorShapeProto;
import dev.cnnsummary.specs.onnx.proto.TypeProto;
import dev.cnnsummary.specs.onnx.proto.ValueInfoProto;
import dev.cnnsummary.specs.shape.Bindings;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes a graph into a model: its inputs, module after module, its outputs. */
final class GraphWriter {
  private final Graph graph;
  private final Model model;
  private final Bindings declared;
  private final List<Problem> problems = new ArrayList<>();
  private final GraphProto.Builder ends = GraphProto.newBuilder();

  GraphWriter(Graph graph, Model model, Bindings declared) {
    this.graph = graph;
    this.model = model;
    this.declared = declared;
  }

  /** Writes it, and tells what the model takes, makes and hands back. */
  GraphProto write() {
    ends.setName(graph.name());
    for (Value input : graph.inputs()) {
      model.name(input, input.name());
      ends.addInput(info(input.name(), model.type(input)));
    }
    Place root = Place.root(graph.root());
    members(graph.root(), root);
    if (!problems.isEmpty()) {
      throw new InvalidSpecException(problems);
    }
    Set<String> outputs = outputs(root);
    between(outputs);
    return ends.build();
  }

  private void members(ScopeCall scope, Place place) {
    for (Member member : scope.members()) {
      switch (member) {
        case Node node -> {
          if (node.isCalled()) {
            write(node, place);
          }
        }
        case ScopeCall child -> {
          if (child.call() > 0) {
            members(child, place.child(child, child.type(), child.base()));
          }
        }
      }
    }
  }

  private void write(Node node, Place scope) {
    Place place =
        node.form() == Node.Form.MODULE
            ? scope.child(node, node.type(), ScopeCall.Base.MODULE)
            : scope;
    try {
      Operators.write(node.op(), new Emitter(model, node, place));
    } catch (NoForm e) {
      problem(node, e.reason());
    } catch (ArithmeticException e) {
      problem(node, "a size does not fit: " + e.getMessage());
    }
  }

  private void problem(Node node, String reason) {
    String message = node.type() + " has no form in ONNX: " + reason;
    problems.add(new Problem(graph.location(node.path()), node.path().text(), message));
    node.outputs().forEach(output -> model.name(output, "none"));
  }

  /** Gives the outputs names of their own, which nothing else has. */
  private Set<String> outputs(Place root) {
    Map<String, String> renamed = new HashMap<>();
    Set<String> names = new HashSet<>();
    Set<String> made =
        model.nodes().stream()
            .flatMap(node -> node.getOutputList().stream())
            .collect(Collectors.toSet());
    List<Value> outputs = graph.outputs();
    for (int i = 0; i < outputs.size(); i++) {
      String wanted = free(outputs.size() == 1 ? "output" : "output_" + i);
      String name = model.name(outputs.get(i));
      if (!made.contains(name) || renamed.containsKey(name)) {
        NodeProto plain = NodeProto.getDefaultInstance();
        name = model.add(root, plain, "Identity", List.of(name), 1, List.of()).getFirst();
      }
      renamed.put(name, wanted);
      names.add(wanted);
      ends.addOutput(info(wanted, model.type(outputs.get(i))));
    }
    model.rename(renamed);
    return names;
  }

  private String free(String wanted) {
    boolean taken =
        graph.inputs().stream().anyMatch(input -> input.name().equals(wanted))
            || model.initializers().containsKey(wanted);
    return taken ? free(wanted + "_") : wanted;
  }

  /** Says what stands between the layers, so that a viewer need not find it out. */
  private void between(Set<String> told) {
    Set<String> names = new HashSet<>(told);
    graph.inputs().forEach(input -> names.add(input.name()));
    for (Node node : graph.nodes()) {
      for (Value output : node.outputs()) {
        String name = model.name(output);
        if (names.add(name) && !model.initializers().containsKey(name)) {
          ends.addValueInfo(info(name, model.type(output)));
        }
      }
    }
  }

  private ValueInfoProto info(String name, TensorType type) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (Dim dim : type.shape().bind(declared).dims()) {
      TensorShapeProto.Dimension.Builder extent = shape.addDimBuilder();
      if (dim.isConstant()) {
        extent.setDimValue(dim.value());
      } else if (dim.symbols().size() == 1
          && dim.equals(Dim.symbol(dim.symbols().iterator().next()))) {
        extent.setDimParam(dim.toString());
      }
    }
    TypeProto.Tensor tensor =
        TypeProto.Tensor.newBuilder()
            .setElemType(ElementTypes.number(type.dtype()))
            .setShape(shape)
            .build();
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }
}
