package dev.cnnsummary.specs.onnx;

import dev.cnnsummary.specs.function.Unknown;
import dev.cnnsummary.specs.graph.GraphBuilder;
import dev.cnnsummary.specs.graph.ModulePath;
import dev.cnnsummary.specs.graph.ScopeCall;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.onnx.proto.NodeProto;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Writes nodes into a graph, one after the other. */
final class NodeWriter {
  private final GraphBuilder builder;
  private final Environment environment;
  private final int opset;
  private final BiConsumer<String, String> problems;
  private final Map<ModulePath, Integer> taken = new HashMap<>();

  /**
   * Begins to write.
   *
   * @param problems takes where a fault stands, and what it is
   */
  NodeWriter(
      GraphBuilder builder,
      Environment environment,
      int opset,
      BiConsumer<String, String> problems) {
    this.builder = builder;
    this.environment = environment;
    this.opset = opset;
    this.problems = problems;
  }

  /** Writes a node into the module that is open. */
  void write(NodeProto node, Place place, ModulePath scope) {
    Call call = new Call(node, opset, environment);
    Mapped mapped = map(call);
    String type = TypeNames.module(mapped.op());
    boolean module =
        place.module() || (place.flat() && type != null) || !mapped.weights().isEmpty();
    List<Value> outputs;
    if (module && type != null) {
      String name = place.name() == null ? TypeNames.function(mapped.op()) : place.name();
      ModulePath path = place.module() ? scope.child(name) : free(scope, name);
      outputs = builder.module(path, type, mapped.op(), mapped.inputs(), mapped.weights());
    } else if (place.module() && place.name() != null) {
      outputs = within(mapped, scope.child(place.name()));
    } else {
      outputs = function(mapped, scope, place.name());
    }
    keep(call, outputs);
  }

  /** A module that PyTorch has no operator for is one that calls a function. */
  private List<Value> within(Mapped mapped, ModulePath path) {
    List<Value> inputs = mapped.inputs().stream().filter(each -> !each.isWeight()).toList();
    builder.open(path, "Module", ScopeCall.Base.MODULE, inputs, true);
    List<Value> outputs = function(mapped, path, null);
    builder.close(outputs);
    return outputs;
  }

  private List<Value> function(Mapped mapped, ModulePath scope, @Nullable String name) {
    String type = TypeNames.function(mapped.op());
    return builder.function(
        free(scope, name == null ? type : name), type, mapped.op(), mapped.inputs());
  }

  private Mapped map(Call call) {
    try {
      return Operators.map(call);
    } catch (Fault e) {
      problems.accept(NodeOrder.label(call.node()), e.reason());
      return new Mapped(
          new Unknown(Texts.plain(call.type()), e.reason(), Math.max(1, call.outputs())),
          List.of(),
          List.of());
    } catch (ArithmeticException e) {
      problems.accept(NodeOrder.label(call.node()), "a number is too large: " + e.getMessage());
      return new Mapped(
          new Unknown(Texts.plain(call.type()), "too large", Math.max(1, call.outputs())),
          List.of(),
          List.of());
    }
  }

  /** The path of a function or unnamed module: its name, with a number where that is taken. */
  private ModulePath free(ModulePath scope, String name) {
    ModulePath wanted = scope.child(name);
    int number = taken.merge(wanted, 1, Integer::sum) - 1;
    ModulePath path = number == 0 ? wanted : scope.child(name + "_" + number);
    return builder.hasModule(path) || (number > 0 && taken.containsKey(path))
        ? free(scope, name)
        : path;
  }

  /** What is known of an output; nothing where the node is faulty, which is told elsewhere. */
  private static Known known(Call call) {
    try {
      return Knowledge.of(call);
    } catch (Fault _) {
      return Known.NOTHING;
    }
  }

  /** Names outputs: all in order where just as many are named, otherwise by their places. */
  private void keep(Call call, List<Value> outputs) {
    Known known = known(call);
    int at = 0;
    boolean dense =
        call.node().getOutputList().stream().filter(name -> !name.isEmpty()).count()
            == outputs.size();
    for (int i = 0; i < call.node().getOutputCount(); i++) {
      String name = call.node().getOutput(i);
      if (name.isEmpty()) {
        continue;
      }
      int index = dense ? at : i;
      at++;
      if (index < outputs.size()) {
        environment.put(name, outputs.get(index));
        environment.know(name, i == 0 ? known : Known.NOTHING);
      }
    }
  }
}
