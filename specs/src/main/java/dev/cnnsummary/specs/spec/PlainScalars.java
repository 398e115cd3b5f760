package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.Location;
import dev.cnnsummary.specs.spec.Tree.Scalar;
import dev.cnnsummary.specs.spec.Tree.ScalarKind;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an unquoted YAML scalar means: a number, a boolean, null or text. It is YAML 1.2's core
 * schema, less the spellings that YAML 1.1 or another reader takes for something else.
 *
 * <p>{@code y} and {@code n} are text: no common reader takes them for booleans, and they are
 * natural names ({@code repeat: n}).
 */
final class PlainScalars {
  private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]*+)");
  private static final Pattern FLOAT =
      Pattern.compile("-?((0|[1-9][0-9]*+)(\\.[0-9]*+)?+|\\.[0-9]++)([eE][-+]?[0-9]++)?+");
  private static final Pattern OTHER_NUMBER =
      Pattern.compile(
          "[-+]?+("
              + "0[xX][0-9a-fA-F_]++|0[oO][0-7_]++|0[bB][01_]++"
              + "|[0-9][0-9_]*+(\\.[0-9_]*+)?+([eE][-+]?[0-9]++)?+"
              + "|\\.[0-9][0-9_]*+([eE][-+]?[0-9]++)?+"
              + "|[0-9][0-9_]*+(:[0-5]?[0-9])++(\\.[0-9_]*+)?+"
              + "|\\.(inf|Inf|INF|nan|NaN|NAN))");
  private static final Set<String> OLD_BOOLEANS = Set.of("yes", "no", "on", "off");

  private PlainScalars() {}

  static Scalar read(Location location, String text, Problems problems) {
    String fault = fault(text);
    if (fault != null) {
      problems.add(location, "", fault);
      return new Scalar(location, ScalarKind.STRING, text, false);
    }
    return new Scalar(location, kind(text), text, false);
  }

  /** Whether a text means itself without quotes. */
  static boolean isText(String text) {
    return fault(text) == null && kind(text) == ScalarKind.STRING;
  }

  /** The fault of a number that JSON or YAML allows and a double cannot hold; null if it can. */
  static @Nullable String rangeFault(String number) {
    return Double.isFinite(Double.parseDouble(number))
        ? null
        : Excerpt.of(number) + " is too large a number";
  }

  private static ScalarKind kind(String text) {
    return switch (text) {
      case "", "~", "null" -> ScalarKind.NULL;
      case "true", "false" -> ScalarKind.BOOLEAN;
      default -> {
        if (!mayBeNumber(text)) {
          yield ScalarKind.STRING;
        }
        if (INTEGER.matcher(text).matches()) {
          yield ScalarKind.INTEGER;
        }
        yield FLOAT.matcher(text).matches() ? ScalarKind.FLOAT : ScalarKind.STRING;
      }
    };
  }

  /** Most scalars are words: that one is no number is seen from where it begins. */
  private static boolean mayBeNumber(String text) {
    char first = text.isEmpty() ? ' ' : text.charAt(0);
    return (first >= '0' && first <= '9') || first == '-' || first == '+' || first == '.';
  }

  private static @Nullable String fault(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (OLD_BOOLEANS.contains(lower)) {
      return Excerpt.of(text)
          + " is a string in YAML 1.2; write true or false (or put it in quotes)";
    }
    boolean word = lower.equals("true") || lower.equals("false") || lower.equals("null");
    if (word && !lower.equals(text)) {
      return "expected " + lower + " in lower case, got " + Excerpt.of(text);
    }
    if (!mayBeNumber(text) || INTEGER.matcher(text).matches()) {
      return null;
    }
    if (FLOAT.matcher(text).matches()) {
      return rangeFault(text);
    }
    return OTHER_NUMBER.matcher(text).matches()
        ? "expected a plain decimal number, got "
            + Excerpt.of(text)
            + " (put it in quotes if it is text)"
        : null;
  }
}
