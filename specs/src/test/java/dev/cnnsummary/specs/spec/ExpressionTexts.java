package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.Location;
import dev.cnnsummary.specs.spec.Tree.Scalar;
import dev.cnnsummary.specs.spec.Tree.ScalarKind;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Expressions' values and faults as short texts. */
final class ExpressionTexts {
  private static final Names NAMES =
      names(
          Map.of(
              "x", Data.Num.of(7),
              "y", Data.Num.of(-3),
              "h", new Data.Num(0.5),
              "s", new Data.Text("stage"),
              "l", numbers(64, 128, 256, 512),
              "e", new Data.Items(List.of()),
              "t", new Data.Bool(true),
              "f", new Data.Bool(false),
              "n", new Data.None(),
              "channels", Data.Num.of(64)));

  private ExpressionTexts() {}

  static Names names(Map<String, Data> values) {
    return new Names() {
      @Override
      public @Nullable Data get(String name) {
        return values.get(name);
      }

      @Override
      public Collection<String> known() {
        return values.keySet();
      }
    };
  }

  /** A list of numbers. */
  static Data.Items numbers(long... values) {
    return new Data.Items(
        Arrays.stream(values).mapToObj(value -> (Data) Data.Num.of(value)).toList());
  }

  /** The value, or {@code column message} of the fault, of a bare expression at 1:1. */
  static String evaluate(String text) {
    return evaluate(text, NAMES);
  }

  static String evaluate(String text, Names names) {
    Problems problems = new Problems();
    Scalar scalar = new Scalar(new Location("net.yaml", 1, 1), ScalarKind.STRING, text, false);
    Expression expression = Expressions.parseBare(scalar, problems);
    if (expression == null) {
      return problems.list().stream()
          .map(problem -> fault(problem.location(), problem.message()))
          .collect(Collectors.joining("\n"));
    }
    try {
      return print(Evaluator.evaluate(expression, names));
    } catch (EvaluationException fault) {
      return fault(fault.location(), fault.fault());
    }
  }

  static String fault(@Nullable Location location, String message) {
    return (location == null ? "-" : location.column()) + " " + message;
  }

  static String print(Data data) {
    return switch (data) {
      case Data.Num num -> num.print();
      case Data.Bool(boolean value) -> Boolean.toString(value);
      case Data.Text(String value) -> '"' + value + '"';
      case Data.Items(List<Data> items) ->
          items.stream().map(ExpressionTexts::print).collect(Collectors.joining(", ", "[", "]"));
      case Data.None _ -> "null";
    };
  }
}
