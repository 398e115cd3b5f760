package dev.cnnsummary.specs.onnx;

import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.Problem;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.GraphBuilder;
import dev.cnnsummary.specs.graph.ModulePath;
import dev.cnnsummary.specs.graph.ScopeCall;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.onnx.proto.GraphProto;
import dev.cnnsummary.specs.onnx.proto.ModelProto;
import dev.cnnsummary.specs.onnx.proto.NodeProto;
import dev.cnnsummary.specs.onnx.proto.OperatorSetIdProto;
import dev.cnnsummary.specs.onnx.proto.StringStringEntryProto;
import dev.cnnsummary.specs.onnx.proto.TensorProto;
import dev.cnnsummary.specs.onnx.proto.TypeProto;
import dev.cnnsummary.specs.onnx.proto.ValueInfoProto;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Makes a graph of a model: its inputs, its constants, then node by node. */
final class Importer {
  /** Of many faults of one kind so many are told. */
  private static final int MOST_PROBLEMS = 20;

  private final String file;
  private final ModelProto model;
  private final GraphProto proto;
  private final Tensors tensors;
  private final List<Problem> problems = new ArrayList<>();
  private final Set<String> defined = new HashSet<>();
  private final int opset;

  Importer(String file, ModelProto model, Tensors tensors) {
    this.file = file;
    this.model = model;
    this.proto = model.getGraph();
    this.tensors = tensors;
    this.opset = opset(model);
  }

  private static int opset(ModelProto model) {
    for (OperatorSetIdProto imported : model.getOpsetImportList()) {
      if (imported.getDomain().isEmpty() || imported.getDomain().equals("ai.onnx")) {
        return Math.clamp(imported.getVersion(), 1, Integer.MAX_VALUE);
      }
    }
    return 1;
  }

  /**
   * The network.
   *
   * @throws InvalidSpecException with every fault that was found
   */
  Graph graph() {
    String name = stem();
    GraphBuilder builder = new GraphBuilder(name);
    builder.declareWholeInputs();
    List<NodeProto> ordered = ordered();
    Environment environment = new Environment(builder, new Roles(ordered, buffers()), tensors);
    readInitializers(environment);
    Inputs inputTypes = new Inputs(builder);
    readInputs(inputTypes, environment);
    readKnowledge(inputTypes, environment);
    List<NodeProto> nodes = joined(folded(ordered, environment), environment);
    stopIfFaulty();
    Skeleton skeleton = new Skeleton(nodes, outputNames());
    NodeWriter writer = new NodeWriter(builder, environment, opset, this::problem);
    Modules modules = new Modules(builder, environment, skeleton, writer);
    List<Value> inputs =
        proto.getInputList().stream()
            .map(ValueInfoProto::getName)
            .filter(input -> environment.stored(input) == null)
            .map(environment::value)
            .toList();
    builder.open(ModulePath.ROOT, skeleton.rootType(name), ScopeCall.Base.MODULE, inputs, true);
    modules.write();
    List<Value> outputs = outputs(environment);
    stopIfFaulty();
    builder.close(outputs);
    return builder.build();
  }

  private Set<String> buffers() {
    Set<String> names = new HashSet<>();
    for (StringStringEntryProto entry : model.getMetadataPropsList()) {
      if (entry.getKey().equals(OnnxFile.BUFFERS)) {
        names.addAll(List.of(entry.getValue().split("\n")));
      }
    }
    return names;
  }

  private String stem() {
    String last = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
    return last.endsWith(".onnx") ? last.substring(0, last.length() - 5) : last;
  }

