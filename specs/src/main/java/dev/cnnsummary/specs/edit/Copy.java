package dev.cnnsummary.specs.edit;

import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.GraphBuilder;
import dev.cnnsummary.specs.graph.Literal;
import dev.cnnsummary.specs.graph.Member;
import dev.cnnsummary.specs.graph.ModulePath;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.ScopeCall;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.op.FreeTensor;
import dev.cnnsummary.specs.op.Op;
import dev.cnnsummary.specs.shape.DType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Copies a graph call by call into a builder, with changes on the way. */
final class Copy {
  private final Graph graph;
  private final GraphBuilder builder;
  private final Changes changes;
  private final ModulePath base;
  private final Map<Integer, Value> values = new HashMap<>();
  private final Map<String, Value> weights = new HashMap<>();

  /**
   * What is different in the copy.
   *
   * @param operators other operators of nodes
   * @param splices what is done at places, by the path of the list and the place in it
   * @param names new names of modules, by the path of the list that they stand in
   * @param orders the order in which a list's children are registered, by new names
   */
  record Changes(
      IdentityHashMap<Node, Op> operators,
      Map<ModulePath, Map<Integer, Splice>> splices,
      Map<ModulePath, Map<String, String>> names,
      Map<ModulePath, List<String>> orders) {}

  private Copy(Graph graph, GraphBuilder builder, Changes changes, ModulePath base) {
    this.graph = graph;
    this.builder = builder;
    this.changes = changes;
    this.base = base;
  }

  static Graph of(Graph graph, Changes changes) {
    GraphBuilder builder = new GraphBuilder(graph.name());
    Copy copy = new Copy(graph, builder, changes, ModulePath.ROOT);
    for (Value input : graph.inputs()) {
      DType dtype = input.dtype() == null ? DType.F32 : input.dtype();
      copy.values.put(input.index(), builder.input(input.name(), dtype, input.shape()));
    }
    copy.scope(graph.root());
    return builder.build();
  }

  private void scope(ScopeCall scope) {
    ModulePath path = path(scope.path());
    boolean called = scope.call() > 0 || scope.path().isRoot();
    var location = graph.location(scope.path());
    if (location != null) {
      builder.locate(path, location);
    }
    builder.open(
        path, scope.type(), scope.base(), called ? all(scope.inputs()) : List.of(), called);
    tensors(scope.path());
    members(scope);
    builder.close(called ? all(scope.outputs()) : List.of());
    builder.order(
        path,
        changes.orders().containsKey(scope.path())
            ? Objects.requireNonNull(changes.orders().get(scope.path()))
            : graph.children(scope.path()).stream().map(child -> child.path().name()).toList());
  }

  /** The parameters and buffers that a module has by itself. */
  private void tensors(ModulePath module) {
    for (Value weight : graph.weights()) {
      ModulePath name = new ModulePath(weight.name());
      if (weight.shape() != null && weight.dtype() != null && name.parent().equals(module)) {
        List<Integer> extents =
            weight.shape().dims().stream().map(dim -> Math.toIntExact(dim.value())).toList();
        weights.put(
            weight.name(),
            builder.tensor(
                name.name(),
                new FreeTensor(
                    weight.kind() == Value.Kind.PARAMETER,
                    extents,
                    weight.dtype(),
                    weight.formula()),
                weight.trainable()));
        number(weight);
      }
    }
  }

