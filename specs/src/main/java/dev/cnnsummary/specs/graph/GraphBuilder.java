package dev.cnnsummary.specs.graph;

import dev.cnnsummary.specs.Location;
import dev.cnnsummary.specs.op.FreeTensor;
import dev.cnnsummary.specs.op.Op;
import dev.cnnsummary.specs.op.WeightSlot;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Builds a graph call by call, in execution order. It numbers nodes and values, makes the weights
 * of a module at its first call and hands the same ones to later calls, and keeps the order in
 * which modules were registered.
 */
public final class GraphBuilder {
  private final String name;
  private final List<Value> inputs = new ArrayList<>();
  private final Map<ModulePath, Module> modules = new HashMap<>();
  private final Map<ModulePath, Integer> functionCalls = new HashMap<>();
  private final Map<ModulePath, Set<String>> children = new HashMap<>();
  private final Map<ModulePath, List<String>> orders = new HashMap<>();
  private final Map<ModulePath, Location> locations = new HashMap<>();
  private final Deque<Scope> scopes = new ArrayDeque<>();
  private final List<Value> stored = new ArrayList<>();
  private final Map<Value, Literal> literals = new HashMap<>();
  private final Map<Value, Literal> numbers = new HashMap<>();
  private final Map<Value, ModulePath> owners = new HashMap<>();
  private boolean wholeInputs;
  private @Nullable ScopeCall root;
  private int valueCount;
  private int nodeCount;
  private int uncalledCount;

  /** A module that has been met: how often it was called, and its weights. */
  private static final class Module {
    private final List<Value> weights;
    private int calls;

    private Module(List<Value> weights) {
      this.weights = weights;
    }
  }

  /** A module call whose members are being added. */
  private record Scope(
      ModulePath path,
      int call,
      String type,
      ScopeCall.Base base,
      List<Value> weights,
      List<Value> inputs,
      List<Member> members) {}

  /**
   * Starts an empty graph.
   *
   * @param name the model's name
   */
  public GraphBuilder(String name) {
    this.name = name;
  }

  /**
   * Declares an input of the model.
   *
   * @param shape its usual shape without the batch axis; null where none is declared
   */
  public Value input(String inputName, DType dtype, @Nullable Shape shape) {
    Value value = new Value(valueCount++, inputName, Value.Kind.INPUT, dtype, shape, false);
    inputs.add(value);
    return value;
  }

  /** Says that inputs are declared with all their axes, the batch's too. */
  public void declareWholeInputs() {
    wholeInputs = true;
  }

  /**
   * A weight that the model's file holds, under the name that it has there. Whichever call takes it
   * first owns it.
   *
   * @param learnable whether it is a parameter
   */
  public Value storedWeight(String weight, boolean learnable, Literal literal) {
    Value value = stored(weight, learnable ? Value.Kind.PARAMETER : Value.Kind.BUFFER, literal);
    stored.add(value);
    return value;
  }

  /** A constant that the model's file holds. */
  public Value constant(String constant, Literal literal) {
    return stored(constant, Value.Kind.CONSTANT, literal);
  }

  /** Gives numbers to a weight that was made for a module. */
  public void number(Value weight, Literal literal) {
    numbers.put(weight, literal);
  }

  private Value stored(String valueName, Value.Kind kind, Literal literal) {
    Value value =
        new Value(
            valueCount++,
            valueName,
            kind,
            literal.dtype(),
            literal.extents(),
            kind == Value.Kind.PARAMETER);
    literals.put(value, literal);
    return value;
  }

  /** Whether a module stands at a path. */
  public boolean hasModule(ModulePath path) {
    return modules.containsKey(path);
  }

  /** The parameters and buffers so far of a module and of those within it, by their full names. */
  public Map<String, Value> weights(ModulePath path) {
    Map<String, Value> weights = new TreeMap<>();
    modules.forEach((module, known) -> {
      if (module.isWithin(path)) {
        known.weights.forEach(weight -> weights.put(weight.name(), weight));
      }
    });
    return weights;
  }

