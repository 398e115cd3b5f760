package dev.cnnsummary.analyzer.convert;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.convert.Conversion.Layer;
import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.Problem;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.GraphBuilder;
import dev.cnnsummary.specs.graph.Member;
import dev.cnnsummary.specs.graph.ModulePath;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.ScopeCall;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.op.Op;
import dev.cnnsummary.specs.shape.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Builds the graph of a spec, module by module as the file has them. */
final class SpecGraph {
  private final Graph file;
  private final Analysis analysis;
  private final UnaryOperator<Value> resolved;
  private final Map<Node, Layer> layers = new HashMap<>();
  private final Map<Value, Integer> firstTaker = new HashMap<>();
  private final Map<Value, Integer> lastTaker = new HashMap<>();
  private final Map<Value, Value> values = new HashMap<>();
  private final Map<String, String> paths = new HashMap<>();
  private final Map<Value, Value> owned = new HashMap<>();
  private final SpecNames names = new SpecNames();
  private final GraphBuilder builder;
  private final FreeTensors tensors;
  private final List<Problem> problems = new ArrayList<>();

  SpecGraph(Analysis analysis, List<Layer> live, UnaryOperator<Value> resolved) {
    this.analysis = analysis;
    this.file = analysis.graph();
    this.resolved = resolved;
    this.builder = new GraphBuilder(file.name());
    live.forEach(layer -> {
      layers.put(layer.node(), layer);
      for (Value operand : layer.operands()) {
        firstTaker.putIfAbsent(operand, layer.node().index());
        lastTaker.put(operand, layer.node().index());
      }
    });
    file.outputs().forEach(output -> lastTaker.put(resolved.apply(output), Integer.MAX_VALUE));
    this.tensors = new FreeTensors(file, live);
  }

  Conversion conversion() {
    file.inputs().forEach(this::input);
    ScopeCall root = file.root();
    builder.open(ModulePath.ROOT, root.type(), root.base(), inputs(), true);
    declareTensors(ModulePath.ROOT, ModulePath.ROOT);
    members(root, ModulePath.ROOT);
    if (!problems.isEmpty()) {
      throw new InvalidSpecException(problems);
    }
    builder.close(file.outputs().stream().map(output -> value(resolved.apply(output))).toList());
    return new Conversion(builder.build(), paths);
  }

  private List<Value> inputs() {
    return file.inputs().stream().map(values::get).map(Objects::requireNonNull).toList();
  }

  /** A spec declares inputs without the batch. */
  private void input(Value input) {
    Shape shape = analysis.type(input).shape();
    String name = file.inputs().size() == 1 ? "input" : SpecNames.plain(input.name());
    if (shape.rank() == 0 || !shape.dim(0).equals(analysis.inputs().batch())) {
      problems.add(
          new Problem(
              null,
              "",
              "the input '"
                  + input.name()
                  + "' of "
                  + shape
                  + " does not begin with the batch, as all of a spec's do"));
      return;
    }
    Shape sample = Shape.of(shape.dims().subList(1, shape.rank()));
    values.put(input, builder.input(name, analysis.type(input).dtype(), sample));
  }

  private Value value(Value original) {
    return Objects.requireNonNull(values.get(original), original::name);
  }

  private void members(ScopeCall scope, ModulePath path) {
    for (Member member : scope.members()) {
      switch (member) {
        case Node node -> {
          Layer layer = layers.get(node);
          if (layer != null) {
            write(layer, path);
          }
        }
        case ScopeCall child -> {
          List<Layer> within = new ArrayList<>();
          collect(child, within);
          if (!within.isEmpty()) {
            module(child, names.module(path, child.path()), within);
          }
        }
      }
    }
  }

  private void collect(ScopeCall scope, List<Layer> within) {
    for (Member member : scope.members()) {
      switch (member) {
        case Node node -> {
          Layer layer = layers.get(node);
          if (layer != null) {
            within.add(layer);
          }
        }
        case ScopeCall child -> collect(child, within);
      }
    }
  }

  private void module(ScopeCall scope, ModulePath path, List<Layer> within) {
    Set<Value> made = new LinkedHashSet<>();
    Set<Value> taken = new LinkedHashSet<>();
    for (Layer layer : within) {
      for (Value operand : layer.operands()) {
        if (!made.contains(operand) && values.containsKey(operand) && !isTensor(operand)) {
          taken.add(value(operand));
        }
      }
      made.addAll(layer.node().outputs());
    }
    int last = within.getLast().node().index();
    paths.put(scope.path().text(), path.text());
    builder.open(path, scope.type(), scope.base(), List.copyOf(taken), true);
    declareTensors(scope.path(), path);
    members(scope, path);
    builder.close(
        made.stream()
            .filter(output -> lastTaker.getOrDefault(output, -1) > last)
            .map(this::value)
            .toList());
  }

  private static boolean isTensor(Value value) {
    return value.isWeight() || value.kind() == Value.Kind.CONSTANT;
  }

  /** Parameters and buffers that functions take, in the module that they belong to. */
  private void declareTensors(ModulePath original, ModulePath path) {
    for (FreeTensors.Held held : tensors.of(original)) {
      if (!values.containsKey(held.value())) {
        String name = names.tensor(path, held.name());
        Value made = builder.tensor(name, held.tensor(), held.tensor().learnable());
        values.put(held.value(), made);
        builder.number(made, Objects.requireNonNull(file.literal(held.value())));
      }
    }
  }

  private void write(Layer layer, ModulePath scope) {
    Node node = layer.node();
    List<Value> operands = new ArrayList<>(layer.operands().stream().map(this::value).toList());
    if (layer.wording().before() != null) {
      List<Value> padded =
          builder.function(
              names.function(scope, "pad"),
              "pad",
              layer.wording().before(),
              List.of(operands.getFirst()));
      operands.set(0, padded.getFirst());
    }
    String type = layer.wording().type();
    boolean module = node.form() == Node.Form.MODULE && Character.isUpperCase(type.charAt(0));
    ModulePath path = module ? names.module(scope, node.path()) : names.function(scope, type);
    paths.put(node.path().text(), path.text());
    Op op = layer.wording().op();
    List<Value> made =
        module
            ? builder.module(path, type, op, operands, true)
            : builder.function(path, type, op, operands);
    for (int i = 0; i < node.outputs().size() && i < made.size(); i++) {
      values.put(node.outputs().get(i), made.get(i));
    }
    if (module) {
      keep(node, path);
    }
  }

  /** Gives the weights of a module their numbers. */
  private void keep(Node node, ModulePath path) {
    Map<String, Value> made = builder.weights(path);
    for (int slot = 0; slot < node.weights().size(); slot++) {
      Value original = node.weights().get(slot);
      String attribute = node.op().weights().get(slot).name();
      Value weight = Objects.requireNonNull(made.get(path.child(attribute).text()));
      Value before = owned.putIfAbsent(original, weight);
      if (before != null && !before.equals(weight) && original.isWeight()) {
        problems.add(
            new Problem(
                null,
                node.path().text(),
                "it uses the weight of "
                    + before.name()
                    + ": in a spec each module has weights of its own"));
      }
      builder.number(weight, Objects.requireNonNull(file.literal(original)));
    }
  }
}
