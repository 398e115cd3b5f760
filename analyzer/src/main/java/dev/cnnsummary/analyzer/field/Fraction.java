package dev.cnnsummary.analyzer.field;

import java.math.BigInteger;

/**
 * An exact fraction in lowest terms.
 *
 * @param numerator any integer
 * @param denominator at least 1
 */
public record Fraction(long numerator, long denominator) {
  /** Zero. */
  public static final Fraction ZERO = new Fraction(0, 1);

  /** One. */
  public static final Fraction ONE = new Fraction(1, 1);

  /**
   * Reduces to lowest terms.
   *
   * @throws ArithmeticException if the denominator is zero
   */
  public Fraction {
    if (denominator != 1) {
      if (denominator == 0) {
        throw new ArithmeticException("a fraction of zero");
      }
      long divisor = greatestCommonDivisor(numerator, denominator);
      divisor = denominator < 0 ? -divisor : divisor;
      numerator /= divisor;
      denominator /= divisor;
    }
  }

  static long greatestCommonDivisor(long a, long b) {
    return BigInteger.valueOf(a).gcd(BigInteger.valueOf(b)).longValueExact();
  }

  static long leastCommonMultiple(long a, long b) {
    return Math.multiplyExact(a / greatestCommonDivisor(a, b), b);
  }

  /** A whole number. */
  public static Fraction of(long value) {
    return value == 0 ? ZERO : value == 1 ? ONE : new Fraction(value, 1);
  }

  /** The sum. */
  public Fraction plus(Fraction other) {
    return new Fraction(
        Math.addExact(
            Math.multiplyExact(numerator, other.denominator),
            Math.multiplyExact(other.numerator, denominator)),
        Math.multiplyExact(denominator, other.denominator));
  }

  /** The difference. */
  public Fraction minus(Fraction other) {
    return plus(new Fraction(Math.negateExact(other.numerator), other.denominator));
  }

  /** The product. */
  public Fraction times(Fraction other) {
    return new Fraction(
        Math.multiplyExact(numerator, other.numerator),
        Math.multiplyExact(denominator, other.denominator));
  }

  /** The product. */
  public Fraction times(long factor) {
    return new Fraction(Math.multiplyExact(numerator, factor), denominator);
  }

  /**
   * One divided by it.
   *
   * @throws ArithmeticException if it is zero
   */
  public Fraction inverse() {
    return numerator == denominator ? ONE : new Fraction(denominator, numerator);
  }

  /** The largest whole number that is not above it. */
  public long floor() {
    return Math.floorDiv(numerator, denominator);
  }

  /** The smallest whole number that is not below it. */
  public long ceiling() {
    return Math.ceilDiv(numerator, denominator);
  }

  /** Whether it is a whole number. */
  public boolean isWhole() {
    return denominator == 1;
  }

  @Override
  public String toString() {
    return isWhole() ? Long.toString(numerator) : numerator + "/" + denominator;
  }
}
