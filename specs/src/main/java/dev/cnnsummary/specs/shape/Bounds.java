package dev.cnnsummary.specs.shape;

/**
 * Bounds of a value over all values of its symbols. Term by term is enough where all signs agree;
 * where they do not, {@code H-⌊H/2⌋} say, two rewritings are tried, each of which can only lower
 * the value.
 */
final class Bounds {
  private static final long UNKNOWN = Long.MIN_VALUE;

  /** Beyond these the rewritings would cost more than a bound is worth. */
  private static final int MOST_TERMS = 64;

  private static final int HIGHEST_DEGREE = 6;

  private Bounds() {}

  static Interval of(Dim value) {
    if (value.isConstant()) {
      return new Interval(value.constant(), value.constant());
    }
    Interval simple = termByTerm(value);
    long low = simple.low();
    long high = simple.high();
    if (low == Long.MIN_VALUE) {
      low = rewritten(value);
    }
    if (high == Long.MAX_VALUE) {
      long negated = negatedAndRewritten(value);
      high = negated == UNKNOWN ? high : -negated;
    }
    return new Interval(low, high).divideExactly(value.denominator());
  }

  private static Interval termByTerm(Dim value) {
    Interval sum = new Interval(value.constant(), value.constant());
    for (Term term : value.terms()) {
      sum = sum.plus(term.bounds());
    }
    return sum;
  }

  private static long negatedAndRewritten(Dim value) {
    try {
      return rewritten(value.times(-value.denominator()));
    } catch (ArithmeticException _) {
      return UNKNOWN;
    }
  }

  /** A lower bound of the numerator. */
  private static long rewritten(Dim value) {
    Term[] terms = value.terms();
    if (terms.length < 2 || terms.length > MOST_TERMS || terms[0].degree() > HIGHEST_DEGREE) {
      return UNKNOWN;
    }
    try {
      return Math.max(withoutFloors(value), fromLeastAtoms(value));
    } catch (ArithmeticException _) {
      return UNKNOWN;
    }
  }

  /**
   * The bound left when floor quotients give way to fractions: {@code x-(d-1) ≤ d·⌊x/d⌋ ≤ x}, where
   * what multiplies them is not negative.
   */
  private static long withoutFloors(Dim value) {
    long scale = 1;
    for (Term term : value.terms()) {
      int index = indexOfFloor(term);
      if (index >= 0 && term.factor(index) instanceof FloorQuotient floor) {
        scale = Exact.leastCommonMultiple(scale, floor.divisor());
      }
    }
    if (scale == 1) {
      return UNKNOWN;
    }
    Dim sum = Dim.of(Exact.multiply(value.constant(), scale));
    for (Term term : value.terms()) {
      sum = sum.plus(scaledWithoutFloor(term, scale));
    }
    long low = termByTerm(sum).low();
    if (low == UNKNOWN) {
      low = rewritten(sum);
    }
    return low == UNKNOWN ? low : Math.ceilDiv(low, scale);
  }

  private static Dim scaledWithoutFloor(Term term, long scale) {
    int index = indexOfFloor(term);
    if (index < 0 || !(term.factor(index) instanceof FloorQuotient floor)) {
      return Dim.of(term).times(scale);
    }
    Dim fraction = floor.numerator();
    if (term.coefficient() > 0) {
      fraction = fraction.minus(floor.divisor() - 1);
    }
    return fraction.times(term.without(index)).times(scale / floor.divisor());
  }

  /** The first floor quotient that is multiplied by nothing negative but the coefficient, or -1. */
  private static int indexOfFloor(Term term) {
    for (int i = 0; i < term.degree(); i++) {
      if (term.factor(i) instanceof FloorQuotient
          && term.withCoefficient(1).without(i).minimum() >= 0) {
        return i;
      }
    }
    return -1;
  }

  /**
   * The bound left when every atom is written as its least value plus something not negative:
   * {@code 2·H·W-H = 1+H'+2·W'+2·H'·W'} has no negative sign any more.
   */
  private static long fromLeastAtoms(Dim value) {
    Dim shifted = Dim.of(value.constant());
    for (Term term : value.terms()) {
      Dim product = Dim.of(term.coefficient());
      for (int i = 0; i < term.degree(); i++) {
        long least = term.factor(i).bounds().low();
        if (least == UNKNOWN) {
          return UNKNOWN;
        }
        product = product.times(Dim.of(term.factor(i)).plus(least));
      }
      shifted = shifted.plus(product);
    }
    Interval sum = new Interval(shifted.constant(), shifted.constant());
    for (Term term : shifted.terms()) {
      Interval product = new Interval(term.coefficient(), term.coefficient());
      for (int i = 0; i < term.degree(); i++) {
        product = product.times(term.factor(i).bounds().fromZero());
      }
      sum = sum.plus(product);
    }
    return sum.low();
  }
}
