package dev.cnnsummary.specs.shape;

import java.util.Arrays;

/** Addition and multiplication of polynomials. */
final class Sum {
  private Sum() {}

  /** left + sign·right. */
  static Dim of(Dim left, Dim right, long sign) {
    if (left.isConstant() && right.isConstant()) {
      long a = left.constant();
      long b = right.constant();
      return Dim.of(sign > 0 ? Exact.add(a, b) : Exact.subtract(a, b));
    }
    long denominator = left.denominator();
    long leftScale = 1;
    long rightScale = sign;
    if (denominator != right.denominator()) {
      denominator = Exact.leastCommonMultiple(left.denominator(), right.denominator());
      leftScale = denominator / left.denominator();
      rightScale = sign * (denominator / right.denominator());
    }
    long a = Exact.multiply(left.constant(), leftScale);
    long b = Exact.multiply(right.constant(), Math.abs(rightScale));
    return Dim.reduced(
        rightScale > 0 ? Exact.add(a, b) : Exact.subtract(a, b),
        merge(left.terms(), leftScale, right.terms(), rightScale),
        denominator);
  }

  static Dim ofProducts(Dim left, Dim right) {
    long constant = Exact.multiply(left.constant(), right.constant());
    long denominator = Exact.multiply(left.denominator(), right.denominator());
    Term[] sum = Term.NONE;
    for (Term term : left.terms()) {
      sum = merge(sum, 1, multiply(term, right.terms()), 1);
      if (right.constant() != 0) {
        sum = merge(sum, 1, new Term[] {term}, right.constant());
      }
    }
    if (left.constant() != 0) {
      sum = merge(sum, 1, right.terms(), left.constant());
    }
    return Dim.reduced(constant, sum, denominator);
  }

  /** The order of terms is kept by multiplication, so nothing needs sorting. */
  private static Term[] multiply(Term factor, Term[] terms) {
    Term[] products = new Term[terms.length];
    for (int i = 0; i < terms.length; i++) {
      products[i] = factor.times(terms[i]);
    }
    return products;
  }

  static Term[] multiplyCoefficients(Term[] terms, long factor) {
    if (factor == 1) {
      return terms;
    }
    Term[] products = new Term[terms.length];
    for (int i = 0; i < terms.length; i++) {
      products[i] = terms[i].times(factor);
    }
    return products;
  }

  /** Every coefficient must be a multiple of the divisor. */
  static Term[] divideCoefficients(Term[] terms, long divisor) {
    if (divisor == 1) {
      return terms;
    }
    Term[] quotients = new Term[terms.length];
    for (int i = 0; i < terms.length; i++) {
      quotients[i] = terms[i].withCoefficient(terms[i].coefficient() / divisor);
    }
    return quotients;
  }

  /** leftScale·left + rightScale·right, sorted as they are. */
  private static Term[] merge(Term[] left, long leftScale, Term[] right, long rightScale) {
    if (right.length == 0) {
      return multiplyCoefficients(left, leftScale);
    }
    if (left.length == 0) {
      return multiplyCoefficients(right, rightScale);
    }
    Term[] merged = new Term[left.length + right.length];
    int count = 0;
    int i = 0;
    int j = 0;
    while (i < left.length && j < right.length) {
      int order = Term.compareFactors(left[i], right[j]);
      if (order < 0) {
        merged[count++] = left[i++].times(leftScale);
      } else if (order > 0) {
        merged[count++] = right[j++].times(rightScale);
      } else {
        long coefficient =
            Exact.add(
                Exact.multiply(left[i].coefficient(), leftScale),
                Exact.multiply(right[j++].coefficient(), rightScale));
        Term term = left[i++];
        if (coefficient != 0) {
          merged[count++] = term.withCoefficient(coefficient);
        }
      }
    }
    while (i < left.length) {
      merged[count++] = left[i++].times(leftScale);
    }
    while (j < right.length) {
      merged[count++] = right[j++].times(rightScale);
    }
    return count == merged.length ? merged : Arrays.copyOf(merged, count);
  }
}