  /** The number of nodes so far. */
  public int size() {
    return nodeCount + uncalledCount;
  }

  /** Remembers where a module or function was declared; the first time counts. */
  public void locate(ModulePath path, Location location) {
    locations.putIfAbsent(path, location);
  }

  /**
   * Begins the call of a module that has children. Everything up to {@link #close} stands in it.
   *
   * @param called whether it runs; false registers it and what stands in it
   */
  public void open(
      ModulePath path, String type, ScopeCall.Base base, List<Value> scopeInputs, boolean called) {
    Module module = modules.get(path);
    if (module == null) {
      module = new Module(new ArrayList<>());
      register(path, module);
    }
    int call = called ? ++module.calls : 0;
    scopes.push(new Scope(path, call, type, base, module.weights, scopeInputs, new ArrayList<>()));
  }

  /**
   * Ends the innermost call.
   *
   * @param outputs what it hands on
   */
  public void close(List<Value> outputs) {
    Scope scope = scopes.pop();
    ScopeCall call =
        new ScopeCall(
            scope.path, scope.call, scope.type, scope.base, scope.inputs, outputs, scope.members);
    Scope parent = scopes.peek();
    if (parent == null) {
      root = call;
    } else {
      parent.members.add(call);
    }
  }

  /**
   * Registers a module's children in another order than that of their first calls.
   *
   * @param names children's names; those left out follow
   */
  public void order(ModulePath path, List<String> names) {
    orders.put(path, List.copyOf(names));
  }

  /** The names of a module's children, in the order of their first appearance. */
  public List<String> children(ModulePath path) {
    return List.copyOf(children.getOrDefault(path, Set.of()));
  }

  /**
   * Calls a module without children.
   *
   * @param trainable whether its parameters are trained, which its first call decides
   * @return what it puts out
   */
  public List<Value> module(
      ModulePath path, String type, Op op, List<Value> operands, boolean trainable) {
    Module module = leaf(path, op, trainable);
    return add(path, ++module.calls, type, Node.Form.MODULE, op, operands, module.weights);
  }

  /**
   * Calls a module without children whose weights are values already: stored ones, or such as
   * others make.
   *
   * @param weights one for each of the operator's slots
   */
  public List<Value> module(
      ModulePath path, String type, Op op, List<Value> operands, List<Value> weights) {
    Module module = modules.get(path);
    if (module == null) {
      module = new Module(List.of());
      register(path, module);
    }
    return add(path, ++module.calls, type, Node.Form.MODULE, op, operands, weights);
  }

  /** Registers a module without children that is never called. */
  public void uncalledModule(ModulePath path, String type, Op op, boolean trainable) {
    Module module = leaf(path, op, trainable);
    innermost()
        .members
        .add(
            new Node(
                uncalledCount++,
                path,
                0,
                type,
                Node.Form.MODULE,
                op,
                List.of(),
                module.weights,
                List.of()));
  }

  /**
   * A parameter or buffer that the innermost module has by itself; the same one in later calls.
   *
   * @param trainable whether a parameter is trained, which the first call decides
   */
  public Value tensor(String own, FreeTensor tensor, boolean trainable) {
    Scope scope = innermost();
    String path = scope.path.child(own).text();
    for (Value known : scope.weights) {
      if (known.name().equals(path)) {
        return known;
      }
    }
    Value value =
        new Value(
            valueCount++,
            path,
            tensor.learnable() ? Value.Kind.PARAMETER : Value.Kind.BUFFER,
            tensor.dtype(),
            Shape.of(tensor.shape().stream().map(Dim::of).toList()),
            tensor.learnable() && trainable,
            tensor.formula());
    long parameters =
        scope.weights.stream().filter(each -> each.kind() == Value.Kind.PARAMETER).count();
    scope.weights.add(tensor.learnable() ? (int) parameters : scope.weights.size(), value);
    return value;
  }

  /** Calls a function. */
  public List<Value> function(ModulePath path, String type, Op op, List<Value> operands) {
    int call = functionCalls.merge(path, 1, Integer::sum);
    return add(path, call, type, Node.Form.FUNCTION, op, operands, List.of());
  }

