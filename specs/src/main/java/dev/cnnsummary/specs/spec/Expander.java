package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.Location;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.GraphBuilder;
import dev.cnnsummary.specs.graph.ModulePath;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.op.Op;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Shape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a graph of a declaration: parameters get values, templates are filled in, entries are
 * repeated, skipped, named and connected. It is arithmetic on parameters and knows no shapes.
 *
 * <p>A faulty entry is reported and stands for its own input, so that the rest is checked too.
 */
final class Expander {
  private static final int MOST_NODES = 100_000;
  private static final int MOST_STEPS = 1_000_000;
  private static final int MOST_LEVELS = 64;

  private final Declaration.Model model;
  private final Problems problems;
  private final Variables parameters;
  private final GraphBuilder builder;
  private final Deque<String> blocks = new ArrayDeque<>();
  private int steps;
  private int levels;

  /** Whether what is being expanded is called, and whether it is trained. */
  private record Mode(boolean called, boolean trainable) {}

  private Expander(Declaration.Model model, String name, Variables parameters, Problems problems) {
    this.model = model;
    this.parameters = parameters;
    this.problems = problems;
    this.builder = new GraphBuilder(name);
  }

  /**
   * Expands a model.
   *
   * @param name the graph's name
   * @param parameters a value for each parameter of the model
   */
  static Graph expand(
      Declaration.Model model, String name, Variables parameters, Problems problems) {
    Expander expander = new Expander(model, name, parameters, problems);
    expander.run();
    problems.throwIfAny();
    return expander.builder.build();
  }

  private void run() {
    List<Value> inputs = new ArrayList<>();
    for (Declaration.Input input : model.tensors()) {
      DType dtype = DType.parse(input.dtype()).orElse(null);
      if (dtype == null) {
        problems.add(input.location(), "", "dtype: unknown element type '" + input.dtype() + "'");
        dtype = DType.F32;
      }
      inputs.add(builder.input(input.name(), dtype, inputShape(input)));
    }
    scope(model.scope(), ModulePath.ROOT, parameters, inputs, null, new Mode(true, true));
  }

  private @Nullable Shape inputShape(Declaration.Input input) {
    if (input.shape() == null) {
      return null;
    }
    try {
      return InputShapes.of(input.shape().evaluate(parameters));
    } catch (EvaluationException e) {
      problems.add(e.location(), "", e.fault());
    } catch (IllegalArgumentException e) {
      problems.add(input.shape().location(), "", "input: " + e.getMessage());
    }
    return null;
  }

  private List<Value> scope(
      Declaration.Scope scope,
      ModulePath path,
      Variables variables,
      List<Value> inputs,
      @Nullable Frame outer,
      Mode mode) {
    if (++levels > MOST_LEVELS) {
      throw tooLarge(scope.location(), path, "modules are nested more than 64 levels deep");
    }
    builder.locate(path, scope.location());
    builder.open(path, scope.type(), scope.base(), mode.called ? inputs : List.of(), mode.called);
    Frame frame = new Frame(path, new Frame.ListNames(), inputs, outer);
    for (int i = 0; i < scope.inputs().size(); i++) {
      frame.list().define(scope.inputs().get(i), new Frame.Ran(List.of(inputs.get(i)), null));
    }
    List<Value> current = entries(scope.entries(), inputs, frame, variables, mode);
    List<Value> outputs = outputs(scope, current, frame, variables);
    builder.close(mode.called ? outputs : List.of());
    order(scope, path);
    levels--;
    return outputs;
  }

  private List<Value> outputs(
      Declaration.Scope scope, List<Value> current, Frame frame, Variables variables) {
    List<Value> outputs = new ArrayList<>();
    for (Declaration.Reference reference : scope.outputs()) {
      try {
        outputs.add(resolve(reference, scope.entries(), frame, variables));
      } catch (EvaluationException e) {
        problems.add(e.location(), frame.path().text(), e.fault());
      }
    }
    return outputs.isEmpty() ? current : outputs;
  }

  private void order(Declaration.Scope scope, ModulePath path) {
    List<String> children = builder.children(path);
    for (Declaration.NameAt name : scope.order()) {
      if (!children.contains(name.name())) {
        problems.add(
            name.location(),
            path.text(),
            "order: there is no module '"
                + name.name()
                + "' here"
                + Nearest.suggestion(name.name(), children));
      }
    }
    builder.order(path, scope.order().stream().map(Declaration.NameAt::name).toList());
  }

