package dev.cnnsummary.specs.shape;

import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A quotient rounded toward minus infinity which none of the rules in {@link Dim} takes apart.
 *
 * @param numerator symbolic, with denominator 1 and all its integers in 0 … divisor-1
 * @param divisor at least 2
 */
record FloorQuotient(Dim numerator, long divisor) implements Atom {

  /** The normal form of ⌊dividend/divisor⌋. */
  static Dim of(Dim dividend, long divisor) {
    if (dividend.isConstant()) {
      return Dim.of(Math.floorDiv(dividend.constant(), divisor));
    }
    // ⌊(P/e)/d⌋ = ⌊P/(e·d)⌋
    return ofPolynomial(
        dividend.constant(), dividend.terms(), Exact.multiply(dividend.denominator(), divisor));
  }

  /** Splits the dividend as divisor·A + B, and returns A + ⌊B/divisor⌋. */
  private static Dim ofPolynomial(long constant, Term[] terms, long divisor) {
    if (divisor == 1) {
      return Dim.reduced(constant, terms, 1);
    }
    Term[] whole = new Term[terms.length];
    Term[] rest = new Term[terms.length];
    int wholeCount = 0;
    int restCount = 0;
    for (Term term : terms) {
      long quotient = Math.floorDiv(term.coefficient(), divisor);
      long remainder = Math.floorMod(term.coefficient(), divisor);
      if (quotient != 0) {
        whole[wholeCount++] = term.withCoefficient(quotient);
      }
      if (remainder != 0) {
        rest[restCount++] = term.withCoefficient(remainder);
      }
    }
    Dim outside =
        Dim.reduced(Math.floorDiv(constant, divisor), Arrays.copyOf(whole, wholeCount), 1);
    if (restCount == 0) {
      return outside;
    }
    Dim inside =
        ofRemainder(Math.floorMod(constant, divisor), Arrays.copyOf(rest, restCount), divisor);
    return inside.plus(outside);
  }

  /** All integers are in 0 … divisor-1, and there is at least one term. */
  private static Dim ofRemainder(long constant, Term[] terms, long divisor) {
    long common = divisor;
    for (int i = 0; common != 1 && i < terms.length; i++) {
      common = Exact.greatestCommonDivisor(terms[i].coefficient(), common);
    }
    Dim numerator = Dim.reduced(constant / common, Sum.divideCoefficients(terms, common), 1);
    long reduced = divisor / common;
    FloorQuotient inner = onlyBareQuotient(numerator);
    if (inner == null) {
      return Dim.of(new FloorQuotient(numerator, reduced));
    }
    // ⌊(⌊x/a⌋+y)/b⌋ = ⌊(x+a·y)/(a·b)⌋
    Dim rest = numerator.minus(Dim.of(inner));
    Dim flat = inner.numerator.plus(rest.times(inner.divisor));
    return ofPolynomial(flat.constant(), flat.terms(), Exact.multiply(inner.divisor, reduced));
  }

  private static @Nullable FloorQuotient onlyBareQuotient(Dim sum) {
    FloorQuotient found = null;
    for (Term term : sum.terms()) {
      if (term.isAtom() && term.factor(0) instanceof FloorQuotient quotient) {
        if (found != null) {
          return null;
        }
        found = quotient;
      }
    }
    return found;
  }

  static int compare(FloorQuotient left, FloorQuotient right) {
    int order = DimOrder.READING.compare(left.numerator, right.numerator);
    return order != 0 ? order : Long.compare(left.divisor, right.divisor);
  }

  @Override
  public Dim bind(Bindings bindings) {
    return of(numerator.bind(bindings), divisor);
  }

  @Override
  public Interval bounds() {
    return numerator.bounds().floorDivide(divisor);
  }

  @Override
  public void collectSymbols(Set<String> names) {
    numerator.collectSymbols(names);
  }
}
