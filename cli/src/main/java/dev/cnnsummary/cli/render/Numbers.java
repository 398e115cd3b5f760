package dev.cnnsummary.cli.render;

import dev.cnnsummary.specs.shape.Dim;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as text, the same in every locale. */
public final class Numbers {
  private static final BigDecimal MEBI = BigDecimal.valueOf(1 << 20);

  private Numbers() {}

  /** With a comma between thousands; an expression where it has symbols. */
  public static String grouped(Dim number) {
    return number.isConstant() ? grouped(number.value()) : number.toString();
  }

  /** As {@link #grouped(Dim)}, marked where there is more that is not known. */
  static String atLeast(Dim number, boolean more) {
    if (!more) {
      return grouped(number);
    }
    return number.equals(Dim.ZERO) ? "?" : grouped(number) + " + ?";
  }

  /** With a comma between thousands. */
  static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** In mebibytes with two decimals, exact ties to even as Python's {@code %0.2f} rounds them. */
  static String mebibytes(BigInteger bytes) {
    return new BigDecimal(bytes)
        .divide(MEBI) // exact: a power of two
        .setScale(2, RoundingMode.HALF_EVEN)
        .toPlainString();
  }

  /** In bytes, and in mebibytes; an expression where it has symbols. */
  static String bytes(Dim number) {
    if (!number.isConstant()) {
      return number + " bytes";
    }
    long bytes = number.value();
    return grouped(bytes) + " bytes (" + mebibytes(BigInteger.valueOf(bytes)) + " MiB)";
  }

  /** In percent of a whole with two decimals; empty where that has no meaning. */
  public static String percent(Dim part, Dim whole) {
    if (!part.isConstant() || !whole.isConstant() || whole.value() == 0) {
      return "";
    }
    return BigDecimal.valueOf(part.value())
            .multiply(BigDecimal.valueOf(100))
            .divide(BigDecimal.valueOf(whole.value()), 2, RoundingMode.HALF_EVEN)
        + "%";
  }
}
