package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.Location;
import dev.cnnsummary.specs.spec.Tree.Scalar;
import dev.cnnsummary.specs.spec.Tree.ScalarKind;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds and parses the expressions of a spec. A fault has its own column if the scalar stands on
 * one line and has no escapes; else it is reported where the scalar begins.
 */
final class Expressions {
  private static final int LONGEST = 2_000;
  private static final Pattern NAME = Pattern.compile("\\$[A-Za-z_][A-Za-z_0-9]*+");

  private Expressions() {}

  /**
   * Whether a text is {@code $name} or {@code $( … )} as a whole. One that opens with {@code $(}
   * and never closes is one too, so that its fault is found.
   */
  static boolean isReference(String text) {
    if (!text.startsWith("$(")) {
      return NAME.matcher(text).matches();
    }
    int close = closing(text, 1);
    return close < 0 || close == text.length() - 1;
  }

  /** Parses a {@linkplain #isReference reference}; null, with a problem, if it is faulty. */
  static @Nullable Expression parse(Scalar scalar, Problems problems) {
    String text = scalar.text();
    if (text.startsWith("$(")) {
      int close = closing(text, 1);
      if (close < 0) {
        // Only the missing parenthesis is certain: what stands before it may be fine.
        problems.add(at(scalar, text.length()), "", "expected ')' to close the '$('");
        return null;
      }
      return parse(scalar, 2, close, problems);
    }
    return parse(scalar, 1, text.length(), problems);
  }

  /**
   * Parses a scalar that is an expression without any mark ({@code when}, {@code repeat}); with one
   * it is fine too. Null, with a problem, if it is faulty.
   */
  static @Nullable Expression parseBare(Scalar scalar, Problems problems) {
    if (scalar.kind() != ScalarKind.STRING) {
      Data value = literal(scalar, problems);
      return value == null ? null : new Expression.Literal(scalar.location(), value);
    }
    return isReference(scalar.text())
        ? parse(scalar, problems)
        : parse(scalar, 0, scalar.text().length(), problems);
  }

  /** The value of a scalar as it stands; null, with a problem, if it is too large a number. */
  static @Nullable Data literal(Scalar scalar, Problems problems) {
    return switch (scalar.kind()) {
      case STRING -> new Data.Text(scalar.text());
      case BOOLEAN -> new Data.Bool(scalar.text().equals("true"));
      case NULL -> new Data.None();
      case INTEGER, FLOAT -> {
        double value = Double.parseDouble(scalar.text());
        if (Math.abs(value) > Arithmetic.GREATEST) {
          problems.add(scalar.location(), "", Arithmetic.tooLarge(Excerpt.of(scalar.text())));
          yield null;
        }
        yield new Data.Num(value + 0.0);
      }
    };
  }

  /** Parses a part of a scalar's text; null, with a problem, if it is faulty. */
  static @Nullable Expression parse(Scalar scalar, int start, int end, Problems problems) {
    if (end - start > LONGEST) {
      problems.add(
          scalar.location(), "", "the expression is longer than " + LONGEST + " characters");
      return null;
    }
    try {
      return ExpressionParser.parse(scalar.text(), start, end, offset -> at(scalar, offset));
    } catch (ExpressionFault fault) {
      problems.add(at(scalar, fault.offset()), "", fault.fault());
      return null;
    }
  }

  /**
   * The parenthesis that closes the one at an offset, not looking into strings; -1 if none does.
   */
  static int closing(String text, int open) {
    int depth = 0;
    int i = open;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '(') {
        depth++;
      } else if (c == ')') {
        depth--;
        if (depth == 0) {
          return i;
        }
      } else if (c == '\'' || c == '"') {
        i = text.indexOf(c, i + 1);
        if (i < 0) {
          return -1;
        }
      }
      i++;
    }
    return -1;
  }

  /** Where a character of a scalar's text stands in the source. */
  static Location at(Scalar scalar, int offset) {
    Location start = scalar.location();
    int lineBreak = scalar.text().indexOf('\n');
    return lineBreak >= 0
        ? start
        : new Location(start.file(), start.line(), start.column() + offset);
  }
}
