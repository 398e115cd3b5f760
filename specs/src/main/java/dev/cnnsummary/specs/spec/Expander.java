package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.Location;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.GraphBuilder;
import dev.cnnsummary.specs.graph.ModulePath;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Shape;
import java.util.ArrayList;
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
  private static final int MOST_STEPS = 1_000_000;
  private static final int MOST_LEVELS = 64;

  private final Declaration.Model model;
  private final Problems problems;
  private final Variables parameters;
  private final GraphBuilder builder;
  private final LayerCalls calls;
  private final References references;
  private int steps;
  private int levels;

  private Expander(Declaration.Model model, String name, Variables parameters, Problems problems) {
    this.model = model;
    this.parameters = parameters;
    this.problems = problems;
    this.builder = new GraphBuilder(name);
    this.calls = new LayerCalls(model, parameters, builder, problems, this::scope);
    this.references = new References(builder);
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
      DType dtype = DType.parse(input.dtype()).filter(DType::isComputed).orElse(null);
      if (dtype == null) {
        problems.add(input.location(), "", "dtype: unknown element type '" + input.dtype() + "'");
        dtype = DType.F32;
      }
      inputs.add(builder.input(input.name(), dtype, inputShape(input)));
    }
    scope(model.scope(), ModulePath.ROOT, parameters, inputs, null, new Site.Mode(true, true));
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
      Site.Mode mode) {
    if (++levels > MOST_LEVELS) {
      throw problems.end(
          scope.location(), path.text(), "modules are nested more than 64 levels deep");
    }
    builder.locate(path, scope.location());
    builder.open(
        path, scope.type(), scope.base(), mode.called() ? inputs : List.of(), mode.called());
    Frame frame = new Frame(path, inputs, outer);
    for (int i = 0; i < scope.inputs().size(); i++) {
      Declaration.NameAt input = scope.inputs().get(i);
      frame.list().claim(input.name(), input.location());
      List<Value> values =
          input.several() ? inputs.subList(i, inputs.size()) : List.of(inputs.get(i));
      frame.list().define(input.name(), new Frame.Given(values));
    }
    List<Value> current = entries(scope.entries(), inputs, frame, variables, mode);
    List<Value> outputs = outputs(scope, current, frame, variables);
    builder.close(mode.called() ? outputs : List.of());
    order(scope, path, frame);
    levels--;
    return outputs;
  }

  private List<Value> outputs(
      Declaration.Scope scope, List<Value> current, Frame frame, Variables variables) {
    List<Value> outputs = new ArrayList<>();
    for (Declaration.Reference reference : scope.outputs()) {
      try {
        outputs.addAll(references.resolve(reference, scope.entries(), frame, variables));
      } catch (EvaluationException e) {
        problems.add(e.location(), frame.path().text(), e.fault());
      }
    }
    return outputs.isEmpty() ? current : outputs;
  }

  /** Where a module is skipped, its name may stay in the order. */
  private void order(Declaration.Scope scope, ModulePath path, Frame frame) {
    List<String> children = builder.children(path);
    for (Declaration.NameAt name : scope.order()) {
      if (!children.contains(name.name())
          && !(frame.list().get(name.name()) instanceof Frame.Skipped)) {
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
      Site.Mode mode) {
    List<Value> current = inputs;
    for (Declaration.Entry entry : entries) {
      try {
        for (Map<String, Data> iteration : Loops.iterations(entry.repeat(), variables)) {
          steps += 1 + entry.from().size();
          if (steps > MOST_STEPS) {
            throw problems.end(
                entry.location(), frame.path().text(), "more than 1,000,000 entries in all");
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
      Site.Mode mode) {
    List<Value> inputs = List.of(current.getFirst());
    String name = null;
    try {
      name = entry.name() == null ? null : name(entry.name(), entry.location(), variables);
      if (!entry.from().isEmpty()) {
        List<Value> taken = new ArrayList<>();
        for (Declaration.Reference reference : entry.from()) {
          taken.addAll(references.resolve(reference, siblings, frame, variables));
        }
        if (taken.isEmpty()) {
          throw new EvaluationException(
              entry.from().getFirst().location(), "no entry before this one has such a name");
        }
        inputs = taken;
      }
      return run(entry, new Site(name, entry.location(), inputs, frame, variables, mode));
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
    if (Keywords.RESERVED_NAMES.contains(name)) {
      throw new EvaluationException(location, Keywords.reserved(name));
    }
    return name;
  }

  private List<Value> run(Declaration.Entry entry, Site outer) {
    Variables variables = outer.variables();
    boolean tensor = LayerCalls.isTensor(entry.body(), variables);
    if (tensor && !entry.from().isEmpty()) {
      throw new EvaluationException(
          entry.from().getFirst().location(), "from: a tensor of the module takes nothing");
    }
    if (entry.when() != null && !Loops.truth(entry.when(), "when", variables)) {
      outer.claim(
          tensor ? new Frame.Idle(entry.location(), null) : new Frame.Skipped(outer.inputs()));
      return outer.inputs();
    }
    boolean idle =
        entry.trainingOnly() != null
            && Loops.truth(entry.trainingOnly(), "training_only", variables);
    boolean trainable =
        entry.trainable() == null || Loops.truth(entry.trainable(), "trainable", variables);
    Site site = outer.in(!idle, trainable);
    List<Value> outputs =
        switch (entry.body()) {
          case Declaration.Reuse reuse -> calls.reuse(reuse, site);
          case Declaration.Container(Declaration.Scope scope, boolean spliced) when spliced ->
              entries(
                  scope.entries(),
                  site.inputs(),
                  site.frame().withInputs(site.inputs()),
                  variables,
                  site.mode());
          case Declaration.Container container -> calls.module(container, site);
          case Declaration.Layer layer -> calls.layer(layer, site);
        };
    if (idle && site.name() != null) {
      boolean isModule =
          site.frame().list().get(site.name()) instanceof Frame.Ran(_, Frame.Reusable module)
              && module != null;
      ModulePath path = isModule ? site.frame().path().child(site.name()) : null;
      site.define(new Frame.Idle(entry.location(), path));
    }
    return idle ? site.inputs() : outputs;
  }
}
