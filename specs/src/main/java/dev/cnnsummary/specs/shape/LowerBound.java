package dev.cnnsummary.specs.shape;

/**
 * A condition that an extent is not below a number, in its plainest form.
 *
 * @param dim what is bounded
 * @param bound its least value
 */
public record LowerBound(Dim dim, long bound) {
  /**
   * The plainest condition that says the same as {@code dim >= bound}: floor quotients are taken
   * apart ({@code ⌊x/d⌋ ≥ b} just where {@code x ≥ d·b}) and constants and a positive factor are
   * moved to the bound.
   *
   * @throws ArithmeticException if the bound does not fit in 64 bits then
   */
  public static LowerBound of(Dim dim, long bound) {
    Dim left = dim;
    long right = bound;
    while (left.terms().length == 1 && left.denominator() == 1) {
      Term term = left.terms()[0];
      if (term.coefficient() < 1) {
        break;
      }
      right = Math.ceilDiv(Math.subtractExact(right, left.constant()), term.coefficient());
      if (term.degree() == 1 && term.factor(0) instanceof FloorQuotient(Dim inner, long divisor)) {
        left = inner;
        right = Math.multiplyExact(right, divisor);
      } else {
        return new LowerBound(Dim.of(term.withCoefficient(1)), right);
      }
    }
    return new LowerBound(left, right);
  }
}
