package dev.cnnsummary.specs.spec;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The functions of the expression language. */
enum Function {
  /** The least of its arguments, or of a list. */
  MIN("min", 1, Integer.MAX_VALUE),
  /** The greatest of its arguments, or of a list. */
  MAX("max", 1, Integer.MAX_VALUE),
  /** The sum of a list of numbers. */
  SUM("sum", 1, 1),
  /** The number without its sign. */
  ABS("abs", 1, 1),
  /** The nearest integer; of two equally near the even one, as in Python. */
  ROUND("round", 1, 1),
  /** The least integer not below. */
  CEIL("ceil", 1, 1),
  /** The greatest integer not above. */
  FLOOR("floor", 1, 1),
  /** The integer part. */
  INT("int", 1, 1),
  /** The natural logarithm. */
  LOG("log", 1, 1),
  /** The square root. */
  SQRT("sqrt", 1, 1),
  /** The length of a list or a string. */
  LEN("len", 1, 1),
  /** The nearest multiple of a divisor that is not below 90 % of the value. */
  MAKE_DIVISIBLE("make_divisible", 2, 3);

  private static final List<String> NAMES =
      Arrays.stream(values()).map(Function::spelling).toList();

  private final String spelling;
  private final int fewest;
  private final int most;

  Function(String spelling, int fewest, int most) {
    this.spelling = spelling;
    this.fewest = fewest;
    this.most = most;
  }

  /** The function of a name; null if there is none. */
  static @Nullable Function of(String name) {
    int index = NAMES.indexOf(name);
    return index < 0 ? null : values()[index];
  }

  static List<String> names() {
    return NAMES;
  }

  String spelling() {
    return spelling;
  }

  /** Why a call with so many arguments is wrong; null if it is not. */
  @Nullable String countFault(int count) {
    if (count >= fewest && count <= most) {
      return null;
    }
    String expected;
    if (most == Integer.MAX_VALUE) {
      expected = "at least one argument";
    } else if (most == 1) {
      expected = "one argument";
    } else {
      expected = fewest + " or " + most + " arguments";
    }
    return spelling + " takes " + expected + ", got " + (count == 0 ? "none" : count);
  }
}
