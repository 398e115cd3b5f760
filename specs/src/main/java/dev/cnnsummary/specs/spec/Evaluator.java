package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.Location;
import dev.cnnsummary.specs.spec.Data.Bool;
import dev.cnnsummary.specs.spec.Data.Items;
import dev.cnnsummary.specs.spec.Data.Num;
import dev.cnnsummary.specs.spec.Data.Text;
import dev.cnnsummary.specs.spec.Expression.Operator;
import dev.cnnsummary.specs.spec.Expression.Relation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Works out what an expression stands for. */
final class Evaluator {
  private static final int LONGEST_TEXT = 10_000;
  private static final int LARGEST_LIST = 10_000;
  private static final int DEEPEST_LIST = 50;

  private final Names names;

  private Evaluator(Names names) {
    this.names = names;
  }

  /**
   * Evaluates an expression.
   *
   * @throws EvaluationException if it has no value
   */
  static Data evaluate(Expression expression, Names names) {
    return new Evaluator(names).value(expression);
  }

  private Data value(Expression expression) {
    return switch (expression) {
      case Expression.Literal(_, Data value) -> value;
      case Expression.Listing(Location at, List<Expression> items) -> bounded(at, values(items));
      case Expression.Name name -> lookUp(name);
      case Expression.Element element -> element(element);
      case Expression.Range range -> range(range);
      case Expression.Sign(Location at, boolean negative, Expression operand) -> {
        double number = number(at, negative ? "'-'" : "'+'", value(operand));
        yield Arithmetic.checked(at, negative ? -number : number);
      }
      case Expression.Not(Location at, Expression operand) ->
          new Bool(!truth(at, "'not'", operand));
      case Expression.Arithmetic(
              Location at,
              Operator operator,
              Expression left,
              Expression right) ->
          arithmetic(at, operator, value(left), value(right));
      case Expression.Comparison(
              Location at,
              Relation relation,
              Expression left,
              Expression right) ->
          new Bool(Comparisons.holds(at, relation, value(left), value(right)));
      case Expression.Junction(Location at, boolean and, Expression left, Expression right) -> {
        String word = and ? "'and'" : "'or'";
        yield new Bool(truth(at, word, left) == and ? truth(at, word, right) : !and);
      }
      case Expression.Conditional(
              Location at,
              Expression condition,
              Expression chosen,
              Expression otherwise) ->
          value(truth(at, "'if'", condition) ? chosen : otherwise);
      case Expression.Call(Location at, Function function, List<Expression> arguments) ->
          Calls.call(at, function, values(arguments));
    };
  }

  private List<Data> values(List<Expression> expressions) {
    List<Data> values = new ArrayList<>();
    for (Expression expression : expressions) {
      values.add(value(expression));
    }
    return values;
  }

  private Data lookUp(Expression.Name name) {
    Data value = names.get(name.name());
    if (value == null) {
      throw new EvaluationException(
          name.location(),
          "unknown name "
              + Excerpt.of(name.name())
              + Nearest.suggestion(name.name(), names.known()));
    }
    return value;
  }

  private Data element(Expression.Element element) {
    Data list = value(element.list());
    int size = size(element.location(), list);
    Num number = index(element.index());
    double position = number.value() < 0 ? number.value() + size : number.value();
    if (position < 0 || position >= size) {
      throw new EvaluationException(
          element.index().location(),
          "the index " + number.print() + " is outside " + list.describe());
    }
    return at(list, (int) position);
  }

  private static int size(Location at, Data list) {
    return switch (list) {
      case Items(List<Data> items) -> items.size();
      case Text(String text) -> text.codePointCount(0, text.length());
      case Num _, Bool _, Data.None _ ->
          throw new EvaluationException(
              at, "an index takes a list or a string, got " + list.describe());
    };
  }

  private Num index(Expression expression) {
    Data index = value(expression);
    if (!(index instanceof Num number && number.isInteger())) {
      throw new EvaluationException(
          expression.location(), "an index is an integer, got " + index.describe());
    }
    return number;
  }

  /** Python's range: a negative index counts from the end, and one outside is the edge. */
  private Data range(Expression.Range range) {
    Data list = value(range.list());
    int size = size(range.location(), list);
    int start = edge(range.start(), 0, size);
    int end = Math.max(start, edge(range.end(), size, size));
    if (list instanceof Items(List<Data> items)) {
      return new Items(items.subList(start, end));
    }
    int[] characters = ((Text) list).value().codePoints().toArray();
    return new Text(new String(characters, start, end - start));
  }

