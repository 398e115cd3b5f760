package dev.cnnsummary.specs.edit;

import dev.cnnsummary.specs.Location;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Literal;
import dev.cnnsummary.specs.graph.Member;
import dev.cnnsummary.specs.graph.ModulePath;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.ScopeCall;
import dev.cnnsummary.specs.graph.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes a graph of what is left of another one's nodes, in the modules that they stand in. */
final class Rebuild {
  private final Graph graph;
  private final @Nullable Node[] nodes;
  private final UnaryOperator<Value> current;
  private final Map<Value, Value> renewed;
  private final Map<Value, Literal> literals;
  private final int valueCount;
  private final Map<ModulePath, Integer> calls = new HashMap<>();
  private final Map<Value, ModulePath> takers = new LinkedHashMap<>();
  private final Set<Value> alive = new HashSet<>();
  private final Set<ModulePath> modules = new HashSet<>();
  private final Set<ModulePath> functions = new HashSet<>();
  private int nodeCount;
  private int uncalledCount;

  /**
   * Begins.
   *
   * @param nodes what becomes of each node; null where it goes
   * @param current what stands for a value now
   * @param renewed for weights the ones that take their places among the weights
   * @param literals the numbers of new constants
   */
  Rebuild(
      Graph graph,
      @Nullable Node[] nodes,
      UnaryOperator<Value> current,
      Map<Value, Value> renewed,
      Map<Value, Literal> literals,
      int valueCount) {
    this.graph = graph;
    this.nodes = nodes;
    this.current = current;
    this.renewed = renewed;
    this.literals = literals;
    this.valueCount = valueCount;
  }

  Graph graph() {
    alive.addAll(graph.inputs());
    for (Node node : nodes) {
      if (node != null) {
        all(node.inputs()).forEach(input -> takers.putIfAbsent(input, node.path()));
        node.weights().forEach(weight -> takers.putIfAbsent(weight, node.path()));
      }
    }
    ScopeCall root = Objects.requireNonNull(scope(graph.root()));
    all(graph.outputs()).forEach(output -> takers.putIfAbsent(output, ModulePath.ROOT));
    Set<Value> weights = weights();
    Map<Value, ModulePath> owners = new HashMap<>();
    for (Value weight : weights) {
      ModulePath taker = Objects.requireNonNull(takers.get(weight));
      boolean known = weight.index() < graph.valueCount();
      ModulePath owner = known ? graph.owner(weight) : taker;
      owners.put(weight, modules.contains(owner) || functions.contains(owner) ? owner : taker);
    }
    return new Graph(
        graph.name(),
        graph.inputs(),
        root,
        List.copyOf(weights),
        valueCount,
        children(),
        locations(),
        new Graph.Stored(numbers(), owners, graph.wholeInputs()));
  }

  /** A module call with what is left in it; null where nothing is. */
  private @Nullable ScopeCall scope(ScopeCall scope) {
    List<Member> members = new ArrayList<>();
    for (Member member : scope.members()) {
      Member left =
          switch (member) {
            case Node node -> node.isCalled() ? node(nodes[node.index()]) : uncalled(node);
            case ScopeCall child -> scope(child);
          };
      if (left != null) {
        members.add(left);
      }
    }
    if (members.isEmpty() && !scope.path().isRoot()) {
      return null;
    }
    modules.add(scope.path());
    return new ScopeCall(
        scope.path(),
        scope.call() == 0 ? 0 : calls.merge(scope.path(), 1, Integer::sum),
        scope.type(),
        scope.base(),
        living(scope.inputs()),
        scope.path().isRoot() ? all(scope.outputs()) : living(scope.outputs()),
        members);
  }

  private @Nullable Node node(@Nullable Node node) {
    if (node == null) {
      return null;
    }
    (node.form() == Node.Form.MODULE ? modules : functions).add(node.path());
    alive.addAll(node.outputs());
    return new Node(
        nodeCount++,
        node.path(),
        calls.merge(node.path(), 1, Integer::sum),
        node.type(),
        node.form(),
        node.op(),
        all(node.inputs()),
        node.weights(),
        node.outputs());
  }

  /** A module that is never called, whose weights others take. */
  private @Nullable Node uncalled(Node node) {
    if (node.weights().stream().noneMatch(takers::containsKey)) {
      return null;
    }
    modules.add(node.path());
    node.weights().forEach(weight -> takers.putIfAbsent(weight, node.path()));
    return new Node(
        uncalledCount++,
        node.path(),
        0,
        node.type(),
        node.form(),
        node.op(),
        List.of(),
        node.weights(),
        List.of());
  }

  private List<Value> all(List<Value> values) {
    return values.stream().map(current).toList();
  }

  /** What is still made, each once. */
  private List<Value> living(List<Value> values) {
    return values.stream().map(current).filter(alive::contains).distinct().toList();
  }

  /** Weights in their order: a new one in the place of the old, a new bias after its weight. */
  private Set<Value> weights() {
    Set<Value> weights = new LinkedHashSet<>();
    for (Value weight : graph.weights()) {
      Value now = weight;
      while (now != null) {
        if (takers.containsKey(now)) {
          weights.add(now);
        }
        now = renewed.get(now);
      }
    }
    takers.keySet().stream().filter(Value::isWeight).forEach(weights::add);
    return weights;
  }

  private Map<Value, Literal> numbers() {
    Map<Value, Literal> numbers = new HashMap<>(literals);
    numbers.keySet().retainAll(takers.keySet());
    for (Value value : takers.keySet()) {
      Literal literal = graph.literal(value);
      if (literal != null) {
        numbers.put(value, literal);
      }
    }
    return numbers;
  }

  private Map<ModulePath, List<ModulePath>> children() {
    Map<ModulePath, List<ModulePath>> children = new HashMap<>();
    for (ModulePath module : modules) {
      List<ModulePath> left =
          graph.children(module).stream().map(Member::path).filter(modules::contains).toList();
      if (!left.isEmpty()) {
        children.put(module, left);
      }
    }
    return children;
  }

  private Map<ModulePath, Location> locations() {
    Map<ModulePath, Location> locations = new HashMap<>();
    for (Set<ModulePath> paths : List.of(modules, functions)) {
      for (ModulePath path : paths) {
        Location location = graph.location(path);
        if (location != null) {
          locations.put(path, location);
        }
      }
    }
    return locations;
  }
}