  private List<Value> entries(
      List<Declaration.Entry> entries,
      List<Value> inputs,
      Frame frame,
      Variables variables,
      Mode mode) {
    List<Value> current = inputs;
    for (Declaration.Entry entry : entries) {
      try {
        for (Map<String, Data> iteration : Loops.iterations(entry.repeat(), variables)) {
          if (++steps > MOST_STEPS) {
            throw tooLarge(entry.location(), frame.path(), "more than 1,000,000 entries in all");
          }
          Variables inner = iteration.isEmpty() ? variables : variables.with(iteration);
          current = once(entry, entries, current, frame, inner, mode);
        }
      } catch (EvaluationException e) {
        problems.add(e.location(), frame.path().text(), e.fault());
      }
    }
    return current;
  }

  private List<Value> once(
      Declaration.Entry entry,
      List<Declaration.Entry> siblings,
      List<Value> current,
      Frame frame,
      Variables variables,
      Mode mode) {
    List<Value> inputs = List.of(current.getFirst());
    String name = null;
    try {
      name = entry.name() == null ? null : name(entry.name(), entry.location(), variables);
      if (!entry.from().isEmpty()) {
        inputs = new ArrayList<>();
        for (Declaration.Reference reference : entry.from()) {
          inputs.add(resolve(reference, siblings, frame, variables));
        }
      }
      if (entry.when() != null && !Loops.truth(entry.when(), "when", variables)) {
        if (name != null) {
          define(name, entry.location(), new Frame.Skipped(inputs), frame);
        }
        return inputs;
      }
      return run(entry, name, inputs, frame, variables, mode);
    } catch (EvaluationException e) {
      problems.add(e.location(), frame.path().text(), e.fault());
      if (name != null) {
        frame.list().define(name, new Frame.Ran(inputs, null));
      }
      return inputs;
    }
  }

  private static String name(NameTemplate template, Location location, Variables variables) {
    String name = template.expand(variables);
    if (!Keywords.isName(name)) {
      throw new EvaluationException(location, Keywords.notAName(name));
    }
    return name;
  }

  private List<Value> run(
      Declaration.Entry entry,
      @Nullable String name,
      List<Value> inputs,
      Frame frame,
      Variables variables,
      Mode mode) {
    boolean idle =
        entry.trainingOnly() != null
            && Loops.truth(entry.trainingOnly(), "training_only", variables);
    boolean trainable =
        entry.trainable() == null || Loops.truth(entry.trainable(), "trainable", variables);
    Mode inner = new Mode(mode.called && !idle, mode.trainable && trainable);
    List<Value> outputs =
        switch (entry.body()) {
          case Declaration.Reuse reuse -> reuse(reuse, name, inputs, frame, variables, inner);
          case Declaration.Container(Declaration.Scope scope, boolean plain)
              when plain && name == null && entry.repeat() != null ->
              entries(scope.entries(), inputs, frame.withInputs(inputs), variables, inner);
          case Declaration.Container container ->
              module(container, name, entry.location(), inputs, frame, variables, inner);
          case Declaration.Layer layer ->
              layer(layer, name, entry.location(), inputs, frame, variables, inner);
        };
    if (idle && name != null) {
      frame.list().define(name, new Frame.Idle(entry.location()));
    }
    return idle ? inputs : outputs;
  }

  private List<Value> layer(
      Declaration.Layer layer,
      @Nullable String name,
      Location location,
      List<Value> inputs,
      Frame frame,
      Variables variables,
      Mode mode) {
    Data typeData = layer.type().evaluate(variables);
    if (!(typeData instanceof Data.Text(String typeName))) {
      throw new EvaluationException(
          layer.type().location(), "expected a layer type, got " + typeData.describe());
    }
    LayerType type = LayerTypes.find(typeName);
    if (type != null && type.form() == Node.Form.FUNCTION) {
      return function(type, layer, name, location, inputs, frame, variables, mode);
    }
    if (type != null || model.blocks().containsKey(typeName)) {
      return module(layer, name, location, inputs, frame, variables, mode);
    }
    if (Keywords.CONTAINERS.containsKey(typeName)) {
      throw new EvaluationException(layer.type().location(), typeName + " needs 'layers', a list");
    }
    List<String> known = new ArrayList<>(LayerTypes.names());
    known.addAll(model.blocks().keySet());
    known.addAll(Keywords.CONTAINERS.keySet());
    throw new EvaluationException(
        layer.type().location(),
        "unknown layer type '" + typeName + "'" + Nearest.suggestion(typeName, known));
  }

