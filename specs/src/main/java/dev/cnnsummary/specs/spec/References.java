package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.graph.GraphBuilder;
import dev.cnnsummary.specs.graph.ModulePath;
import dev.cnnsummary.specs.graph.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Finds what {@code from} and {@code outputs} name. */
final class References {
  private final GraphBuilder builder;

  References(GraphBuilder builder) {
    this.builder = builder;
  }

  /**
   * The values that a reference stands for: one, or any number where its name is a beginning.
   *
   * @param siblings the entries of the list that it stands in
   */
  List<Value> resolve(
      Declaration.Reference reference,
      List<Declaration.Entry> siblings,
      Frame frame,
      Variables variables) {
    String name = reference.name().expand(variables);
    if (reference.several()) {
      return several(name, frame);
    }
    List<Value> outputs =
        name.equals("input")
            ? frame.inputs()
            : name.indexOf('.') < 0
                ? named(name, reference, siblings, frame)
                : List.of(weight(name, reference, siblings, frame));
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
    return List.of(outputs.get(reference.output()));
  }

  /** The first output of each entry of the list whose name begins so; all tensors of an input. */
  private static List<Value> several(String prefix, Frame frame) {
    List<Value> values = new ArrayList<>();
    for (Frame.Entity entity : frame.beginning(prefix)) {
      switch (entity) {
        case Frame.Given(List<Value> given) -> values.addAll(given);
        case Frame.Ran(List<Value> outputs, _) -> values.add(outputs.getFirst());
        case Frame.Skipped(List<Value> inputs) -> values.add(inputs.getFirst());
        case Frame.Idle _ -> {}
      }
    }
    return values;
  }

  private static List<Value> named(
      String name, Declaration.Reference reference, List<Declaration.Entry> siblings, Frame frame) {
    return switch (frame.find(name)) {
      case Frame.Given(List<Value> values) -> values;
      case Frame.Ran(List<Value> values, _) -> values;
      case Frame.Skipped(List<Value> values) -> values;
      case Frame.Idle(var at, _) ->
          throw new EvaluationException(
              reference.location(),
              "'"
                  + name
                  + "' (line "
                  + at.line()
                  + ") is training_only or skipped: there is nothing to take");
      case null ->
          throw new EvaluationException(
              reference.location(), unknown(name, siblings, frame.known()));
    };
  }

  /** A weight of a module: the module's name, a dot, and the weight's name in the module. */
  private Value weight(
      String name, Declaration.Reference reference, List<Declaration.Entry> siblings, Frame frame) {
    int dot = name.indexOf('.');
    String entry = name.substring(0, dot);
    ModulePath module =
        switch (frame.find(entry)) {
          case Frame.Ran(_, Frame.Reusable called) when called != null -> called.path();
          case Frame.Idle(_, ModulePath path) when path != null -> path;
          case Frame.Ran _, Frame.Idle _, Frame.Given _, Frame.Skipped _ ->
              throw new EvaluationException(
                  reference.location(), "'" + entry + "' is no module here, so it has no weights");
          case null ->
              throw new EvaluationException(
                  reference.location(), unknown(entry, siblings, frame.known()));
        };
    if (!builder.hasModule(module)) {
      return frame.inputs().getFirst(); // it is faulty, which is reported
    }
    Map<String, Value> known = builder.weights(module);
    Value weight = known.get(module.text() + name.substring(dot));
    if (weight == null) {
      int start = module.text().length() - entry.length();
      List<String> names = known.keySet().stream().map(each -> each.substring(start)).toList();
      throw new EvaluationException(
          reference.location(),
          "'"
              + entry
              + "' has no weight '"
              + name.substring(dot + 1)
              + "'"
              + Nearest.suggestion(name, names));
    }
    return weight;
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
}
