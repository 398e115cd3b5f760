package dev.cnnsummary.specs.shape;

/** Bounds of a value from those of its atoms. */
final class Bounds {
  private Bounds() {}

  static Interval of(Dim value) {
    if (value.isConstant()) {
      return new Interval(value.constant(), value.constant());
    }
    return ofTerms(value).divideExactly(value.denominator());
  }

  private static Interval ofTerms(Dim value) {
    Interval sum = new Interval(value.constant(), value.constant());
    for (Term term : value.terms()) {
      sum = sum.plus(term.bounds());
    }
    return sum;
  }
}