  private int edge(@Nullable Expression index, int otherwise, int size) {
    if (index == null) {
      return otherwise;
    }
    double position = index(index).value();
    return (int) Math.clamp(position < 0 ? position + size : position, 0.0, (double) size);
  }

  private static Data at(Data list, int position) {
    if (list instanceof Items(List<Data> items)) {
      return items.get(position);
    }
    int[] characters = ((Text) list).value().codePoints().toArray();
    return new Text(Character.toString(characters[position]));
  }

  private static Data arithmetic(Location at, Operator operator, Data left, Data right) {
    if (left instanceof Num(double a) && right instanceof Num(double b)) {
      return Arithmetic.apply(at, operator, a, b);
    }
    if (operator == Operator.PLUS
        && left instanceof Text(String a)
        && right instanceof Text(String b)) {
      if (a.length() + b.length() > LONGEST_TEXT) {
        throw new EvaluationException(
            at, "the string is longer than " + LONGEST_TEXT + " characters");
      }
      return new Text(a + b);
    }
    if (operator == Operator.PLUS
        && left instanceof Items(List<Data> a)
        && right instanceof Items(List<Data> b)) {
      List<Data> joined = new ArrayList<>(a);
      joined.addAll(b);
      return bounded(at, joined);
    }
    String expected =
        operator == Operator.PLUS ? "two numbers, two strings or two lists" : "two numbers";
    throw new EvaluationException(
        at,
        "'%s' takes %s, got %s and %s"
            .formatted(operator.symbol(), expected, left.describe(), right.describe()));
  }

  /** A list, if neither it nor the lists in it grow beyond bounds. */
  private static Items bounded(Location at, List<Data> items) {
    if (weight(at, items, LARGEST_LIST, 1) > LARGEST_LIST) {
      throw new EvaluationException(at, "the list has more than " + LARGEST_LIST + " values");
    }
    return new Items(items);
  }

  /** How many values a list holds at all depths; counting ends once that is beyond a bound. */
  private static int weight(Location at, List<Data> items, int bound, int depth) {
    if (depth > DEEPEST_LIST) {
      throw new EvaluationException(at, "lists are nested deeper than " + DEEPEST_LIST + " levels");
    }
    int weight = 0;
    for (Data item : items) {
      weight++;
      if (item instanceof Items(List<Data> inner)) {
        weight += weight(at, inner, bound - weight, depth + 1);
      }
      if (weight > bound) {
        return weight;
      }
    }
    return weight;
  }

  private boolean truth(Location at, String word, Expression operand) {
    Data value = value(operand);
    if (value instanceof Bool(boolean truth)) {
      return truth;
    }
    throw new EvaluationException(at, word + " takes true or false, got " + value.describe());
  }

  /** The value of an operand that must be a number. */
  static double number(Location at, String word, Data value) {
    if (value instanceof Num(double number)) {
      return number;
    }
    throw new EvaluationException(at, word + " takes a number, got " + value.describe());
  }

  /** What comparisons mean. */
  private static final class Comparisons {
    static boolean holds(Location at, Relation relation, Data left, Data right) {
      return switch (relation) {
        case EQUAL -> equal(at, left, right);
        case NOT_EQUAL -> !equal(at, left, right);
        case LESS -> order(at, relation, left, right) < 0;
        case LESS_OR_EQUAL -> order(at, relation, left, right) <= 0;
        case GREATER -> order(at, relation, left, right) > 0;
        case GREATER_OR_EQUAL -> order(at, relation, left, right) >= 0;
      };
    }

    /** Values of different kinds differ; but true and 1, equal in Python, are not compared. */
    private static boolean equal(Location at, Data left, Data right) {
      boolean mixed =
          (left instanceof Bool && right instanceof Num)
              || (left instanceof Num && right instanceof Bool);
      if (mixed) {
        throw new EvaluationException(
            at, "cannot compare " + left.describe() + " with " + right.describe());
      }
      return left.equals(right);
    }

    private static int order(Location at, Relation relation, Data left, Data right) {
      if (left instanceof Num(double a) && right instanceof Num(double b)) {
        return Double.compare(a, b);
      }
      if (left instanceof Text(String a) && right instanceof Text(String b)) {
        return Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());
      }
      throw new EvaluationException(
          at,
          "'%s' takes two numbers or two strings, got %s and %s"
              .formatted(relation.symbol(), left.describe(), right.describe()));
    }
  }
}
