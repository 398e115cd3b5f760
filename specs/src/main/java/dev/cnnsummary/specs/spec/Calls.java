package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.Location;
import dev.cnnsummary.specs.spec.Data.Items;
import dev.cnnsummary.specs.spec.Data.Num;
import dev.cnnsummary.specs.spec.Data.Text;
import java.util.List;

/** What the {@linkplain Function functions} give. */
final class Calls {
  private Calls() {}

  /**
   * Calls a function.
   *
   * @param at the function's name
   * @param arguments as many as the function takes
   */
  static Data call(Location at, Function function, List<Data> arguments) {
    return switch (function) {
      case MIN, MAX -> extreme(at, function, arguments);
      case SUM -> sum(at, arguments.getFirst());
      case ABS -> new Num(Math.abs(number(at, function, arguments, 0)));
      case ROUND -> new Num(Math.rint(number(at, function, arguments, 0)) + 0.0);
      case CEIL -> new Num(Math.ceil(number(at, function, arguments, 0)) + 0.0);
      case FLOOR -> new Num(Math.floor(number(at, function, arguments, 0)) + 0.0);
      case INT -> new Num(Arithmetic.truncate(number(at, function, arguments, 0)) + 0.0);
      case LOG -> log(at, number(at, function, arguments, 0));
      case SQRT -> squareRoot(at, number(at, function, arguments, 0));
      case LEN -> length(at, arguments.getFirst());
      case MAKE_DIVISIBLE -> makeDivisible(at, arguments);
    };
  }

  private static Num extreme(Location at, Function function, List<Data> arguments) {
    List<Data> values =
        arguments.size() == 1 && arguments.getFirst() instanceof Items(List<Data> items)
            ? items
            : arguments;
    if (values.isEmpty()) {
      throw new EvaluationException(at, function.spelling() + " of an empty list");
    }
    double extreme = number(at, function, values, 0);
    for (int i = 1; i < values.size(); i++) {
      double value = number(at, function, values, i);
      extreme = function == Function.MIN ? Math.min(extreme, value) : Math.max(extreme, value);
    }
    return new Num(extreme);
  }

  private static Data sum(Location at, Data value) {
    if (!(value instanceof Items(List<Data> items))) {
      throw new EvaluationException(at, "sum takes a list, got " + value.describe());
    }
    Data sum = Num.of(0);
    for (int i = 0; i < items.size(); i++) {
      double summand = number(at, Function.SUM, items, i);
      sum = Arithmetic.apply(at, Expression.Operator.PLUS, ((Num) sum).value(), summand);
    }
    return sum;
  }

  private static Num log(Location at, double value) {
    if (value <= 0) {
      throw new EvaluationException(
          at, "log takes a number above 0, got " + new Num(value).print());
    }
    return new Num(StrictMath.log(value));
  }

  private static Num squareRoot(Location at, double value) {
    if (value < 0) {
      throw new EvaluationException(
          at, "sqrt takes a number that is not negative, got " + new Num(value).print());
    }
    return new Num(Math.sqrt(value));
  }

  private static Num length(Location at, Data value) {
    return switch (value) {
      case Items(List<Data> items) -> Num.of(items.size());
      case Text(String text) -> Num.of(text.codePointCount(0, text.length()));
      case Num _, Data.Bool _, Data.None _ ->
          throw new EvaluationException(
              at, "len takes a list or a string, got " + value.describe());
    };
  }

  private static Num makeDivisible(Location at, List<Data> arguments) {
    Function function = Function.MAKE_DIVISIBLE;
    double value = number(at, function, arguments, 0);
    double divisor = number(at, function, arguments, 1);
    boolean given = arguments.size() == 3 && !(arguments.get(2) instanceof Data.None);
    double least = given ? number(at, function, arguments, 2) : divisor;
    return Arithmetic.makeDivisible(at, value, divisor, least);
  }

  private static double number(Location at, Function function, List<Data> values, int index) {
    return Evaluator.number(at, function.spelling(), values.get(index));
  }
}
