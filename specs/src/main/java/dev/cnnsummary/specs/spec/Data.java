package dev.cnnsummary.specs.spec;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/** A value of the spec language's expressions. */
public sealed interface Data {
  /** The value as a message names it: {@code the number 3}, {@code a list of 4}. */
  default String describe() {
    return switch (this) {
      case Num num -> "the number " + num.print();
      case Bool(boolean value) -> Boolean.toString(value);
      case Text(String value) -> "the string " + Excerpt.of(value);
      case Items(List<Data> items) -> "a list of " + items.size();
      case None _ -> "null";
    };
  }

  /** The value as a spec writes it. */
  default String print() {
    return switch (this) {
      case Num num -> num.print();
      case Bool(boolean value) -> Boolean.toString(value);
      case Text(String value) -> value;
      case Items(List<Data> items) ->
          items.stream().map(Data::print).collect(Collectors.joining(", ", "[", "]"));
      case None _ -> "null";
    };
  }

  /**
   * A number.
   *
   * @param value finite, and below 2^53 in magnitude, where every integer is exact
   */
  record Num(double value) implements Data {
    static Num of(long value) {
      return new Num(value);
    }

    boolean isInteger() {
      return value == Math.rint(value);
    }

    /** The shortest decimal; an integer without a point; an exponent only if very small. */
    @Override
    public String print() {
      if (isInteger()) {
        return Long.toString((long) value);
      }
      return Math.abs(value) < 1e-4
          ? Double.toString(value).replace(".0E", "e").replace('E', 'e')
          : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
  }

  /** A truth value. */
  record Bool(boolean value) implements Data {}

  /** A string. */
  record Text(String value) implements Data {}

  /** A list. */
  record Items(List<Data> items) implements Data {
    public Items {
      items = List.copyOf(items);
    }
  }

  /** The value {@code null}. */
  record None() implements Data {}
}
