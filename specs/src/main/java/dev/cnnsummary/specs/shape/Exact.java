package dev.cnnsummary.specs.shape;

/** Arithmetic on longs which throws where the result does not fit, saying what was computed. */
final class Exact {
  private Exact() {}

  static long add(long left, long right) {
    long sum = left + right;
    if (((left ^ sum) & (right ^ sum)) < 0) {
      throw overflow(left, "+", right);
    }
    return sum;
  }

  static long subtract(long left, long right) {
    long difference = left - right;
    if (((left ^ right) & (left ^ difference)) < 0) {
      throw overflow(left, "-", right);
    }
    return difference;
  }

  static long multiply(long left, long right) {
    long product = left * right;
    if (Math.multiplyHigh(left, right) != product >> 63) {
      throw overflow(left, "*", right);
    }
    return product;
  }

  /** The quotient of a division which must leave no remainder. */
  static long divide(long dividend, long divisor) {
    if (divisor == 0) {
      throw new ArithmeticException("division by zero: " + dividend + " / 0");
    }
    if (dividend % divisor != 0) {
      throw new ArithmeticException(dividend + " is not divisible by " + divisor);
    }
    if (divisor == -1) {
      return subtract(0, dividend);
    }
    return dividend / divisor;
  }

  /** The greatest common divisor, at least 0; that of 0 and x is |x|. */
  static long greatestCommonDivisor(long left, long right) {
    long divisor = left;
    long rest = right;
    while (rest != 0) {
      long next = divisor % rest;
      divisor = rest;
      rest = next;
    }
    return divisor < 0 ? subtract(0, divisor) : divisor;
  }

  /** The least common multiple of two positive numbers. */
  static long leastCommonMultiple(long left, long right) {
    return multiply(left / greatestCommonDivisor(left, right), right);
  }

  private static ArithmeticException overflow(long left, String operation, long right) {
    return new ArithmeticException(
        "the result does not fit in 64 bits: " + left + " " + operation + " " + right);
  }
}
