package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.ModulePath;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.ScopeCall;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes a graph as a flat spec: without parameters, blocks or repetitions, and otherwise as a
 * person would write it. Reading the text gives an equal graph.
 *
 * <p>A graph can be written if each of its modules uses weights of its own, all calls of a module
 * take and hand on equally many tensors, and what an entry takes comes from an entry before it in
 * its list or in one around it. For any other graph an {@link IllegalArgumentException} says what
 * is not so. Locations are not written. A text of more than some ten thousand layers is longer than
 * a spec may be.
 */
public final class SpecWriter {
  /** Options that only repeat what a node takes, so that a spec may leave them out. */
  static final Set<String> INFERRED =
      Set.of(
          "in_channels",
          "in_features",
          "in1_features",
          "in2_features",
          "num_features",
          "num_channels",
          "input_size");

  private final Graph graph;
  private final Wiring wiring;
  private final Registration registration;

  private SpecWriter(Graph graph, Body root) {
    this.graph = graph;
    this.wiring = new Wiring(graph, root);
    this.registration = new Registration(graph);
  }

  /** A graph as YAML. */
  public static String toYaml(Graph graph) {
    return OutlinePrinter.toYaml(outline(graph));
  }

  /** A graph as JSON. */
  public static String toJson(Graph graph) {
    return OutlinePrinter.toJson(outline(graph));
  }

  /**
   * The options of a node as a flat spec would give them, by name in YAML. Those at their defaults
   * are not among them, nor are sizes that follow from what the node takes. An operator that the
   * language has no type for has a single option, {@code operator}.
   */
  public static Map<String, String> options(Node node) {
    LayerType type = LayerTypes.of(node);
    Map<String, String> texts = new LinkedHashMap<>();
    if (type == null) {
      texts.put("operator", node.op().toString());
      return texts;
    }
    type.write(node.op())
        .forEach((option, data) -> {
          if (!INFERRED.contains(option)) {
            texts.put(option, OutlinePrinter.toYaml(data));
          }
        });
    return texts;
  }

  /** Whether a word has a meaning of its own, so that nothing can be called so. */
  public static boolean isReserved(String name) {
    return Keywords.RESERVED_NAMES.contains(name);
  }

  private static Outline.Block outline(Graph graph) {
    Body root = Body.of(graph);
    return new SpecWriter(graph, root).model(root);
  }

  static String type(Body.Entry entry) {
    return switch (entry.first()) {
      case Node node -> node.type();
      case ScopeCall scope -> scope.type();
    };
  }

  private Outline.Block model(Body root) {
    Map<String, Outline> members = new LinkedHashMap<>();
    members.put("name", text(graph.name()));
    members.putAll(classAndBase(root.first()));
    members.putAll(inputs());
    members.putAll(list(root, new Site.Mode(true, true)));
    return new Outline.Block(members);
  }

  /** The model's inputs; a single one that is called input and has no declared shape needs none. */
  private Map<String, Outline> inputs() {
    List<Value> inputs = graph.inputs();
    if (inputs.size() == 1 && inputs.getFirst().name().equals("input")) {
      Value input = inputs.getFirst();
      return input.shape() == null && input.dtype() == DType.F32
          ? Map.of()
          : Map.of("input", input(input));
    }
    Map<String, Outline> members = new LinkedHashMap<>();
    for (Value input : inputs) {
      members.put(input.name(), input(input));
    }
    return Map.of("inputs", new Outline.Row(members));
  }

  private static Outline input(Value input) {
    DType dtype = input.dtype() == null ? DType.F32 : input.dtype();
    Shape shape = input.shape();
    if (shape != null && dtype == DType.F32) {
      return new Outline.Value(shape(shape));
    }
    Map<String, Outline> members = new LinkedHashMap<>();
    if (shape != null) {
      members.put("shape", new Outline.Value(shape(shape)));
    }
    members.put("dtype", text(dtype.text()));
    return new Outline.Row(members);
  }

