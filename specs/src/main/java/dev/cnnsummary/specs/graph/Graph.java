package dev.cnnsummary.specs.graph;

import dev.cnnsummary.specs.Location;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A network: its inputs and outputs, its nodes in execution order, the tree of module calls that
 * they belong to, and its weights. Immutable. Two graphs are equal when they describe the same
 * network, wherever it was read from.
 */
public final class Graph {
  private final String name;
  private final List<Value> inputs;
  private final ScopeCall root;
  private final List<Value> weights;
  private final int valueCount;
  private final List<Node> nodes = new ArrayList<>();
  private final List<Node> uncalled = new ArrayList<>();
  private final Map<ModulePath, Member> modules = new HashMap<>();
  private final Map<ModulePath, List<ModulePath>> children;
  private final Map<ModulePath, Location> locations;
  private final Stored stored;

  /**
   * What a model's file holds beside its structure.
   *
   * @param literals the numbers of weights and constants by their values
   * @param owners what each weight belongs to that is not named after it
   * @param wholeInputs whether inputs are declared with all their axes, the batch's too
   */
  public record Stored(
      Map<Value, Literal> literals, Map<Value, ModulePath> owners, boolean wholeInputs) {
    /** Nothing: of a spec, which has no numbers. */
    public static final Stored NOTHING = new Stored(Map.of(), Map.of(), false);

    /** Copies the maps. */
    public Stored {
      literals = Map.copyOf(literals);
      owners = Map.copyOf(owners);
    }
  }

  /**
   * Makes a graph of its parts.
   *
   * @param name the model's name
   * @param inputs what it takes
   * @param root the call of the model itself; its nodes are numbered in execution order
   * @param weights every parameter and buffer in state_dict order, each once
   * @param valueCount the number of values: their indices are below it
   * @param children for each module with children their paths, in the order of their registration
   * @param locations where modules and functions were declared, as far as known
   * @param stored what the model's file holds beside them
   */
  public Graph(
      String name,
      List<Value> inputs,
      ScopeCall root,
      List<Value> weights,
      int valueCount,
      Map<ModulePath, List<ModulePath>> children,
      Map<ModulePath, Location> locations,
      Stored stored) {
    this.name = name;
    this.inputs = List.copyOf(inputs);
    this.root = root;
    this.weights = List.copyOf(weights);
    this.valueCount = valueCount;
    this.children = Map.copyOf(children);
    this.locations = new HashMap<>(locations);
    this.stored = stored;
    collect(root);
  }

  private void collect(ScopeCall scope) {
    for (Member member : scope.members()) {
      switch (member) {
        case Node node -> {
          List<Node> list = node.isCalled() ? nodes : uncalled;
          if (node.index() != list.size()) {
            throw new IllegalArgumentException(node.path() + " is out of order");
          }
          list.add(node);
          if (node.form() == Node.Form.MODULE) {
            modules.putIfAbsent(node.path(), node);
          }
        }
        case ScopeCall child -> {
          modules.putIfAbsent(child.path(), child);
          collect(child);
        }
      }
    }
  }

  /** The model's name. */
  public String name() {
    return name;
  }

  /** What the model takes, in the order of its declaration. */
  public List<Value> inputs() {
    return inputs;
  }

  /** What the model hands back. */
  public List<Value> outputs() {
    return root.outputs();
  }

  /** The call of the model itself; its type is the model's class name. */
  public ScopeCall root() {
    return root;
  }

  /** What runs, in execution order: each node's inputs come from earlier ones. */
  public List<Node> nodes() {
    return Collections.unmodifiableList(nodes);
  }

  /** Modules that are registered, and whose weights count, but never called. */
  public List<Node> uncalled() {
    return Collections.unmodifiableList(uncalled);
  }

  /**
   * A module's children in the order in which they were registered, which need not be that of their
   * calls; each once, by its first call. Those that are never called are among them.
   */
  public List<Member> children(ModulePath path) {
    return children.getOrDefault(path, List.of()).stream()
        .map(child -> Objects.requireNonNull(modules.get(child), child::text))
        .toList();
  }

  /** Every parameter and buffer in state_dict order, each once. */
  public List<Value> weights() {
    return weights;
  }

  /** The number of values; every value's index is below it. */
  public int valueCount() {
    return valueCount;
  }

  /** Where a module or function was declared; null where the graph was not read from a text. */
  public @Nullable Location location(ModulePath path) {
    return locations.get(path);
  }

  /** The numbers of a weight or constant, where the model's file holds them; otherwise null. */
  public @Nullable Literal literal(Value value) {
    return stored.literals.get(value);
  }

  /** What a weight belongs to: a node, or the module call that has it by itself. */
  public ModulePath owner(Value weight) {
    ModulePath owner = stored.owners.get(weight);
    return owner == null ? new ModulePath(weight.name()).parent() : owner;
  }

  /**
   * Whether inputs are declared with all their axes, the batch's too where they have one. A spec's
   * are declared without it.
   */
  public boolean wholeInputs() {
    return stored.wholeInputs;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Graph graph
        && name.equals(graph.name)
        && inputs.equals(graph.inputs)
        && root.equals(graph.root)
        && weights.equals(graph.weights)
        && children.equals(graph.children)
        && stored.equals(graph.stored);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, inputs, root, weights, children);
  }

  @Override
  public String toString() {
    return "Graph[" + name + ", " + nodes.size() + " nodes]";
  }
}
