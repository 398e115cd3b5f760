package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.Location;
import dev.cnnsummary.specs.spec.Expression.Operator;
import java.math.BigDecimal;
import java.math.MathContext;

/** Arithmetic on doubles, with Python's meaning, kept to the range where integers are exact. */
final class Arithmetic {
  /**
   * The greatest magnitude, 2^53 − 1. A sum, difference or product of integers that exceeds it
   * rounds to 2^53 or more, so a result within it is exact.
   */
  static final double GREATEST = 0x1p53 - 1;

  private static final int LARGEST_EXACT_EXPONENT = 64;
  private static final MathContext SIXTY_DIGITS = new MathContext(60);

  private Arithmetic() {}

  static String tooLarge(String what) {
    return what + " is beyond 2^53, where integers are no longer exact";
  }

  /** A result, if it is within range. */
  static Data.Num checked(Location location, double value) {
    if (Double.isNaN(value)) {
      throw new EvaluationException(location, "the result is not a number");
    }
    if (Math.abs(value) > GREATEST) {
      throw new EvaluationException(location, tooLarge("the result"));
    }
    // Adding zero turns a negative zero into zero.
    return new Data.Num(value + 0.0);
  }

  static Data.Num apply(Location location, Operator operator, double left, double right) {
    return checked(
        location,
        switch (operator) {
          case PLUS -> left + right;
          case MINUS -> left - right;
          case TIMES -> left * right;
          case DIVIDE -> left / divisor(location, right);
          case FLOOR_DIVIDE -> floorDivide(left, divisor(location, right));
          case MODULO -> modulo(left, divisor(location, right));
          case POWER -> power(location, left, right);
        });
  }

  /**
   * {@code torchvision.models._utils._make_divisible}.
   *
   * @param least the smallest result
   */
  static Data.Num makeDivisible(Location location, double value, double divisor, double least) {
    if (divisor <= 0) {
      throw new EvaluationException(
          location, "make_divisible takes a divisor above 0, got " + new Data.Num(divisor).print());
    }
    double halfUp = truncate(checked(location, value + divisor / 2).value());
    double nearest = Math.max(least, floorDivide(halfUp, divisor) * divisor);
    // Rounding down may not take more than a tenth of the value.
    return checked(location, nearest < 0.9 * value ? nearest + divisor : nearest);
  }

  static double truncate(double value) {
    return value < 0 ? Math.ceil(value) : Math.floor(value);
  }

  private static double divisor(Location location, double value) {
    if (value == 0) {
      throw new EvaluationException(location, "division by zero");
    }
    return value;
  }

  /** The remainder with the divisor's sign. */
  private static double modulo(double left, double right) {
    double remainder = left % right;
    return remainder != 0 && (remainder < 0) != (right < 0) ? remainder + right : remainder;
  }

  /** CPython's {@code float_floor_div}: the quotient of what the remainder leaves, so exact. */
  private static double floorDivide(double left, double right) {
    double remainder = left % right;
    double quotient = (left - remainder) / right;
    if (remainder != 0 && (remainder < 0) != (right < 0)) {
      quotient -= 1;
    }
    double floor = Math.floor(quotient);
    return quotient - floor > 0.5 ? floor + 1 : floor;
  }

  private static double power(Location location, double base, double exponent) {
    if (base == 0 && exponent < 0) {
      throw new EvaluationException(location, "division by zero: 0 to a negative power");
    }
    if (base < 0 && exponent != Math.rint(exponent)) {
      throw new EvaluationException(location, "a negative number has no fractional power");
    }
    // Rounded correctly for the exponents that people write, as CPython's is to within a hair;
    // StrictMath is off by an ulp more often, but the same on every machine.
    return exponent == Math.rint(exponent) && Math.abs(exponent) <= LARGEST_EXACT_EXPONENT
        ? new BigDecimal(base).pow((int) exponent, SIXTY_DIGITS).doubleValue()
        : StrictMath.pow(base, exponent);
  }
}