  private void problem(String where, String message) {
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(
          new Problem(null, "", file + ": " + (where.isEmpty() ? "" : where + ": ") + message));
    }
  }

  private void stopIfFaulty() {
    if (!problems.isEmpty()) {
      throw new InvalidSpecException(problems);
    }
  }

  private List<NodeProto> ordered() {
    List<NodeProto> nodes = Functions.inlined(model);
    for (NodeProto node : nodes) {
      for (String output : node.getOutputList()) {
        if (!output.isEmpty() && !defined.add(output)) {
          problem(
              NodeOrder.label(node),
              "the output '" + Texts.plain(output) + "' is made by another node too");
        }
      }
    }
    stopIfFaulty();
    try {
      return NodeOrder.of(nodes);
    } catch (Fault e) {
      throw OnnxFile.refused(file, e.reason());
    }
  }

  private void define(String kind, String name) {
    if (!defined.add(name)) {
      problem("", kind + " '" + Texts.plain(name) + "': something else has this name already");
    }
  }

  private void readInitializers(Environment environment) {
    for (TensorProto tensor : proto.getInitializerList()) {
      define("initializer", tensor.getName());
      try {
        environment.store(
            tensor.getName(), new Stored(tensor.getName(), tensors.read(tensor), true));
      } catch (Fault e) {
        problem("initializer '" + Texts.plain(tensor.getName()) + "'", e.reason());
      }
    }
    for (var sparse : proto.getSparseInitializerList()) {
      problem(
          "initializer '" + Texts.plain(sparse.getValues().getName()) + "'",
          "sparse tensors are not supported");
    }
  }

  private void readInputs(Inputs inputs, Environment environment) {
    Set<String> names = new HashSet<>();
    for (ValueInfoProto input : proto.getInputList()) {
      if (!names.add(input.getName())) {
        problem("", "there are two inputs '" + Texts.plain(input.getName()) + "'");
        continue;
      }
      if (environment.stored(input.getName()) != null) {
        continue; // an initializer that may be given, as all were before IR version 4
      }
      define("input", input.getName());
      try {
        environment.put(input.getName(), inputs.declare(input));
      } catch (Fault e) {
        problem("input '" + Texts.plain(input.getName()) + "'", e.reason());
      }
    }
  }

  private void readKnowledge(Inputs inputs, Environment environment) {
    for (ValueInfoProto info : proto.getInputList()) {
      know(info, environment);
    }
    for (ValueInfoProto info : proto.getValueInfoList()) {
      know(info, environment);
      declare(info, inputs, environment);
    }
    for (ValueInfoProto info : proto.getOutputList()) {
      declare(info, inputs, environment);
    }
  }

  private static void declare(ValueInfoProto info, Inputs inputs, Environment environment) {
    TensorType type = inputs.declared(info);
    if (type != null) {
      environment.declare(info.getName(), type);
    }
  }

  private static void know(ValueInfoProto info, Environment environment) {
    TypeProto.Tensor type = info.getType().getTensorType();
    if (!info.getType().hasTensorType() || environment.stored(info.getName()) != null) {
      return;
    }
    Integer rank = type.hasShape() ? type.getShape().getDimCount() : null;
    Integer length =
        rank != null && rank == 1 && type.getShape().getDim(0).hasDimValue()
            ? (int) type.getShape().getDim(0).getDimValue()
            : null;
    environment.know(info.getName(), new Known(ElementTypes.of(type.getElemType()), rank, length));
  }

  /** The nodes that make no constants. */
  private List<NodeProto> folded(List<NodeProto> nodes, Environment environment) {
    Folding folding = new Folding(tensors);
    List<NodeProto> live = new ArrayList<>(nodes.size());
    for (NodeProto node : nodes) {
      try {
        Stored made = folding.fold(new Call(node, opset, environment), environment);
        if (made == null) {
          live.add(node);
        } else {
          environment.store(node.getOutput(0), made);
        }
      } catch (Fault e) {
        problem(NodeOrder.label(node), e.reason());
      }
    }
    return live;
  }

  /** With what exporters write as two nodes joined; a fault is told where it is read as a node. */
  private List<NodeProto> joined(List<NodeProto> nodes, Environment environment) {
    try {
      List<NodeProto> pooled = PaddedPools.of(nodes, outputNames(), environment, opset);
      List<NodeProto> whole = Idioms.of(pooled, outputNames(), environment);
      return Fusion.of(whole, outputNames(), environment);
    } catch (Fault _) {
      return nodes;
    }
  }

  private Set<String> outputNames() {
    Set<String> names = new LinkedHashSet<>();
    proto.getOutputList().forEach(output -> names.add(output.getName()));
    return names;
  }

  private List<Value> outputs(Environment environment) {
    List<Value> outputs = new ArrayList<>();
    if (proto.getOutputCount() == 0) {
      problem("", "its graph has no outputs");
    }
    for (String name : outputNames()) {
      try {
        outputs.add(environment.value(name));
      } catch (Fault _) {
        problem("", "the output '" + Texts.plain(name) + "' is made by no node");
      }
    }
    return outputs;
  }
}
