package dev.cnnsummary.analyzer.diff;

import dev.cnnsummary.specs.shape.Dim;
import org.jspecify.annotations.Nullable;

/**
 * A number, or an expression of symbols, that outlives the analysis it is from.
 *
 * @param text how it is written; equal quantities are written alike
 * @param value the number; null for an expression
 */
public record Quantity(String text, @Nullable Long value) {
  /** Nothing. */
  public static final Quantity ZERO = of(0);

  /** A number. */
  public static Quantity of(long value) {
    return new Quantity(Long.toString(value), value);
  }

  /** An extent or a cost. */
  public static Quantity of(Dim dim) {
    return dim.isConstant() ? of(dim.value()) : new Quantity(dim.toString(), null);
  }

  /** An expression of symbols, as it was written. */
  public static Quantity expression(String text) {
    return new Quantity(text, null);
  }
}
