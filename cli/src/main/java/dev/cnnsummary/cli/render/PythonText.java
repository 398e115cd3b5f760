package dev.cnnsummary.cli.render;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values as Python's {@code repr} shows them. */
final class PythonText {
  private PythonText() {}

  /** A float: the shortest digits that give it back, {@code 1e-05} below a ten-thousandth. */
  static String number(double value) {
    if (value == 0 || Double.isNaN(value) || Double.isInfinite(value)) {
      return Double.isNaN(value) ? "nan" : value == 0 ? "0.0" : value > 0 ? "inf" : "-inf";
    }
    BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    int exponent = shortest.precision() - shortest.scale() - 1;
    if (exponent >= -4 && exponent < 16) {
      String plain = shortest.toPlainString();
      return plain.contains(".") ? plain : plain + ".0";
    }
    String digits = shortest.unscaledValue().abs().toString();
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    return (value < 0 ? "-" : "")
        + mantissa
        + (exponent < 0 ? "e-" : "e+")
        + (Math.abs(exponent) < 10 ? "0" : "")
        + Math.abs(exponent);
  }

  /** A float, or an int where it is a whole number: for arguments that people write as one. */
  static String numberOrInt(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : number(value);
  }

  /** A tuple: {@code (3, 3)}, {@code (3,)}. */
  static String tuple(List<?> values) {
    return values.stream()
        .map(PythonText::of)
        .collect(Collectors.joining(", ", "(", values.size() == 1 ? ",)" : ")"));
  }

  /** A value: None for null, floats, booleans, tuples for lists; anything else is its text. */
  static String of(@Nullable Object value) {
    return switch (value) {
      case null -> "None";
      case Boolean truth -> truth ? "True" : "False";
      case Double number -> number(number);
      case List<?> values -> tuple(values);
      default -> value.toString();
    };
  }
}
