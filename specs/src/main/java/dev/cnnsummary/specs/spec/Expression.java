package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.Location;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A parsed expression. A part's location is where its faults are reported. */
sealed interface Expression {
  Location location();

  /** A value written out. */
  record Literal(Location location, Data value) implements Expression {}

  /** {@code [a, b]}. */
  record Listing(Location location, List<Expression> items) implements Expression {}

  /** A parameter or an index of a repetition. */
  record Name(Location location, String name) implements Expression {}

  /** {@code list[index]}; located at the bracket. */
  record Element(Location location, Expression list, Expression index) implements Expression {}

  /** {@code list[start:end]}, either of which may be left out; located at the bracket. */
  record Range(
      Location location, Expression list, @Nullable Expression start, @Nullable Expression end)
      implements Expression {}

  /** {@code -a} or {@code +a}. */
  record Sign(Location location, boolean negative, Expression operand) implements Expression {}

  /** {@code not a}. */
  record Not(Location location, Expression operand) implements Expression {}

  /** {@code a + b} and the other operators of numbers; located at the operator. */
  record Arithmetic(Location location, Operator operator, Expression left, Expression right)
      implements Expression {}

  /** {@code a < b} and the other comparisons; located at the operator. */
  record Comparison(Location location, Relation relation, Expression left, Expression right)
      implements Expression {}

  /** {@code a and b}, or {@code a or b}: the right side counts only if the left does not decide. */
  record Junction(Location location, boolean and, Expression left, Expression right)
      implements Expression {}

  /** {@code chosen if condition else otherwise}. */
  record Conditional(
      Location location, Expression condition, Expression chosen, Expression otherwise)
      implements Expression {}

  /** {@code function(a, b)}; located at the function's name. */
  record Call(Location location, Function function, List<Expression> arguments)
      implements Expression {}

  /** The operators of numbers, with Python's meaning. */
  enum Operator {
    PLUS("+"),
    MINUS("-"),
    TIMES("*"),
    DIVIDE("/"),
    FLOOR_DIVIDE("//"),
    MODULO("%"),
    POWER("**");

    private final String symbol;

    Operator(String symbol) {
      this.symbol = symbol;
    }

    String symbol() {
      return symbol;
    }
  }

  /** The comparisons. */
  enum Relation {
    EQUAL("=="),
    NOT_EQUAL("!="),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">=");

    private final String symbol;

    Relation(String symbol) {
      this.symbol = symbol;
    }

    String symbol() {
      return symbol;
    }
  }
}
