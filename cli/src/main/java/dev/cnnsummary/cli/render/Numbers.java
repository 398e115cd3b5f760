package dev.cnnsummary.cli.render;

import dev.cnnsummary.specs.shape.Dim;
import java.math.BigInteger;

/** Numbers as text, the same in every locale. */
public final class Numbers {
  private static final BigInteger HUNDRED = BigInteger.valueOf(100);
  private static final BigInteger MEBI = BigInteger.valueOf(1 << 20);

  private Numbers() {}

  /** With a comma between thousands; an expression where it has symbols. */
  public static String grouped(Dim number) {
    return number.isConstant() ? grouped(number.value()) : number.toString();
  }

  /** As {@link #grouped(Dim)}, marked where there is more that is not known. */
  static String atLeast(Dim number, boolean more) {
    if (!more) {
      return grouped(number);
    }
    return number.equals(Dim.ZERO) ? "?" : grouped(number) + " + ?";
  }

  /** With a comma between thousands. */
  static String grouped(long number) {
    StringBuilder digits = new StringBuilder(Long.toString(number));
    int first = number < 0 ? 1 : 0;
    for (int place = digits.length() - 3; place > first; place -= 3) {
      digits.insert(place, ',');
    }
    return digits.toString();
  }

  /** In mebibytes with two decimals, exact ties to even as Python's {@code %0.2f} rounds them. */
  static String mebibytes(BigInteger bytes) {
    return quotient(bytes, MEBI, 2);
  }

  /** In bytes, and in mebibytes; an expression where it has symbols. */
  static String bytes(Dim number) {
    if (!number.isConstant()) {
      return number + " bytes";
    }
    long bytes = number.value();
    return grouped(bytes) + " bytes (" + mebibytes(BigInteger.valueOf(bytes)) + " MiB)";
  }

  /** In percent of a whole with two decimals; empty where that has no meaning. */
  public static String percent(Dim part, Dim whole) {
    if (!part.isConstant() || !whole.isConstant() || whole.value() == 0) {
      return "";
    }
    BigInteger parts = BigInteger.valueOf(part.value()).multiply(HUNDRED);
    return quotient(parts, BigInteger.valueOf(whole.value()), 2) + "%";
  }

  /**
   * A quotient with decimals, ties to even. Not by BigDecimal: loading that class computes powers
   * for longer than the rest of a table takes.
   */
  static String quotient(BigInteger dividend, BigInteger divisor, int decimals) {
    BigInteger[] parts =
        dividend.abs().multiply(BigInteger.TEN.pow(decimals)).divideAndRemainder(divisor.abs());
    BigInteger number = parts[0];
    int half = parts[1].shiftLeft(1).compareTo(divisor.abs());
    if (half > 0 || (half == 0 && number.testBit(0))) {
      number = number.add(BigInteger.ONE);
    }
    String digits = number.toString();
    String padded = "0".repeat(Math.max(0, decimals + 1 - digits.length())) + digits;
    int point = padded.length() - decimals;
    boolean negative = dividend.signum() * divisor.signum() < 0 && number.signum() != 0;
    return (negative ? "-" : "") + padded.substring(0, point) + "." + padded.substring(point);
  }
}
