package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.Location;

/** Parameters' values as a command line gives them. */
final class Settings {
  private Settings() {}

  /** The value of one, checked to be of a parameter that the spec has. */
  static Arguments.Given given(String name, String text, SpecFile spec) {
    if (!spec.parameters().contains(name)) {
      throw SpecFile.refused(
          "--set "
              + name
              + ": "
              + spec.name()
              + (spec.parameters().isEmpty()
                  ? " has no parameters"
                  : " has no such parameter" + Nearest.suggestion(name, spec.parameters())));
    }
    Location location = new Location("--set " + name, 1, 1);
    return new Arguments.Given(location, data(text, location));
  }

  /** A value as it is typed: a number, true, false, null, a list in brackets, or a word. */
  static Data data(String text, Location location) {
    Problems problems = new Problems();
    Tree.ScalarKind kind =
        switch (text) {
          case "true", "false" -> Tree.ScalarKind.BOOLEAN;
          case "null" -> Tree.ScalarKind.NULL;
          default -> numberOrString(text);
        };
    Tree.Scalar scalar = new Tree.Scalar(location, kind, text, false);
    Data data = null;
    if (text.startsWith("[")) {
      Expression expression = Expressions.parseBare(scalar, problems);
      if (expression != null) {
        try {
          data = Evaluator.evaluate(expression, Variables.empty());
        } catch (EvaluationException e) {
          problems.add(e.location(), "", e.fault());
        }
      }
    } else {
      data = Expressions.literal(scalar, problems);
    }
    problems.throwIfAny();
    if (data == null) {
      throw new IllegalStateException("no value and no problem");
    }
    return data;
  }

  private static Tree.ScalarKind numberOrString(String text) {
    if (text.matches("-?[0-9]+")) {
      return Tree.ScalarKind.INTEGER;
    }
    return text.matches("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?")
        ? Tree.ScalarKind.FLOAT
        : Tree.ScalarKind.STRING;
  }
}
