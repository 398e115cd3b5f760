package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.Location;
import dev.cnnsummary.specs.spec.Data.Num;
import dev.cnnsummary.specs.spec.Data.Text;
import dev.cnnsummary.specs.spec.Tree.Scalar;
import dev.cnnsummary.specs.spec.Tree.ScalarKind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A layer's name with places to fill in: {@code denselayer$(i + 1)}, {@code conv$i}. */
final class NameTemplate {
  private static final int LONGEST = 200;
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*+");

  private final Location location;
  private final List<Part> parts;

  private sealed interface Part {}

  private record Fixed(String text) implements Part {}

  private record Filled(Expression expression) implements Part {}

  private NameTemplate(Location location, List<Part> parts) {
    this.location = location;
    this.parts = List.copyOf(parts);
  }

  /**
   * Parses a name.
   *
   * @param location of its first character
   * @return null, with a problem, if one of its places is faulty
   */
  static @Nullable NameTemplate parse(String text, Location location, Problems problems) {
    Scalar scalar = new Scalar(location, ScalarKind.STRING, text, true);
    List<Part> parts = new ArrayList<>();
    boolean sound = true;
    int position = 0;
    for (int dollar = text.indexOf('$'); dollar >= 0; dollar = text.indexOf('$', position)) {
      parts.add(new Fixed(text.substring(position, dollar)));
      position = placeEnd(text, dollar);
      if (position < 0) {
        problems.add(Expressions.at(scalar, dollar), "", placeFault(text, dollar));
        return null;
      }
      Expression expression =
          text.charAt(dollar + 1) == '('
              ? Expressions.parse(scalar, dollar + 2, position - 1, problems)
              : Expressions.parse(scalar, dollar + 1, position, problems);
      if (expression == null) {
        sound = false;
      } else {
        parts.add(new Filled(expression));
      }
    }
    parts.add(new Fixed(text.substring(position)));
    return sound ? new NameTemplate(location, parts) : null;
  }

  /** The offset after a place to fill in; -1 if it is faulty. */
  private static int placeEnd(String text, int dollar) {
    if (text.startsWith("(", dollar + 1)) {
      int close = Expressions.closing(text, dollar + 1);
      return close < 0 ? -1 : close + 1;
    }
    Matcher name = NAME.matcher(text).region(dollar + 1, text.length());
    return name.lookingAt() ? name.end() : -1;
  }

  private static String placeFault(String text, int dollar) {
    return text.startsWith("(", dollar + 1)
        ? "expected ')' to close the '$('"
        : "expected a name or '(' after '$'";
  }

  /** Whether the name is the same whatever its surroundings. */
  boolean isConstant() {
    return parts.stream().allMatch(part -> part instanceof Fixed);
  }

  /**
   * Fills in the places.
   *
   * @throws EvaluationException if one has no value, or another one than an integer or a string
   */
  String expand(Names names) {
    StringBuilder name = new StringBuilder();
    for (Part part : parts) {
      name.append(
          switch (part) {
            case Fixed(String text) -> text;
            case Filled(Expression expression) -> print(expression, names);
          });
      if (name.length() > LONGEST) {
        throw new EvaluationException(
            location, "the name is longer than " + LONGEST + " characters");
      }
    }
    return name.toString();
  }

  private static String print(Expression expression, Names names) {
    Data value = Evaluator.evaluate(expression, names);
    if (value instanceof Num number && number.isInteger()) {
      return number.print();
    }
    if (value instanceof Text(String text)) {
      return text;
    }
    throw new EvaluationException(
        expression.location(), "a name takes integers and strings, got " + value.describe());
  }
}