  private List<Value> function(
      LayerType type,
      Declaration.Layer layer,
      @Nullable String name,
      Location location,
      List<Value> inputs,
      Frame frame,
      Variables variables,
      Mode mode) {
    String own = name == null ? frame.list().nextFunction(type.name()) : name;
    ModulePath path = frame.path().child(own);
    Location taken = frame.list().claim(own, location);
    if (taken != null) {
      throw new EvaluationException(
          location,
          name == null
              ? "this function would be called '"
                  + own
                  + "', which line "
                  + taken.line()
                  + " is: give it a name of its own"
              : nameTaken(own, taken));
    }
    Op op = operator(type, layer, path, location, inputs, variables);
    List<Value> outputs = inputs;
    if (op != null && mode.called) {
      builder.locate(path, location);
      outputs = builder.function(path, type.name(), op, inputs);
    }
    if (name != null) {
      frame.list().define(name, new Frame.Ran(outputs, null));
    }
    return outputs;
  }

  /** Makes the operator of a layer; null where its options are faulty, which is reported. */
  private @Nullable Op operator(
      LayerType type,
      Declaration.Layer layer,
      ModulePath path,
      Location location,
      List<Value> inputs,
      Variables variables) {
    Map<String, Arguments.Given> given = new LinkedHashMap<>();
    for (Declaration.Option option : layer.options()) {
      given.put(
          option.name(),
          new Arguments.Given(option.location(), option.value().evaluate(variables)));
    }
    Arguments arguments = new Arguments(type, given, location, path.text(), problems);
    if (inputs.size() < type.leastInputs() || inputs.size() > type.mostInputs()) {
      problems.add(
          location,
          path.text(),
          type.name()
              + " takes "
              + type.leastInputs()
              + (type.leastInputs() == 1 ? " input" : " inputs")
              + ", got "
              + inputs.size()
              + (inputs.size() == 1 ? ": name them in 'from'" : ""));
      return null;
    }
    Op op = arguments.faulty() ? null : type.make(arguments);
    return arguments.faulty() ? null : op;
  }

  /** The first call of a module: a layer of a module type, a block or a container. */
  private List<Value> module(
      Declaration.Body body,
      @Nullable String name,
      Location location,
      List<Value> inputs,
      Frame frame,
      Variables variables,
      Mode mode) {
    int number = frame.list().nextModule();
    String own = name == null ? String.valueOf(number) : name;
    Location taken = frame.list().claim(own, location);
    if (taken != null) {
      throw new EvaluationException(location, nameTaken(own, taken));
    }
    ModulePath path = frame.path().child(own);
    Frame.Reusable reusable = new Frame.Reusable(path, body, variables, frame);
    List<Value> outputs = call(reusable, location, inputs, mode);
    if (name != null) {
      frame.list().define(name, new Frame.Ran(outputs, reusable));
    }
    return outputs;
  }

  private static String nameTaken(String name, Location taken) {
    return "the name '" + name + "' is taken by line " + taken.line() + " of this list";
  }

  private List<Value> call(
      Frame.Reusable module, Location location, List<Value> inputs, Mode mode) {
    if (builder.size() >= MOST_NODES) {
      throw tooLarge(location, module.path(), "the model has more than 100,000 layers");
    }
    return switch (module.body()) {
      case Declaration.Container(Declaration.Scope scope, _) -> {
        checkInputs(scope, location, module.path(), inputs);
        yield scope(scope, module.path(), module.variables(), inputs, module.frame(), mode);
      }
      case Declaration.Layer layer -> callLayer(module, layer, location, inputs, mode);
      case Declaration.Reuse _ -> throw new IllegalStateException("a reuse is no module");
    };
  }

  private List<Value> callLayer(
      Frame.Reusable module,
      Declaration.Layer layer,
      Location location,
      List<Value> inputs,
      Mode mode) {
    String typeName = ((Data.Text) layer.type().evaluate(module.variables())).value();
    Declaration.Block block = model.blocks().get(typeName);
    if (block != null) {
      return block(block, layer, module, location, inputs, mode);
    }
    LayerType type = LayerTypes.find(typeName);
    Op op =
        type == null
            ? null
            : operator(type, layer, module.path(), location, inputs, module.variables());
    if (op == null) {
      return inputs;
    }
    builder.locate(module.path(), location);
    if (!mode.called) {
      builder.uncalledModule(module.path(), typeName, op, mode.trainable);
      return inputs;
    }
    return builder.module(module.path(), typeName, op, inputs, mode.trainable);
  }

