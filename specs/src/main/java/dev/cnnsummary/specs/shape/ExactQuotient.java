package dev.cnnsummary.specs.shape;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A quotient by a symbolic divisor, which is assumed not to be zero and to leave no remainder.
 *
 * @param numerator symbolic or a number, with denominator 1
 * @param divisor symbolic, with denominator 1 and its first coefficient positive; it shares neither
 *     an integer nor an atom with the whole numerator, and does not divide it as a polynomial
 */
record ExactQuotient(Dim numerator, Dim divisor) implements Atom {

  /** The normal form of dividend/divisor. */
  static Dim of(Dim dividend, Dim divisor) {
    if (divisor.isConstant()) {
      return byNumber(dividend, divisor.constant());
    }
    if (dividend.isConstant() && dividend.constant() == 0) {
      return Dim.ZERO;
    }
    // (n/d)/q = n/(d·q) and p/(n/d) = p·d/n
    if (dividend.atom() instanceof ExactQuotient inner) {
      return of(inner.numerator, inner.divisor.times(divisor));
    }
    if (divisor.atom() instanceof ExactQuotient inner) {
      return of(dividend.times(inner.divisor), inner.numerator);
    }
    return bySum(
        dividend.times(dividend.denominator()).times(divisor.denominator()),
        divisor.times(divisor.denominator()).times(dividend.denominator()));
  }

  private static Dim byNumber(Dim dividend, long divisor) {
    if (dividend.isConstant() || divisor == 0) {
      return Dim.of(Exact.divide(dividend.constant(), divisor));
    }
    Dim positive = divisor < 0 ? dividend.times(-1) : dividend;
    long magnitude = divisor < 0 ? Exact.subtract(0, divisor) : divisor;
    return Dim.reduced(
        positive.constant(), positive.terms(), Exact.multiply(positive.denominator(), magnitude));
  }

  /** Both have denominator 1. */
  private static Dim bySum(Dim dividend, Dim divisor) {
    Term first = divisor.terms()[0];
    for (int i = 0; i < first.degree(); i++) {
      Dim smallerDividend = withoutAtom(dividend, first.factor(i));
      Dim smallerDivisor = withoutAtom(divisor, first.factor(i));
      if (smallerDividend != null && smallerDivisor != null) {
        return of(smallerDividend, smallerDivisor);
      }
    }
    long content = content(divisor);
    long sign = first.coefficient() < 0 ? -1 : 1;
    Dim primitive = divideIntegers(divisor, content * sign);
    Dim quotient = divide(dividend, primitive);
    if (quotient != null) {
      return byNumber(quotient, content * sign);
    }
    long common = Exact.greatestCommonDivisor(content(dividend), content);
    return Dim.of(
        new ExactQuotient(
            divideIntegers(dividend, common * sign), primitive.times(content / common)));
  }

  /** The greatest integer that divides every integer of a sum. */
  private static long content(Dim sum) {
    long content = sum.constant();
    for (Term term : sum.terms()) {
      content = Exact.greatestCommonDivisor(content, term.coefficient());
    }
    return content;
  }

  /** The integers of a sum divided by one that divides them all. */
  private static Dim divideIntegers(Dim sum, long divisor) {
    return Dim.reduced(
        Exact.divide(sum.constant(), divisor), Sum.divideCoefficients(sum.terms(), divisor), 1);
  }

  /** The quotient of a sum by an atom, or null if some term does not have it. */
  private static @Nullable Dim withoutAtom(Dim sum, Atom atom) {
    if (sum.constant() != 0) {
      return null;
    }
    Dim quotient = Dim.ZERO;
    for (Term term : sum.terms()) {
      int index = term.indexOf(atom);
      if (index < 0) {
        return null;
      }
      quotient = quotient.plus(term.without(index));
    }
    return quotient;
  }

  /**
   * Division of polynomials by their first terms, or null if it leaves a remainder. As the order of
   * terms is kept by multiplication, the first term of a product is the product of the first terms,
   * so this finds the quotient where there is one; and each step lowers the first term, so it ends.
   */
  private static @Nullable Dim divide(Dim dividend, Dim divisor) {
    Term first = divisor.terms()[0];
    Dim quotient = Dim.ZERO;
    Dim rest = dividend;
    while (!rest.isConstant()) {
      Dim step = divide(rest.terms()[0], first);
      if (step == null) {
        return null;
      }
      quotient = quotient.plus(step);
      rest = rest.minus(step.times(divisor));
    }
    return rest.constant() == 0 ? quotient : null;
  }

  private static @Nullable Dim divide(Term dividend, Term divisor) {
    if (dividend.coefficient() % divisor.coefficient() != 0) {
      return null;
    }
    Dim rest = Dim.of(dividend.withCoefficient(1));
    for (int i = 0; i < divisor.degree(); i++) {
      rest = withoutAtom(rest, divisor.factor(i));
      if (rest == null) {
        return null;
      }
    }
    return rest.times(dividend.coefficient() / divisor.coefficient());
  }

  static int compare(ExactQuotient left, ExactQuotient right) {
    int order = DimOrder.READING.compare(left.numerator, right.numerator);
    return order != 0 ? order : DimOrder.READING.compare(left.divisor, right.divisor);
  }

  @Override
  public Dim bind(Bindings bindings) {
    return of(numerator.bind(bindings), divisor.bind(bindings));
  }

  @Override
  public Interval bounds() {
    return numerator.bounds().divideExactly(divisor.bounds());
  }

  @Override
  public void collectSymbols(Set<String> names) {
    numerator.collectSymbols(names);
    divisor.collectSymbols(names);
  }
}
