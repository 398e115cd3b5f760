package dev.cnnsummary.analyzer;

import java.util.function.ToLongFunction;

/**
 * Evaluates the formulas of the notes on types: whole numbers, names, {@code name[0]}, {@code
 * prod(name)}, {@code ⌊…⌋}, {@code · / + −} and parentheses. A division outside {@code ⌊…⌋} must
 * leave no remainder.
 */
final class Formula {
  private final String text;
  private final ToLongFunction<String> names;
  private int next;
  private boolean floors;

  private Formula(String text, ToLongFunction<String> names) {
    this.text = text.replace(" ", "");
    this.names = names;
  }

  /**
   * The value of a formula.
   *
   * @param names gives each name, {@code name[0]} and {@code prod(name)} a value
   */
  static long value(String formula, ToLongFunction<String> names) {
    Formula reader = new Formula(formula, names);
    long value = reader.sum();
    if (reader.next < reader.text.length()) {
      throw new IllegalArgumentException(formula + " at " + reader.text.substring(reader.next));
    }
    return value;
  }

  private long sum() {
    long value = product();
    while (true) {
      if (take('+')) {
        value = Math.addExact(value, product());
      } else if (take('−')) {
        value = Math.subtractExact(value, product());
      } else {
        return value;
      }
    }
  }

  private long product() {
    long value = factor();
    while (true) {
      if (take('·')) {
        value = Math.multiplyExact(value, factor());
      } else if (take('/')) {
        long divisor = factor();
        if (!floors && value % divisor != 0) {
          throw new ArithmeticException(text + ": " + value + " / " + divisor);
        }
        value = Math.floorDiv(value, divisor);
      } else {
        return value;
      }
    }
  }

  private long factor() {
    if (take('(')) {
      return closed(')');
    }
    if (take('⌊')) {
      floors = true;
      long value = closed('⌋');
      floors = false;
      return value;
    }
    int start = next;
    while (next < text.length() && isWord(text.charAt(next))) {
      next++;
    }
    String word = text.substring(start, next);
    if (word.matches("[0-9]+")) {
      return Long.parseLong(word);
    }
    char opening = next < text.length() ? text.charAt(next) : ' ';
    if (opening == '[' || opening == '(') {
      int end = text.indexOf(opening == '[' ? ']' : ')', next) + 1;
      word = text.substring(start, end);
      next = end;
    }
    return names.applyAsLong(word);
  }

  private long closed(char bracket) {
    long value = sum();
    if (!take(bracket)) {
      throw new IllegalArgumentException(text + " has no " + bracket + " at " + next);
    }
    return value;
  }

  private boolean take(char symbol) {
    if (next < text.length() && text.charAt(next) == symbol) {
      next++;
      return true;
    }
    return false;
  }

  private static boolean isWord(char symbol) {
    return Character.isLetterOrDigit(symbol) || symbol == '_';
  }
}
