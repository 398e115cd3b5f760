package dev.cnnsummary.specs.shape;

/**
 * A condition that a value is a multiple of another, in its plainest form.
 *
 * @param dividend what is divided
 * @param divisor what divides it; 1 where it always does
 */
public record Multiple(Dim dividend, Dim divisor) {
  /**
   * The plainest condition that says the same as that a division leaves no remainder: what both
   * sides have in common is left out.
   *
   * @param divisor not zero
   * @throws ArithmeticException if the division leaves a remainder whatever the symbols are
   */
  public static Multiple of(Dim dividend, Dim divisor) {
    Dim quotient = dividend.divideExactly(divisor);
    if (quotient.denominator() != 1) {
      return new Multiple(quotient.times(quotient.denominator()), Dim.of(quotient.denominator()));
    }
    if (quotient.times(divisor).equals(dividend)) {
      return new Multiple(dividend, Dim.ONE);
    }
    return quotient.atom() instanceof ExactQuotient(Dim numerator, Dim rest)
        ? new Multiple(numerator, rest)
        : new Multiple(dividend, divisor);
  }
}
