package dev.cnnsummary.specs.op;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A positive fraction.
 *
 * @param numerator at least 1
 * @param denominator at least 1
 */
public record Ratio(long numerator, long denominator) {
  /**
   * The fraction that a decimal was meant to be: the first of its continued fraction that is the
   * same double. So 0.7 is 7/10, and 0.3333333333333333 is 1/3.
   *
   * @param value above 0 and finite
   * @throws ArithmeticException if it does not fit in 64 bits
   */
  public static Ratio of(double value) {
    BigDecimal exact = new BigDecimal(value);
    BigInteger rest = exact.unscaledValue();
    BigInteger divisor = BigInteger.ONE;
    if (exact.scale() > 0) {
      divisor = BigInteger.TEN.pow(exact.scale());
    } else {
      rest = exact.toBigIntegerExact();
    }
    BigInteger[] numerators = {BigInteger.ZERO, BigInteger.ONE};
    BigInteger[] denominators = {BigInteger.ONE, BigInteger.ZERO};
    while (true) {
      BigInteger[] whole = rest.divideAndRemainder(divisor);
      next(numerators, whole[0]);
      next(denominators, whole[0]);
      if (numerators[1].doubleValue() / denominators[1].doubleValue() == value) {
        return new Ratio(numerators[1].longValueExact(), denominators[1].longValueExact());
      }
      rest = divisor;
      divisor = whole[1];
    }
  }

  private static void next(BigInteger[] convergents, BigInteger whole) {
    BigInteger following = whole.multiply(convergents[1]).add(convergents[0]);
    convergents[0] = convergents[1];
    convergents[1] = following;
  }

  /** The nearest double. */
  public double value() {
    return (double) numerator / denominator;
  }
}
