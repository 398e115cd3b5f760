package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.Location;
import dev.cnnsummary.specs.op.Size;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sizes over the extents of operands: {@code d1//2}, {@code like0}. They are expressions of the
 * spec language with fewer operators, whose names are extents.
 */
final class SizeExpressions {
  private static final int LONGEST = 200;
  private static final Pattern EXTENT = Pattern.compile("(d|like)(\\d{1,2})");

  private SizeExpressions() {}

  /**
   * Parses a size.
   *
   * @throws ExpressionFault if it is none
   */
  static Size parse(String text) {
    if (text.length() > LONGEST) {
      throw new ExpressionFault(0, "a size has at most " + LONGEST + " characters");
    }
    return size(
        ExpressionParser.parse(
            text, 0, text.length(), offset -> new Location("", 1, Math.addExact(offset, 1))));
  }

  private static Size size(Expression expression) {
    return switch (expression) {
      case Expression.Literal(Location at, Data value) -> number(at, value);
      case Expression.Name(Location at, String name) -> extent(at, name);
      case Expression.Sign(Location at, boolean negative, Expression operand) ->
          negative ? joined(at, Size.Operator.TIMES, Size.of(-1), size(operand)) : size(operand);
      case Expression.Arithmetic arithmetic -> arithmetic(arithmetic);
      case Expression.Call call -> extremum(call);
      case Expression.Listing(Location at, _) -> throw fault(at, "expected a size, got a list");
      case Expression.Element(Location at, _, _) -> throw refused(at, "'['");
      case Expression.Range(Location at, _, _, _) -> throw refused(at, "'['");
      case Expression.Not(Location at, _) -> throw refused(at, "'not'");
      case Expression.Comparison(Location at, _, _, _) -> throw refused(at, "a comparison");
      case Expression.Junction(Location at, _, _, _) -> throw refused(at, "'and' or 'or'");
      case Expression.Conditional(Location at, _, _, _) -> throw refused(at, "'if'");
    };
  }

  private static Size number(Location at, Data value) {
    if (value instanceof Data.Num number && number.isInteger()) {
      return Size.of((long) number.value());
    }
    throw fault(at, "a size takes whole numbers, got " + value.describe());
  }

  private static Size extent(Location at, String name) {
    Matcher matcher = EXTENT.matcher(name);
    if (matcher.matches()) {
      return new Size.Extent(
          matcher.group(1).equals("d") ? 0 : 1, Integer.parseInt(matcher.group(2)));
    }
    throw fault(
        at,
        "unknown size "
            + Excerpt.of(name)
            + ": an extent of the input is d0, d1, ..., one of a second input like0, like1, ...,"
            + " and a parameter has a '$'");
  }

  private static Size arithmetic(Expression.Arithmetic expression) {
    Location at = expression.location();
    Size left = size(expression.left());
    Size right = size(expression.right());
    return switch (expression.operator()) {
      case PLUS -> joined(at, Size.Operator.PLUS, left, right);
      case MINUS -> joined(at, Size.Operator.MINUS, left, right);
      case TIMES -> joined(at, Size.Operator.TIMES, left, right);
      case DIVIDE -> quotient(at, left, right, true);
      case FLOOR_DIVIDE -> quotient(at, left, right, false);
      case MODULO, POWER -> throw refused(at, "'" + expression.operator().symbol() + "'");
    };
  }

  private static Size extremum(Expression.Call call) {
    Size.Operator operator =
        switch (call.function()) {
          case MIN -> Size.Operator.MIN;
          case MAX -> Size.Operator.MAX;
          case SUM, ABS, ROUND, CEIL, FLOOR, INT, LOG, SQRT, LEN, MAKE_DIVISIBLE ->
              throw refused(call.location(), call.function().spelling());
        };
    List<Size> sizes = call.arguments().stream().map(SizeExpressions::size).toList();
    Size extremum = sizes.getFirst();
    for (Size size : sizes.subList(1, sizes.size())) {
      extremum = joined(call.location(), operator, extremum, size);
    }
    return extremum;
  }

  private static Size joined(Location at, Size.Operator operator, Size left, Size right) {
    if (!(left instanceof Size.Fixed(long a) && right instanceof Size.Fixed(long b))) {
      return new Size.Joined(operator, left, right);
    }
    try {
      return Size.of(
          switch (operator) {
            case PLUS -> Math.addExact(a, b);
            case MINUS -> Math.subtractExact(a, b);
            case TIMES -> Math.multiplyExact(a, b);
            case MIN -> Math.min(a, b);
            case MAX -> Math.max(a, b);
          });
    } catch (ArithmeticException _) {
      throw fault(at, "a number is too large");
    }
  }

  private static Size quotient(Location at, Size dividend, Size divisor, boolean exact) {
    if (!(divisor instanceof Size.Fixed(long number)) || number < 1) {
      throw fault(at, "a size is divided by a whole number of at least 1");
    }
    if (!(dividend instanceof Size.Fixed(long known))) {
      return new Size.Quotient(dividend, number, exact);
    }
    if (exact && known % number != 0) {
      throw fault(at, known + " is not a multiple of " + number);
    }
    return Size.of(Math.floorDiv(known, number));
  }

  private static ExpressionFault refused(Location at, String what) {
    return fault(at, what + " does not stand in a size: it has + - * / // min max and parentheses");
  }

  private static ExpressionFault fault(Location at, String message) {
    return new ExpressionFault(at.column() - 1, message);
  }
}
