package dev.cnnsummary.specs.shape;

import java.util.Arrays;
import java.util.Set;

/**
 * An integer times a product of atoms: {@code 64·H·H·W}. The factors are sorted, and a power
 * repeats its atom.
 */
final class Term {
  static final Term[] NONE = {};

  private final long coefficient;
  private final Atom[] factors;
  private final int factorsHash;

  private Term(long coefficient, Atom[] factors, int factorsHash) {
    this.coefficient = coefficient;
    this.factors = factors;
    this.factorsHash = factorsHash;
  }

  /** Takes over the array, which must be sorted and not empty. */
  private static Term of(long coefficient, Atom[] factors) {
    return new Term(coefficient, factors, Arrays.hashCode(factors));
  }

  static Term of(Atom atom) {
    return of(1, new Atom[] {atom});
  }

  /** Not zero in any canonical polynomial. */
  long coefficient() {
    return coefficient;
  }

  int degree() {
    return factors.length;
  }

  Atom factor(int index) {
    return factors[index];
  }

  boolean isAtom() {
    return coefficient == 1 && factors.length == 1;
  }

  /** The same product of atoms with another coefficient. */
  Term withCoefficient(long value) {
    return value == coefficient ? this : new Term(value, factors, factorsHash);
  }

  Term times(long factor) {
    return withCoefficient(Exact.multiply(coefficient, factor));
  }

  Term times(Term other) {
    Atom[] merged = new Atom[factors.length + other.factors.length];
    int left = 0;
    int right = 0;
    for (int i = 0; i < merged.length; i++) {
      boolean takeLeft =
          right == other.factors.length
              || (left < factors.length && Atom.compare(factors[left], other.factors[right]) <= 0);
      merged[i] = takeLeft ? factors[left++] : other.factors[right++];
    }
    return of(Exact.multiply(coefficient, other.coefficient), merged);
  }

  /**
   * What is left without the factor at a place, as a polynomial: a number if it was the only one.
   */
  Dim without(int index) {
    if (factors.length == 1) {
      return Dim.of(coefficient);
    }
    Atom[] rest = new Atom[factors.length - 1];
    System.arraycopy(factors, 0, rest, 0, index);
    System.arraycopy(factors, index + 1, rest, index, rest.length - index);
    return Dim.of(of(coefficient, rest));
  }

  /** Where the first equal factor stands, or -1. */
  int indexOf(Atom atom) {
    for (int i = 0; i < factors.length; i++) {
      if (factors[i].equals(atom)) {
        return i;
      }
    }
    return -1;
  }

  boolean hasSameFactors(Term other) {
    return factorsHash == other.factorsHash && Arrays.equals(factors, other.factors);
  }

  /**
   * Graded lexicographic order of the products, whatever the coefficients: the higher degree first,
   * then the earlier atom. It is kept by multiplication: a before b gives a·c before b·c.
   */
  static int compareFactors(Term left, Term right) {
    if (left.factors.length != right.factors.length) {
      return Integer.compare(right.factors.length, left.factors.length);
    }
    for (int i = 0; i < left.factors.length; i++) {
      int order = Atom.compare(left.factors[i], right.factors[i]);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  Dim bind(Bindings bindings) {
    Dim product = Dim.of(coefficient);
    for (Atom factor : factors) {
      product = product.times(factor.bind(bindings));
    }
    return product;
  }

  Interval bounds() {
    Interval product = new Interval(coefficient, coefficient);
    for (Atom factor : factors) {
      product = product.times(factor.bounds());
    }
    return product;
  }

  void collectSymbols(Set<String> names) {
    for (Atom factor : factors) {
      factor.collectSymbols(names);
    }
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof Term other
        && coefficient == other.coefficient
        && hasSameFactors(other);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(coefficient) + factorsHash;
  }

  @Override
  public String toString() {
    return Dim.of(this).toString();
  }
}
