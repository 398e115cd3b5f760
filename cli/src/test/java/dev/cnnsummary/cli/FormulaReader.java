package dev.cnnsummary.cli;

import java.math.BigInteger;
import java.util.Map;

/**
 * Computes a formula from its text, by itself: numbers with commas between thousands, letters,
 * sums, products, quotients, floors, ceilings, min and max, in mathematical signs, ASCII or LaTeX.
 */
final class FormulaReader {
  private final String text;
  private final Map<String, Long> letters;
  private int at;

  /** An exact number. */
  private record Ratio(BigInteger numerator, BigInteger denominator) {
    static Ratio of(BigInteger whole) {
      return new Ratio(whole, BigInteger.ONE);
    }

    Ratio plus(Ratio other) {
      return new Ratio(
          numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
          denominator.multiply(other.denominator));
    }

    Ratio negated() {
      return new Ratio(numerator.negate(), denominator);
    }

    Ratio times(Ratio other) {
      return new Ratio(
          numerator.multiply(other.numerator), denominator.multiply(other.denominator));
    }

    Ratio inverse() {
      return denominator.multiply(BigInteger.valueOf(numerator.signum())).signum() == 0
          ? zero()
          : new Ratio(
              denominator.multiply(BigInteger.valueOf(numerator.signum())), numerator.abs());
    }

    private static Ratio zero() {
      throw new ArithmeticException("division by zero");
    }

    Ratio floor() {
      BigInteger[] parts = numerator.divideAndRemainder(denominator);
      return of(parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0]);
    }

    boolean isLess(Ratio other) {
      return plus(other.negated()).numerator.signum() < 0;
    }
  }

  private FormulaReader(String text, Map<String, Long> letters) {
    this.text = text;
    this.letters = letters;
  }

  /**
   * The value.
   *
   * @param letters what letters stand for
   * @throws IllegalArgumentException if it is no formula, or no whole number
   */
  static BigInteger value(String formula, Map<String, Long> letters) {
    FormulaReader reader = new FormulaReader(plain(formula), letters);
    Ratio value = reader.sum();
    if (reader.at != reader.text.length()) {
      throw new IllegalArgumentException("'" + formula + "' has a rest: " + reader.rest());
    }
    BigInteger[] parts = value.numerator.divideAndRemainder(value.denominator);
    if (parts[1].signum() != 0) {
      throw new IllegalArgumentException("'" + formula + "' is no whole number");
    }
    return parts[0];
  }

  /** Every notation in one: {@code [a/b]} a floor, {@code <a/b>} a ceiling. */
  private static String plain(String formula) {
    String text =
        formula
            .replace("{,}", "")
            .replaceAll("(?<=[0-9]),(?=[0-9]{3})", "")
            .replaceAll("\\\\frac\\{([^{}]*)}\\{([^{}]*)}", "(($1)/($2))")
            .replaceAll("\\\\(left|right)", "")
            .replaceAll("\\\\math(it|rm)\\{([^{}]*)}", "$2")
            .replace("\\lfloor", "⌊")
            .replace("\\rfloor", "⌋")
            .replace("\\lceil", "⌈")
            .replace("\\rceil", "⌉")
            .replace("\\cdot", "*")
            .replace("\\", "");
    return text.replace('·', '*').replace('−', '-').replace(" ", "");
  }

  private String rest() {
    return text.substring(at);
  }

  private boolean takes(String word) {
    boolean there = text.startsWith(word, at);
    at += there ? word.length() : 0;
    return there;
  }

  private void expect(String word) {
    if (!takes(word)) {
      throw new IllegalArgumentException("expected " + word + " in '" + text + "' at " + rest());
    }
  }

  private Ratio sum() {
    Ratio sum = takes("-") ? product().negated() : product();
    while (true) {
      if (takes("+")) {
        sum = sum.plus(product());
      } else if (takes("-")) {
        sum = sum.plus(product().negated());
      } else {
        return sum;
      }
    }
  }

  private Ratio product() {
    Ratio product = atom();
    while (true) {
      if (takes("*")) {
        product = product.times(atom());
      } else if (takes("/")) {
        product = product.times(atom().inverse());
      } else {
        return product;
      }
    }
  }

  private Ratio atom() {
    if (takes("⌊")) {
      return closed("⌋").floor();
    }
    if (takes("floor(")) {
      return closed(")").floor();
    }
    if (takes("⌈")) {
      return closed("⌉").negated().floor().negated();
    }
    if (takes("ceil(")) {
      return closed(")").negated().floor().negated();
    }
    if (takes("min(")) {
      return extreme(true);
    }
    if (takes("max(")) {
      return extreme(false);
    }
    if (takes("(")) {
      return closed(")");
    }
    return word();
  }

  private Ratio closed(String bracket) {
    Ratio value = sum();
    expect(bracket);
    return value;
  }

  private Ratio extreme(boolean least) {
    Ratio extreme = sum();
    while (takes(",")) {
      Ratio other = sum();
      extreme = other.isLess(extreme) == least ? other : extreme;
    }
    expect(")");
    return extreme;
  }

  private Ratio word() {
    int start = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
      at++;
    }
    String word = text.substring(start, at);
    if (word.matches("[0-9]+")) {
      return Ratio.of(new BigInteger(word));
    }
    Long number = letters.get(word);
    if (number == null) {
      throw new IllegalArgumentException("what is '" + word + "' in '" + text + "'?");
    }
    return Ratio.of(BigInteger.valueOf(number));
  }
}
