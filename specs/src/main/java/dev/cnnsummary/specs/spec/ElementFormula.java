package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.Location;
import dev.cnnsummary.specs.op.Formula;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An expression of the spec language whose names are the places of an element: {@code i0//7 - i1}.
 * Two are equal if their texts are.
 */
final class ElementFormula implements Formula {
  private static final int LONGEST = 1_000;
  private static final Pattern PLACE = Pattern.compile("i(0|[1-9]\\d{0,2})");

  private final String text;
  private final Expression expression;

  private ElementFormula(String text, Expression expression) {
    this.text = text;
    this.expression = expression;
  }

  /**
   * Parses a formula.
   *
   * @throws ExpressionFault if it is none
   */
  static ElementFormula parse(String text) {
    if (text.length() > LONGEST) {
      throw new ExpressionFault(0, "a formula has at most " + LONGEST + " characters");
    }
    return new ElementFormula(
        text,
        ExpressionParser.parse(
            text, 0, text.length(), offset -> new Location("", 1, Math.addExact(offset, 1))));
  }

  /** The places of an element by their names. */
  private static final class Places implements Names {
    private final int[] place;

    Places(int[] place) {
      this.place = place;
    }

    @Override
    public @Nullable Data get(String name) {
      Matcher matcher = PLACE.matcher(name);
      int axis = matcher.matches() ? Integer.parseInt(matcher.group(1)) : place.length;
      return axis < place.length ? Data.Num.of(place[axis]) : null;
    }

    @Override
    public Collection<String> known() {
      return IntStream.range(0, place.length).mapToObj(axis -> "i" + axis).toList();
    }
  }

  /** What is wrong with it for a tensor of a shape; null if nothing is, as far as is seen. */
  @Nullable String fault(List<Integer> shape) {
    try {
      at(new int[shape.size()]);
      at(shape.stream().mapToInt(extent -> extent - 1).toArray());
      return null;
    } catch (ArithmeticException e) {
      return e.getMessage();
    }
  }

  @Override
  public String text() {
    return text;
  }

  @Override
  public double at(int... place) {
    try {
      Data value = Evaluator.evaluate(expression, new Places(place));
      if (value instanceof Data.Num(double number)) {
        return number;
      }
      throw new ArithmeticException("expected a number, got " + value.describe());
    } catch (EvaluationException e) {
      throw new ArithmeticException(e.fault());
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ElementFormula formula && text.equals(formula.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
