package dev.cnnsummary.specs.shape;

/**
 * Bounds of an integer, both inclusive.
 *
 * @param low {@link Long#MIN_VALUE} where none is known
 * @param high {@link Long#MAX_VALUE} where none is known
 */
record Interval(long low, long high) {
  private static final long MINUS_INFINITY = Long.MIN_VALUE;
  private static final long INFINITY = Long.MAX_VALUE;

  Interval plus(Interval other) {
    long newLow =
        low == MINUS_INFINITY || other.low == MINUS_INFINITY
            ? MINUS_INFINITY
            : saturatedSum(low, other.low);
    long newHigh =
        high == INFINITY || other.high == INFINITY ? INFINITY : saturatedSum(high, other.high);
    return new Interval(newLow, newHigh);
  }

  Interval times(Interval other) {
    long a = saturatedProduct(low, other.low);
    long b = saturatedProduct(low, other.high);
    long c = saturatedProduct(high, other.low);
    long d = saturatedProduct(high, other.high);
    return new Interval(
        Math.min(Math.min(a, b), Math.min(c, d)), Math.max(Math.max(a, b), Math.max(c, d)));
  }

  /** The bounds of what is above the lower bound, which must be known. */
  Interval fromZero() {
    return new Interval(0, high == INFINITY ? high : saturatedSum(high, -low));
  }

  Interval floorDivide(long divisor) {
    return new Interval(
        low == MINUS_INFINITY ? low : Math.floorDiv(low, divisor),
        high == INFINITY ? high : Math.floorDiv(high, divisor));
  }

  /** The quotient by a positive number when it is known to be an integer. */
  Interval divideExactly(long divisor) {
    return new Interval(
        low == MINUS_INFINITY ? low : Math.ceilDiv(low, divisor),
        high == INFINITY ? high : Math.floorDiv(high, divisor));
  }

  /** The quotient by something unknown when it is known to be an integer. */
  Interval divideExactly(Interval divisor) {
    if (divisor.low < 1) {
      return new Interval(MINUS_INFINITY, INFINITY);
    }
    // A positive numerator shrinks the most under the greatest divisor, a negative one under the
    // least; a quotient that is an integer and not zero stays at least one away from it.
    long newLow = low;
    if (low > 0) {
      newLow = divisor.high == INFINITY ? 1 : Math.ceilDiv(low, divisor.high);
    } else if (low != MINUS_INFINITY) {
      newLow = Math.ceilDiv(low, divisor.low);
    }
    long newHigh = high;
    if (high < 0) {
      newHigh = divisor.high == INFINITY ? -1 : Math.floorDiv(high, divisor.high);
    } else if (high != INFINITY) {
      newHigh = Math.floorDiv(high, divisor.low);
    }
    return new Interval(newLow, newHigh);
  }

  private static long saturatedSum(long left, long right) {
    long sum = left + right;
    boolean overflow = ((left ^ sum) & (right ^ sum)) < 0;
    return overflow ? infinity(left < 0) : sum;
  }

  /** Infinity times zero is zero here: a bound that is zero is reached by every finite factor. */
  private static long saturatedProduct(long left, long right) {
    if (left == 0 || right == 0) {
      return 0;
    }
    long product = left * right;
    boolean overflow =
        left == INFINITY
            || left == MINUS_INFINITY
            || right == INFINITY
            || right == MINUS_INFINITY
            || Math.multiplyHigh(left, right) != product >> 63;
    return overflow ? infinity((left < 0) != (right < 0)) : product;
  }

  private static long infinity(boolean negative) {
    return negative ? MINUS_INFINITY : INFINITY;
  }
}