  /** As {@code 3x224x224}; as a list where that would be read otherwise. */
  private static Data shape(Shape shape) {
    boolean joins = shape.dims().stream().noneMatch(dim -> size(dim).contains("x"));
    if (shape.rank() > 1 && joins) {
      return new Data.Text(
          shape.dims().stream().map(SpecWriter::size).collect(Collectors.joining("x")));
    }
    List<Data> sizes = new ArrayList<>();
    for (Dim dim : shape.dims()) {
      boolean number = dim.isConstant() && dim.value() <= Arithmetic.GREATEST;
      sizes.add(number ? Data.Num.of(dim.value()) : new Data.Text(size(dim)));
    }
    return sizes.size() == 1 && joins ? sizes.getFirst() : new Data.Items(sizes);
  }

  private static String size(Dim dim) {
    String text = dim.toString();
    if (!dim.isConstant() && !dim.equals(Dim.symbol(dim.symbols().iterator().next()))) {
      throw new IllegalArgumentException("no spec can hold an input's extent " + text);
    }
    return text;
  }

  /** The layers of a list, what it hands on and the order of its children. */
  private Map<String, Outline> list(Body body, Site.Mode mode) {
    List<Outline> entries = new ArrayList<>();
    if (body.outer() == null && wiring.inputAlias() != null) {
      List<String> names = graph.inputs().stream().map(Value::name).toList();
      entries.add(alias(wiring.inputAlias(), names.size() == 1 ? List.of() : names));
    }
    for (Value tensor : registration.own(body.first().path())) {
      entries.add(tensor(tensor, mode));
    }
    for (Body.Entry entry : body.entries()) {
      String name = wiring.name(entry);
      Outline outline = entry(entry, mode);
      entries.add(name == null ? outline : new Outline.Named(name, outline));
      String alias = wiring.alias(entry);
      if (alias != null) {
        entries.add(alias(alias, name == null ? List.of() : allOutputs(name, entry)));
      }
    }
    Map<String, Outline> members = new LinkedHashMap<>();
    members.put("layers", new Outline.Column(entries));
    putReferences(members, "outputs", wiring.outputs(body));
    List<String> declared =
        body.entries().stream().filter(Body.Entry::isModule).map(Body.Entry::name).toList();
    putNames(members, "order", registration.order(body.first().path(), declared));
    return members;
  }

  /** A parameter or buffer of the module itself. */
  private static Outline tensor(Value value, Site.Mode mode) {
    boolean learnable = value.kind() == Value.Kind.PARAMETER;
    Shape shape = value.shape();
    DType dtype = value.dtype();
    if (shape == null || dtype == null || !shape.isConstant()) {
      throw Body.cannotWrite(new ModulePath(value.name()), "it has no shape of numbers");
    }
    List<Data> sizes = new ArrayList<>();
    shape.dims().forEach(dim -> sizes.add(Data.Num.of(dim.value())));
    Map<String, Outline> members = new LinkedHashMap<>();
    members.put("type", text(learnable ? "Parameter" : "Buffer"));
    members.put("shape", new Outline.Value(new Data.Items(sizes)));
    if (dtype != DType.F32) {
      members.put("dtype", text(dtype.text()));
    }
    if (value.formula() != null) {
      members.put("formula", text(value.formula().text()));
    }
    if (learnable && !value.trainable() && mode.trainable()) {
      members.put("trainable", new Outline.Value(new Data.Bool(false)));
    }
    return new Outline.Named(new ModulePath(value.name()).name(), new Outline.Row(members));
  }

  /** What an alias takes if not just the one output of the entry before. */
  private static List<String> allOutputs(String name, Body.Entry entry) {
    int count = entry.outputs().size();
    return count == 1
        ? List.of()
        : IntStream.range(0, count).mapToObj(i -> i == 0 ? name : name + "[" + i + "]").toList();
  }

