package dev.cnnsummary.specs.shape;

import java.util.Comparator;

/**
 * A total order, zero just for equal values: as they read from left to right, with known numbers
 * last.
 */
enum DimOrder implements Comparator<Dim> {
  READING;

  @Override
  public int compare(Dim left, Dim right) {
    if (left.isConstant() != right.isConstant()) {
      return left.isConstant() ? 1 : -1;
    }
    int order = compare(left.terms(), right.terms());
    if (order == 0) {
      order = Long.compare(left.constant(), right.constant());
    }
    return order != 0 ? order : Long.compare(left.denominator(), right.denominator());
  }

  private static int compare(Term[] left, Term[] right) {
    int shared = Math.min(left.length, right.length);
    for (int i = 0; i < shared; i++) {
      int order = Term.compareFactors(left[i], right[i]);
      if (order == 0) {
        order = Long.compare(left[i].coefficient(), right[i].coefficient());
      }
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.length, right.length);
  }
}
