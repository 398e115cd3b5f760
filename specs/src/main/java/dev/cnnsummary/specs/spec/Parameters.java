package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.Location;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives the parameters of a model or block their values. */
final class Parameters {
  private Parameters() {}

  /**
   * Binds each parameter to what is given or else to its default, in order, so that a default may
   * use those before it.
   *
   * @param outer what defaults see beside earlier parameters
   * @param owner whose parameters they are, for messages
   * @return the names; null where something is wrong, which is reported
   */
  static @Nullable Variables bind(
      List<Declaration.Parameter> parameters,
      Map<String, Arguments.Given> given,
      @Nullable Variables outer,
      String owner,
      Location location,
      String path,
      Problems problems) {
    List<String> names = parameters.stream().map(Declaration.Parameter::name).toList();
    boolean faulty = false;
    for (Map.Entry<String, Arguments.Given> entry : given.entrySet()) {
      if (entry.getValue().filled()) {
        faulty = true;
        problems.add(entry.getValue().location(), path, entry.getKey() + Arguments.Given.FILLED);
      }
      if (!names.contains(entry.getKey())) {
        faulty = true;
        problems.add(
            entry.getValue().location(),
            path,
            owner
                + " has no parameter '"
                + entry.getKey()
                + "'"
                + Nearest.suggestion(entry.getKey(), names));
      }
    }
    Variables variables = new Variables(Map.of(), outer);
    for (Declaration.Parameter parameter : parameters) {
      Arguments.Given value = given.get(parameter.name());
      if (value != null) {
        variables.define(parameter.name(), value.data());
      } else if (parameter.preset() != null) {
        try {
          variables.define(parameter.name(), parameter.preset().evaluate(variables));
        } catch (EvaluationException e) {
          faulty = true;
          problems.add(e.location(), path, e.fault());
        }
      } else {
        faulty = true;
        problems.add(location, path, owner + " needs its parameter '" + parameter.name() + "'");
      }
    }
    return faulty ? null : variables;
  }
}