  private static Outline alias(String name, List<String> from) {
    Map<String, Outline> members = new LinkedHashMap<>();
    members.put("type", text("Identity"));
    putReferences(members, "from", from);
    members.put("when", new Outline.Value(new Data.Bool(false)));
    return new Outline.Named(name, new Outline.Row(members));
  }

  private Outline entry(Body.Entry entry, Site.Mode mode) {
    Map<String, Outline> members = new LinkedHashMap<>();
    ModulePath path = entry.first().path();
    return switch (entry.kind()) {
      case Body.ReuseKind _ -> {
        members.put("reuse", text(path.name()));
        putReferences(members, "from", wiring.from(entry));
        yield new Outline.Row(members);
      }
      case Body.FunctionKind _, Body.LeafKind _ -> {
        members.put("type", text(type(entry)));
        putFlags(members, entry, mode);
        options(entry).forEach((option, data) -> members.put(option, new Outline.Value(data)));
        yield members.size() == 1 ? text(type(entry)) : new Outline.Row(members);
      }
      case Body.ListKind(Body body) -> {
        members.putAll(classAndBase(body.first()));
        putFlags(members, entry, mode);
        putNames(members, "inputs", wiring.inputs(body));
        members.putAll(list(body, new Site.Mode(entry.isCalled(), !registration.isFrozen(path))));
        yield body.entries().isEmpty() ? new Outline.Row(members) : new Outline.Block(members);
      }
    };
  }

  /** What is so already because of a list around needs no word. */
  private void putFlags(Map<String, Outline> members, Body.Entry entry, Site.Mode mode) {
    putReferences(members, "from", wiring.from(entry));
    if (mode.trainable() && entry.isModule() && registration.isFrozen(entry.first().path())) {
      members.put("trainable", new Outline.Value(new Data.Bool(false)));
    }
    if (mode.called() && !entry.isCalled()) {
      members.put("training_only", new Outline.Value(new Data.Bool(true)));
    }
  }

  private static Map<String, Data> options(Body.Entry entry) {
    LayerType type = LayerTypes.find(type(entry));
    if (type == null || !(entry.first() instanceof Node node)) {
      throw Body.cannotWrite(entry.first().path(), "the language has no type " + type(entry));
    }
    for (int i = 0; i < node.weights().size(); i++) {
      String weight = node.weights().get(i).name();
      if (!weight.equals(node.path().child(node.op().weights().get(i).name()).text())) {
        throw Body.cannotWrite(node.path(), "it uses the weight " + weight);
      }
    }
    return type.write(node.op());
  }

  /** A module's class, and its base where that is another than the class alone would have. */
  private static Map<String, Outline> classAndBase(ScopeCall scope) {
    Map<String, Outline> members = new LinkedHashMap<>();
    ScopeCall.Base usual = Keywords.CONTAINERS.getOrDefault(scope.type(), ScopeCall.Base.MODULE);
    boolean own = scope.base() != usual || usual == ScopeCall.Base.MODULE;
    if (own || (scope.path().isRoot() && usual != ScopeCall.Base.SEQUENTIAL)) {
      members.put("class", text(scope.type()));
    } else if (usual != ScopeCall.Base.SEQUENTIAL) {
      members.put("type", text(scope.type()));
    }
    if (scope.base() != usual) {
      members.put("base", text(scope.base().word()));
    }
    return members;
  }

  private static void putReferences(
      Map<String, Outline> members, String key, List<String> references) {
    if (references.size() == 1) {
      members.put(key, text(references.getFirst()));
    } else {
      putNames(members, key, references);
    }
  }

  private static void putNames(Map<String, Outline> members, String key, List<String> names) {
    if (!names.isEmpty()) {
      List<Data> texts = names.stream().map(name -> (Data) new Data.Text(name)).toList();
      members.put(key, new Outline.Value(new Data.Items(texts)));
    }
  }

  private static Outline text(String text) {
    return new Outline.Value(new Data.Text(text));
  }
}
