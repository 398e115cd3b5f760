package dev.cnnsummary.cli.check;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much of something may be there: {@code 5M}, {@code 64MiB}.
 *
 * @param value in ones or bytes
 * @param text as it was given
 */
public record Amount(long value, String text) {
  private static final Pattern FORM = Pattern.compile("([0-9]+(?:\\.[0-9]+)?) ?([a-zA-Z]*)");
  private static final Map<String, Long> COUNTS =
      Map.of("", 1L, "k", 1_000L, "m", 1_000_000L, "g", 1_000_000_000L, "t", 1_000_000_000_000L);
  private static final Map<String, Long> BYTES =
      Map.of(
          "", 1L,
          "b", 1L,
          "kb", 1_000L,
          "mb", 1_000_000L,
          "gb", 1_000_000_000L,
          "kib", 1L << 10,
          "mib", 1L << 20,
          "gib", 1L << 30);

  /**
   * Reads a count: {@code 4100000}, {@code 4.1M}, {@code 300k}, with K, M, G or T for powers of a
   * thousand.
   *
   * @throws IllegalArgumentException in words for a person if it is none
   */
  public static Amount count(String text) {
    return read(text, COUNTS, "a number such as 4100000, 4.1M or 2G");
  }

  /**
   * Reads a size: {@code 65536}, {@code 64KiB}, {@code 1.5GB}.
   *
   * @throws IllegalArgumentException in words for a person if it is none
   */
  public static Amount bytes(String text) {
    return read(text, BYTES, "a size such as 65536, 64MiB or 1.5GB");
  }

  private static Amount read(String text, Map<String, Long> units, String expected) {
    Matcher form = FORM.matcher(text);
    Long unit = form.matches() ? units.get(form.group(2).toLowerCase(Locale.ROOT)) : null;
    if (unit == null) {
      throw new IllegalArgumentException("expected " + expected + ", got '" + text + "'");
    }
    try {
      return new Amount(
          new BigDecimal(form.group(1)).multiply(BigDecimal.valueOf(unit)).longValueExact(), text);
    } catch (ArithmeticException _) {
      throw new IllegalArgumentException(
          "expected a whole number that fits in 64 bits, got '" + text + "'");
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