  private List<Value> block(
      Declaration.Block block,
      Declaration.Layer layer,
      Frame.Reusable module,
      Location location,
      List<Value> inputs,
      Mode mode) {
    if (blocks.contains(block.name())) {
      List<String> chain = new ArrayList<>(blocks);
      chain.addFirst(block.name());
      throw new EvaluationException(
          location, "a block contains itself: " + String.join(" in ", chain));
    }
    checkInputs(block.scope(), location, module.path(), inputs);
    Map<String, Arguments.Given> given = new LinkedHashMap<>();
    for (Declaration.Option option : layer.options()) {
      given.put(
          option.name(),
          new Arguments.Given(option.location(), option.value().evaluate(module.variables())));
    }
    Variables inner =
        Parameters.bind(
            block.parameters(),
            given,
            parameters,
            "block " + block.name(),
            location,
            module.path().text(),
            problems);
    if (inner == null) {
      return inputs;
    }
    blocks.push(block.name());
    List<Value> outputs = scope(block.scope(), module.path(), inner, inputs, null, mode);
    blocks.pop();
    return outputs;
  }

  private static void checkInputs(
      Declaration.Scope scope, Location location, ModulePath path, List<Value> inputs) {
    int expected = Math.max(1, scope.inputs().size());
    if (inputs.size() != expected) {
      throw new EvaluationException(
          location,
          path.name()
              + " takes "
              + expected
              + (expected == 1 ? " input" : " inputs")
              + ", got "
              + inputs.size());
    }
  }

  private List<Value> reuse(
      Declaration.Reuse reuse,
      @Nullable String name,
      List<Value> inputs,
      Frame frame,
      Variables variables,
      Mode mode) {
    String target = reuse.name().expand(variables);
    List<Value> outputs =
        switch (frame.find(target)) {
          case Frame.Ran(_, Frame.Reusable module) when module != null ->
              call(module, reuse.location(), inputs, mode);
          case Frame.Skipped _ -> inputs;
          case Frame.Ran _, Frame.Idle _ ->
              throw new EvaluationException(
                  reuse.location(), "reuse: '" + target + "' is not a module that is called");
          case null ->
              throw new EvaluationException(
                  reuse.location(),
                  "reuse: no module '"
                      + target
                      + "' stands before this entry"
                      + Nearest.suggestion(target, frame.known()));
        };
    if (name != null) {
      define(name, reuse.location(), new Frame.Ran(outputs, null), frame);
    }
    return outputs;
  }

  private static void define(String name, Location location, Frame.Entity entity, Frame frame) {
    Location taken = frame.list().claim(name, location);
    if (taken != null) {
      throw new EvaluationException(location, nameTaken(name, taken));
    }
    frame.list().define(name, entity);
  }

  private static Value resolve(
      Declaration.Reference reference,
      List<Declaration.Entry> siblings,
      Frame frame,
      Variables variables) {
    String name = reference.name().expand(variables);
    List<Value> outputs =
        name.equals("input")
            ? frame.inputs()
            : switch (frame.find(name)) {
              case Frame.Ran(List<Value> values, _) -> values;
              case Frame.Skipped(List<Value> values) -> values;
              case Frame.Idle(Location at) ->
                  throw new EvaluationException(
                      reference.location(),
                      "'" + name + "' (line " + at.line() + ") is training_only: it is not called");
              case null ->
                  throw new EvaluationException(
                      reference.location(), unknown(name, siblings, frame.known()));
            };
    if (reference.output() >= outputs.size()) {
      throw new EvaluationException(
          reference.location(),
          "'"
              + name
              + "' has "
              + outputs.size()
              + (outputs.size() == 1 ? " output" : " outputs")
              + "; there is no ["
              + reference.output()
              + "]");
    }
    return outputs.get(reference.output());
  }

  private static String unknown(
      String name, List<Declaration.Entry> siblings, Collection<String> known) {
    for (Declaration.Entry entry : siblings) {
      if (entry.name() != null
          && entry.name().isConstant()
          && entry.name().expand(Variables.empty()).equals(name)) {
        return "'"
            + name
            + "' (line "
            + entry.location().line()
            + ") does not stand before this entry: taking its output would be a cycle";
      }
    }
    return "no entry '" + name + "' stands before this one" + Nearest.suggestion(name, known);
  }

  private InvalidSpecException tooLarge(Location location, ModulePath path, String message) {
    problems.add(location, path.text(), message);
    return new InvalidSpecException(problems.list());
  }
}
