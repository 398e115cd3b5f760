package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.Location;
import dev.cnnsummary.specs.graph.GraphBuilder;
import dev.cnnsummary.specs.graph.ModulePath;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.op.FreeTensor;
import dev.cnnsummary.specs.op.Op;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls what an entry is: a function, a module, a block, or a module that was called before. */
final class LayerCalls {
  private static final int MOST_LAYERS = 100_000;

  private final Declaration.Model model;
  private final Variables parameters;
  private final GraphBuilder builder;
  private final Problems problems;
  private final Scopes scopes;
  private final Deque<String> blocks = new ArrayDeque<>();

  /** Expands the list of layers of a module. */
  interface Scopes {
    /**
     * Expands a list.
     *
     * @param outer the list around it, whose names it sees; null for a block's or the model's
     * @return what it hands on
     */
    List<Value> expand(
        Declaration.Scope scope,
        ModulePath path,
        Variables variables,
        List<Value> inputs,
        @Nullable Frame outer,
        Site.Mode mode);
  }

  LayerCalls(
      Declaration.Model model,
      Variables parameters,
      GraphBuilder builder,
      Problems problems,
      Scopes scopes) {
    this.model = model;
    this.parameters = parameters;
    this.builder = builder;
    this.problems = problems;
    this.scopes = scopes;
  }

