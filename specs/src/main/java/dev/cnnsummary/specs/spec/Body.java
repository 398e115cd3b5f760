package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Member;
import dev.cnnsummary.specs.graph.ModulePath;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.ScopeCall;
import dev.cnnsummary.specs.graph.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The list of layers of one module as a flat spec has it, seen over all calls of the module: an
 * entry takes and makes one value in each.
 */
final class Body {
  private final List<Call> calls = new ArrayList<>();
  private final List<Entry> entries = new ArrayList<>();
  private @Nullable Body outer;
  private int place;

  private Body() {}

  /**
   * A call of the module.
   *
   * @param outerCall during which call of the module around it
   */
  private record Call(ScopeCall scope, int outerCall) {}

  /** What an entry is. */
  sealed interface Kind {}

  /** A function. */
  record FunctionKind() implements Kind {}

  /** A module without children, at its first call. */
  record LeafKind() implements Kind {}

  /** A module with children, at its first call. */
  record ListKind(Body body) implements Kind {}

  /** Another call of a module. */
  record ReuseKind() implements Kind {}

  /** An entry of the list, over all calls of the list's module. */
  static final class Entry {
    private final int index;
    private final Kind kind;
    private final Member first;
    private final List<List<Value>> inputs;
    private final List<List<Value>> outputs;

    private Entry(int index, Kind kind, List<Member> members) {
      this.index = index;
      this.kind = kind;
      this.first = members.getFirst();
      this.inputs = transposed(members.stream().map(Body::inputs).toList());
      this.outputs = transposed(members.stream().map(Body::outputs).toList());
    }

    /** Its place in the list. */
    int index() {
      return index;
    }

    Kind kind() {
      return kind;
    }

    /** What it is in the first call. */
    Member first() {
      return first;
    }

    /** The last part of its path. */
    String name() {
      return first.path().name();
    }

    boolean isCalled() {
      return first.call() > 0;
    }

    boolean isModule() {
      return kind instanceof LeafKind || kind instanceof ListKind;
    }

    /** Its operands, each with its value in every call. */
    List<List<Value>> inputs() {
      return inputs;
    }

    /** What it hands on, each with its value in every call. */
    List<List<Value>> outputs() {
      return outputs;
    }
  }

  private static List<Value> inputs(Member member) {
    return switch (member) {
      case Node node -> node.inputs();
      case ScopeCall scope -> scope.inputs();
    };
  }

  private static List<Value> outputs(Member member) {
    return switch (member) {
      case Node node -> node.outputs();
      case ScopeCall scope -> scope.outputs();
    };
  }

  private static List<List<Value>> transposed(List<List<Value>> byCall) {
    List<List<Value>> byOperand = new ArrayList<>();
    for (int i = 0; i < byCall.getFirst().size(); i++) {
      List<Value> values = new ArrayList<>();
      for (List<Value> call : byCall) {
        values.add(call.get(i));
      }
      byOperand.add(values);
    }
    return byOperand;
  }

  /** The list of the model itself; those of its modules hang on its entries. */
  static Body of(Graph graph) {
    Map<ModulePath, Body> bodies = new LinkedHashMap<>();
    collect(graph.root(), 0, bodies, new HashMap<>());
    bodies.forEach((path, body) -> body.fill(path, bodies));
    return bodies.values().iterator().next();
  }

  private static void collect(
      ScopeCall scope,
      int outerCall,
      Map<ModulePath, Body> bodies,
      Map<ModulePath, Integer> running) {
    Body body = bodies.computeIfAbsent(scope.path(), _ -> new Body());
    running.put(scope.path(), body.calls.size());
    body.calls.add(new Call(scope, outerCall));
    for (Member member : scope.members()) {
      if (member instanceof ScopeCall inner) {
        Integer call = running.get(inner.path().parent());
        if (call == null) {
          throw cannotWrite(inner.path(), "it is called outside of what it stands in");
        }
        collect(inner, call, bodies, running);
      }
    }
  }

  private void fill(ModulePath path, Map<ModulePath, Body> bodies) {
    calls.forEach(call -> same(calls.getFirst().scope, call.scope));
    Set<String> declared = new HashSet<>();
    List<List<Member>> later = new ArrayList<>();
    for (Call call : calls.subList(1, calls.size())) {
      later.add(call.scope.members().stream().filter(member -> member.call() > 0).toList());
    }
    int called = 0;
    for (Member first : calls.getFirst().scope.members()) {
      List<Member> members = new ArrayList<>(List.of(first));
      if (first.call() > 0) {
        for (List<Member> others : later) {
          members.add(same(first, called < others.size() ? others.get(called) : null));
        }
        called++;
      }
      Kind kind = kind(first, path, declared, bodies);
      if (kind instanceof ListKind(Body inner)) {
        inner.outer = this;
        inner.place = entries.size();
      }
      entries.add(new Entry(entries.size(), kind, members));
    }
  }

  private static Member same(Member first, @Nullable Member other) {
    if (other == null || !other.path().equals(first.path())) {
      throw cannotWrite(first.path(), "the calls of what it stands in differ");
    }
    if (inputs(first).size() != inputs(other).size()
        || outputs(first).size() != outputs(other).size()) {
      throw cannotWrite(first.path(), "its calls differ in what they take or hand on");
    }
    return other;
  }

  private static Kind kind(
      Member member, ModulePath path, Set<String> declared, Map<ModulePath, Body> bodies) {
    if (member instanceof Node node && node.form() == Node.Form.FUNCTION) {
      return new FunctionKind();
    }
    if (!member.path().parent().equals(path) || !declared.add(member.path().name())) {
      return new ReuseKind();
    }
    Body inner = bodies.get(member.path());
    return inner == null ? new LeafKind() : new ListKind(inner);
  }

  static IllegalArgumentException cannotWrite(ModulePath path, String reason) {
    String what = path.isRoot() ? "the model" : path.text();
    return new IllegalArgumentException("no spec can hold " + what + ": " + reason);
  }

  /** The first call. */
  ScopeCall first() {
    return calls.getFirst().scope;
  }

  /** For each call, during which call of the module around it that takes place. */
  List<Integer> outerCalls() {
    return calls.stream().map(Call::outerCall).toList();
  }

  List<Entry> entries() {
    return Collections.unmodifiableList(entries);
  }

  /** The list around it; null for the model's. */
  @Nullable Body outer() {
    return outer;
  }

  /** The index of its entry in the list around it. */
  int place() {
    return place;
  }

  /** What the module takes, each with its value in every call. */
  List<List<Value>> inputs() {
    return transposed(calls.stream().map(call -> call.scope.inputs()).toList());
  }

  /** What the module hands on, each with its value in every call. */
  List<List<Value>> outputs() {
    return transposed(calls.stream().map(call -> call.scope.outputs()).toList());
  }
}