  private void members(ScopeCall scope) {
    Map<Integer, Splice> here = changes.splices().getOrDefault(scope.path(), Map.of());
    for (int i = 0; i < scope.members().size(); i++) {
      Member member = scope.members().get(i);
      switch (here.get(i)) {
        case null -> member(member);
        case Splice.Out _ -> values.put(outputs(member).getFirst().index(), first(member));
        case Splice.Instead(Splice.Part part) -> {
          List<Value> made = part(part, scope.path(), all(inputs(member)));
          for (int output = 0; output < made.size(); output++) {
            values.put(outputs(member).get(output).index(), made.get(output));
          }
        }
        case Splice.After(Splice.Part part) -> {
          member(member);
          int output = outputs(member).getFirst().index();
          values.put(
              output,
              part(part, scope.path(), List.of(value(outputs(member).getFirst()))).getFirst());
        }
        case Splice.Before(Splice.Part part) -> {
          Value taken = inputs(member).getFirst();
          Value before = value(taken);
          values.put(taken.index(), part(part, scope.path(), List.of(before)).getFirst());
          member(member);
          values.put(taken.index(), before);
        }
      }
    }
  }

  /** Copies what an entry made, and returns its outputs. */
  private List<Value> part(Splice.Part part, ModulePath list, List<Value> inputs) {
    Changes renamed =
        new Changes(
            new IdentityHashMap<>(), Map.of(), Map.of(ModulePath.ROOT, part.names()), Map.of());
    Copy copy = new Copy(part.graph(), builder, renamed, path(list));
    for (int i = 0; i < inputs.size(); i++) {
      copy.values.put(part.graph().inputs().get(i).index(), inputs.get(i));
    }
    copy.tensors(ModulePath.ROOT);
    copy.members(part.graph().root());
    return copy.all(part.graph().outputs());
  }

  private void member(Member member) {
    switch (member) {
      case ScopeCall scope -> scope(scope);
      case Node node -> node(node);
    }
  }

  private void node(Node node) {
    ModulePath path = path(node.path());
    Op op = changes.operators().getOrDefault(node, node.op());
    var location = graph.location(node.path());
    if (location != null) {
      builder.locate(path, location);
    }
    boolean trainable =
        node.weights().stream()
            .allMatch(weight -> weight.kind() == Value.Kind.BUFFER || weight.trainable());
    if (!node.isCalled()) {
      builder.uncalledModule(path, node.type(), op, trainable);
      return;
    }
    List<Value> made =
        node.form() == Node.Form.MODULE
            ? builder.module(path, node.type(), op, all(node.inputs()), trainable)
            : builder.function(path, node.type(), op, all(node.inputs()));
    for (int i = 0; i < made.size(); i++) {
      values.put(node.outputs().get(i).index(), made.get(i));
    }
    node.weights().forEach(this::number);
  }

  /** Hands on the numbers of a weight, whatever shape it will have. */
  private void number(Value old) {
    Literal literal = graph.literal(old);
    Value copied = literal == null ? null : weight(old);
    if (literal != null && copied != null) {
      builder.number(copied, literal);
    }
  }

  private ModulePath path(ModulePath old) {
    if (old.isRoot()) {
      return base;
    }
    String name =
        changes.names().getOrDefault(old.parent(), Map.of()).getOrDefault(old.name(), old.name());
    return path(old.parent()).child(name);
  }

  private List<Value> all(List<Value> old) {
    List<Value> copied = new ArrayList<>(old.size());
    old.forEach(value -> copied.add(value(value)));
    return copied;
  }

  private Value value(Value old) {
    Value copied = old.isWeight() ? weight(old) : values.get(old.index());
    return Objects.requireNonNull(copied, old::name);
  }

  /** A module's own tensor, or the weight of another module that is taken by its name. */
  private @Nullable Value weight(Value old) {
    Value own = weights.get(old.name());
    ModulePath name = new ModulePath(old.name());
    ModulePath module = path(name.parent());
    return own == null ? builder.weights(module).get(module.child(name.name()).text()) : own;
  }

  private Value first(Member member) {
    return value(inputs(member).getFirst());
  }

  static List<Value> inputs(Member member) {
    return switch (member) {
      case Node node -> node.inputs();
      case ScopeCall scope -> scope.inputs();
    };
  }

  static List<Value> outputs(Member member) {
    return switch (member) {
      case Node node -> node.outputs();
      case ScopeCall scope -> scope.outputs();
    };
  }
}