  /** A layer of any type; returns what it hands on, as the other methods here. */
  List<Value> layer(Declaration.Layer layer, Site site) {
    Data typeData = layer.type().evaluate(site.variables());
    if (!(typeData instanceof Data.Text(String typeName))) {
      throw new EvaluationException(
          layer.type().location(), "expected a layer type, got " + typeData.describe());
    }
    LayerType type = LayerTypes.find(typeName);
    if (type != null && type.form() == Node.Form.FUNCTION) {
      return function(type, layer, site);
    }
    if (type != null && isTensor(typeName)) {
      return tensor(type, layer, site);
    }
    if (type != null || model.blocks().containsKey(typeName)) {
      return module(layer, site);
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

  /** Whether an entry is a tensor, which nothing flows through. */
  static boolean isTensor(Declaration.Body body, Variables variables) {
    return body instanceof Declaration.Layer layer
        && layer.type().evaluate(variables) instanceof Data.Text(String name)
        && isTensor(name);
  }

  private static boolean isTensor(String typeName) {
    return typeName.equals("Parameter") || typeName.equals("Buffer");
  }

  private List<Value> tensor(LayerType type, Declaration.Layer layer, Site site) {
    String own = site.name();
    if (own == null) {
      throw new EvaluationException(
          site.location(), "a " + type.name() + " needs a name: 'name: {type: ...}'");
    }
    site.claim(own);
    ModulePath path = site.frame().path().child(own);
    Op op = operator(type, layer, path, site.location(), site.inputs(), site.variables());
    if (op instanceof FreeTensor tensor) {
      builder.locate(path, site.location());
      site.define(
          new Frame.Ran(List.of(builder.tensor(own, tensor, site.mode().trainable())), null));
    }
    return site.inputs();
  }

  private List<Value> function(LayerType type, Declaration.Layer layer, Site site) {
    String own = site.name() == null ? automaticName(type, site) : site.name();
    if (site.name() != null) {
      site.claim(own);
    }
    ModulePath path = site.frame().path().child(own);
    Op op = operator(type, layer, path, site.location(), site.inputs(), site.variables());
    List<Value> outputs = site.inputs();
    if (op != null && site.mode().called()) {
      builder.locate(path, site.location());
      outputs = builder.function(path, type.name(), op, site.inputs());
    }
    site.define(new Frame.Ran(outputs, null));
    return outputs;
  }

  private static String automaticName(LayerType type, Site site) {
    String name = site.frame().list().nextFunction(type.name());
    Location taken = site.frame().list().claim(name, site.location());
    if (taken != null) {
      throw new EvaluationException(
          site.location(),
          "this function would be called '"
              + name
              + "', which line "
              + taken.line()
              + " is: give it a name of its own");
    }
    return name;
  }

  /** Makes the operator of a layer; null where its options are faulty, which is reported. */
  private @Nullable Op operator(
      LayerType type,
      Declaration.Layer layer,
      ModulePath path,
      Location location,
      List<Value> inputs,
      Variables variables) {
    Arguments arguments =
        new Arguments(
            type, given(layer, variables), inputs.size(), location, path.text(), problems);
    if (inputs.size() < type.leastInputs() || inputs.size() > type.mostInputs()) {
      problems.add(
          location,
          path.text(),
          type.name()
              + " takes "
              + inputs(type)
              + ", got "
              + inputs.size()
              + (inputs.size() == 1 ? ": name them in 'from'" : ""));
      return null;
    }
    Op op = arguments.faulty() ? null : type.make(arguments);
    return arguments.faulty() ? null : op;
  }

  /** How many inputs a type takes, in words. */
  private static String inputs(LayerType type) {
    int least = type.leastInputs();
    int most = type.mostInputs();
    if (most == least) {
      return least + (least == 1 ? " input" : " inputs");
    }
    return most == Integer.MAX_VALUE
        ? "at least " + least + (least == 1 ? " input" : " inputs")
        : least + (most == least + 1 ? " or " : " to ") + most + " inputs";
  }

  private static Map<String, Arguments.Given> given(Declaration.Layer layer, Variables variables) {
    Map<String, Arguments.Given> given = new LinkedHashMap<>();
    for (Declaration.Option option : layer.options()) {
      given.put(
          option.name(),
          new Arguments.Given(
              option.location(), option.value().evaluate(variables), option.value().isFilled()));
    }
    return given;
  }

  /** The first call of a module: a layer of a module type, a block or a container. */
  List<Value> module(Declaration.Body body, Site site) {
    int number = site.frame().list().nextModule();
    String own = site.name() == null ? String.valueOf(number) : site.name();
    site.claim(own);
    Frame.Reusable module =
        new Frame.Reusable(
            site.frame().path().child(own), body, site.variables(), site.frame().asItIs());
    List<Value> outputs = call(module, site.location(), site.inputs(), site.mode());
    site.define(new Frame.Ran(outputs, module));
    return outputs;
  }

  /** Another call of a module. */
  List<Value> reuse(Declaration.Reuse reuse, Site site) {
    String target = reuse.name().expand(site.variables());
    List<Value> outputs =
        switch (site.frame().find(target)) {
          case Frame.Ran(_, Frame.Reusable module) when module != null ->
              call(module, reuse.location(), site.inputs(), site.mode());
          case Frame.Skipped _ -> site.inputs();
          case Frame.Ran _, Frame.Given _, Frame.Idle _ ->
              throw new EvaluationException(
                  reuse.location(), "reuse: '" + target + "' is not a module that is called");
          case null ->
              throw new EvaluationException(
                  reuse.location(),
                  "reuse: no module '"
                      + target
                      + "' stands before this entry"
                      + Nearest.suggestion(target, site.frame().known()));
        };
    site.claim(new Frame.Ran(outputs, null));
    return outputs;
  }

  private List<Value> call(
      Frame.Reusable module, Location location, List<Value> inputs, Site.Mode mode) {
    if (!mode.called() && builder.hasModule(module.path())) {
      return inputs;
    }
    if (builder.size() >= MOST_LAYERS) {
      throw problems.end(location, module.path().text(), "the model has more than 100,000 layers");
    }
    return switch (module.body()) {
      case Declaration.Container(Declaration.Scope scope, _) -> {
        checkInputs(scope, location, module.path(), inputs);
        yield scopes.expand(scope, module.path(), module.variables(), inputs, module.frame(), mode);
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
      Site.Mode mode) {
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
    if (!mode.called()) {
      builder.uncalledModule(module.path(), typeName, op, mode.trainable());
      return inputs;
    }
    return builder.module(module.path(), typeName, op, inputs, mode.trainable());
  }

  private List<Value> block(
      Declaration.Block block,
      Declaration.Layer layer,
      Frame.Reusable module,
      Location location,
      List<Value> inputs,
      Site.Mode mode) {
    if (blocks.contains(block.name())) {
      List<String> chain = new ArrayList<>(blocks);
      chain.addFirst(block.name());
      throw new EvaluationException(
          location, "a block contains itself: " + String.join(" in ", chain));
    }
    checkInputs(block.scope(), location, module.path(), inputs);
    Variables inner =
        Parameters.bind(
            block.parameters(),
            given(layer, module.variables()),
            parameters,
            "block " + block.name(),
            location,
            module.path().text(),
            problems);
    if (inner == null) {
      return inputs;
    }
    blocks.push(block.name());
    List<Value> outputs = scopes.expand(block.scope(), module.path(), inner, inputs, null, mode);
    blocks.pop();
    return outputs;
  }

  private static void checkInputs(
      Declaration.Scope scope, Location location, ModulePath path, List<Value> inputs) {
    int expected = Math.max(1, scope.inputs().size());
    boolean several = !scope.inputs().isEmpty() && scope.inputs().getLast().several();
    if (several ? inputs.size() < expected : inputs.size() != expected) {
      throw new EvaluationException(
          location,
          path.name()
              + (several ? " takes at least " : " takes ")
              + expected
              + (expected == 1 ? " input" : " inputs")
              + ", got "
              + inputs.size());
    }
  }
}
