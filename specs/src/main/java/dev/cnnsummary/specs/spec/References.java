package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.graph.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Finds what {@code from} and {@code outputs} name. */
final class References {
  private References() {}

  /**
   * The values that a reference stands for: one, or any number where its name is a beginning.
   *
   * @param siblings the entries of the list that it stands in
   */
  static List<Value> resolve(
      Declaration.Reference reference,
      List<Declaration.Entry> siblings,
      Frame frame,
      Variables variables) {
    String name = reference.name().expand(variables);
    if (reference.several()) {
      return several(name, frame);
    }
    List<Value> outputs =
        name.equals("input") ? frame.inputs() : named(name, reference, siblings, frame);
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
      case Frame.Idle(var at) ->
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