  /** The graph, once the call of the model itself is closed. */
  public Graph build() {
    if (root == null || !scopes.isEmpty()) {
      throw new IllegalStateException("a call is still open");
    }
    List<Value> inOrder = new ArrayList<>();
    Map<ModulePath, List<ModulePath>> registered = new HashMap<>();
    collect(ModulePath.ROOT, inOrder, registered);
    inOrder.addAll(stored);
    Map<Value, Literal> all = new HashMap<>(literals);
    all.putAll(numbers);
    return new Graph(
        name,
        inputs,
        root,
        inOrder,
        valueCount,
        registered,
        locations,
        new Graph.Stored(all, owners, wholeInputs));
  }

  private List<Value> add(
      ModulePath path,
      int call,
      String type,
      Node.Form form,
      Op op,
      List<Value> operands,
      List<Value> weights) {
    weights.forEach(weight -> own(path, weight));
    operands.forEach(operand -> own(ownerOf(operand, path), operand));
    List<Value> outputs = new ArrayList<>(op.outputs());
    for (int i = 0; i < op.outputs(); i++) {
      outputs.add(new Value(valueCount++, path.text(), Value.Kind.ACTIVATION, null, null, false));
    }
    innermost()
        .members
        .add(new Node(nodeCount++, path, call, type, form, op, operands, weights, outputs));
    return outputs;
  }

  /** Gives a stored weight that nobody has yet to a node or module. */
  private void own(ModulePath path, Value value) {
    if (value.isWeight() && literals.containsKey(value)) {
      owners.putIfAbsent(value, path);
    }
  }

  /** Who owns an operand that is a weight: the module that it is named after, or its node. */
  private ModulePath ownerOf(Value operand, ModulePath node) {
    ModulePath named = new ModulePath(operand.name()).parent();
    return !named.isRoot() && modules.containsKey(named) ? named : node;
  }

  private Module leaf(ModulePath path, Op op, boolean trainable) {
    Module known = modules.get(path);
    if (known != null) {
      return known;
    }
    List<Value> weights = new ArrayList<>();
    for (WeightSlot slot : op.weights()) {
      boolean parameter = slot.kind() == WeightSlot.Kind.PARAMETER;
      weights.add(
          new Value(
              valueCount++,
              path.child(slot.name()).text(),
              parameter ? Value.Kind.PARAMETER : Value.Kind.BUFFER,
              slot.kind() == WeightSlot.Kind.COUNTER ? DType.I64 : DType.F32,
              null,
              parameter && trainable));
    }
    Module module = new Module(weights);
    register(path, module);
    return module;
  }

  private void register(ModulePath path, Module module) {
    modules.put(path, module);
    if (!path.isRoot()) {
      children.computeIfAbsent(path.parent(), _ -> new LinkedHashSet<>()).add(path.name());
    }
  }

  private Scope innermost() {
    Scope scope = scopes.peek();
    if (scope == null) {
      throw new IllegalStateException("no call is open");
    }
    return scope;
  }

  /** PyTorch's state_dict order: a module's own parameters and buffers, then its children's. */
  private void collect(
      ModulePath path, List<Value> inOrder, Map<ModulePath, List<ModulePath>> registered) {
    Module module = modules.get(path);
    if (module != null) {
      inOrder.addAll(module.weights);
    }
    List<ModulePath> below = ordered(path);
    if (!below.isEmpty()) {
      registered.put(path, below);
    }
    for (ModulePath child : below) {
      collect(child, inOrder, registered);
    }
  }

  /** A module's children: those that an order names, as far as they are there, then the others. */
  private List<ModulePath> ordered(ModulePath path) {
    Set<String> known = children.getOrDefault(path, Set.of());
    Set<String> names = new LinkedHashSet<>(orders.getOrDefault(path, List.of()));
    names.retainAll(known);
    names.addAll(known);
    return names.stream().map(path::child).toList();
  }
}
