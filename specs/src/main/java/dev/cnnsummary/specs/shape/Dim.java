package dev.cnnsummary.specs.shape;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An integer that is known, or known as an expression of symbols: an extent, or what is counted
 * from extents. Every symbol stands for an integer of at least 1.
 *
 * <p><b>Normal form.</b> A value is {@code (constant + Σ coefficient·Π atom) / denominator}: 64-bit
 * integers; terms with distinct products of atoms, no coefficient zero, in graded lexicographic
 * order; a positive denominator that shares no factor with all of the integers above it. An atom is
 * a symbol, a floor quotient, a minimum or maximum, or an exact quotient by a symbolic divisor,
 * each built of values in this form. The ring operations never look inside atoms, so the form is
 * that of a polynomial with rational coefficients over independent unknowns, which is unique:
 * values that are equal as such polynomials are equal objects, in whatever order they were built. A
 * denominator other than 1 comes from {@link #divideExactly} only, whose caller vouches that the
 * whole is an integer; {@link #bind} checks that it is.
 *
 * <p><b>Floor quotients.</b> {@link #floorDivide} rewrites until nothing applies. Each step is
 * exact for all integers, as every atom is one:
 *
 * <ul>
 *   <li>{@code ⌊(P/e)/d⌋ = ⌊P/(e·d)⌋}: it is the same rational number.
 *   <li>{@code ⌊(d·A+B)/d⌋ = A+⌊B/d⌋}, as A is an integer. What stays inside has all its integers
 *       in {@code 0 … d-1}.
 *   <li>{@code ⌊(g·P+c)/(g·d)⌋ = ⌊(P+⌊c/g⌋)/d⌋}, as {@code ⌊x/(g·d)⌋ = ⌊⌊x/g⌋/d⌋} and P is an
 *       integer; g is the greatest common divisor of the coefficients and the divisor.
 *   <li>{@code ⌊(⌊x/a⌋+y)/b⌋ = ⌊(x+a·y)/(a·b)⌋}, as y is an integer; applied where just one term is
 *       a bare floor quotient. It leaves one floor quotient fewer, and no step adds one, so the
 *       rewriting ends.
 * </ul>
 *
 * A chain of strided windows therefore stays one floor quotient: {@code ⌊(H+31)/32⌋}. Floor
 * quotients that are equal for other reasons ({@code ⌊H/2⌋+⌊(H+1)/2⌋ = H}, say) are not recognised.
 * What only an assumption says is not used either: a symbolic divisor does not cancel against its
 * exact quotient, and {@code 2·(C/2)} is C, whether even or not.
 *
 * <p>Arithmetic is exact: an {@link ArithmeticException} names the operation whose result does not
 * fit in 64 bits. A known number takes the same way through every operation, with no terms to walk.
 */
public final class Dim {
  private static final int LEAST_CACHED = -1024;
  private static final Dim[] CACHED = new Dim[4097 - LEAST_CACHED];

  static {
    for (int i = 0; i < CACHED.length; i++) {
      CACHED[i] = new Dim(i + LEAST_CACHED, Term.NONE, 1);
    }
  }

  public static final Dim ZERO = of(0);
  public static final Dim ONE = of(1);

  private final long constant;
  private final Term[] terms;
  private final long denominator;
  private final int hash;
  private @Nullable Interval bounds;

  private Dim(long constant, Term[] terms, long denominator) {
    this.constant = constant;
    this.terms = terms;
    this.denominator = denominator;
    this.hash =
        31 * (31 * Long.hashCode(constant) + Arrays.hashCode(terms)) + Long.hashCode(denominator);
  }

  /** A known number. */
  public static Dim of(long value) {
    if (value >= LEAST_CACHED && value < LEAST_CACHED + CACHED.length) {
      return CACHED[(int) value - LEAST_CACHED];
    }
    return new Dim(value, Term.NONE, 1);
  }

  /**
   * An unknown integer of at least 1.
   *
   * @param name {@code [A-Za-z_][A-Za-z0-9_]*}
   */
  public static Dim symbol(String name) {
    Symbol.checkName(name);
    return of(new Symbol(name));
  }

  static Dim of(Atom atom) {
    return of(Term.of(atom));
  }

  static Dim of(Term term) {
    return new Dim(0, new Term[] {term}, 1);
  }

  /**
   * The normal form of a quotient.
   *
   * @param terms sorted, with distinct products and no coefficient zero; taken over
   * @param denominator at least 1
   * @throws ArithmeticException where no binding could make it an integer
   */
  static Dim reduced(long constant, Term[] terms, long denominator) {
    if (terms.length == 0) {
      return of(denominator == 1 ? constant : Exact.divide(constant, denominator));
    }
    long common = denominator;
    for (int i = 0; common != 1 && i < terms.length; i++) {
      common = Exact.greatestCommonDivisor(terms[i].coefficient(), common);
    }
    if (common == 1) {
      return new Dim(constant, terms, denominator);
    }
    if (constant % common != 0) {
      throw new ArithmeticException(
          new Dim(constant, terms, 1) + " is never divisible by " + denominator);
    }
    return new Dim(constant / common, Sum.divideCoefficients(terms, common), denominator / common);
  }

  /** The greater of two; an argument that is provably never needed is dropped. */
  public static Dim max(Dim a, Dim b) {
    return Extremum.of(Extremum.Kind.MAX, a, b);
  }

  /** The lesser of two; an argument that is provably never needed is dropped. */
  public static Dim min(Dim a, Dim b) {
    return Extremum.of(Extremum.Kind.MIN, a, b);
  }

  /** What it is the greatest or least of; itself where it is neither. */
  public List<Dim> alternatives() {
    return atom() instanceof Extremum extremum ? List.copyOf(extremum.arguments()) : List.of(this);
  }

  public Dim plus(Dim other) {
    return Sum.of(this, other, 1);
  }

  public Dim plus(long other) {
    if (other == 0) {
      return this;
    }
    if (terms.length == 0) {
      return of(Exact.add(constant, other));
    }
    return new Dim(Exact.add(constant, Exact.multiply(other, denominator)), terms, denominator);
  }

  public Dim minus(Dim other) {
    return Sum.of(this, other, -1);
  }

  public Dim minus(long other) {
    return terms.length == 0 ? of(Exact.subtract(constant, other)) : minus(of(other));
  }

  public Dim times(Dim other) {
    if (other.terms.length == 0) {
      return times(other.constant);
    }
    return terms.length == 0 ? other.times(constant) : Sum.ofProducts(this, other);
  }

  public Dim times(long factor) {
    if (terms.length == 0) {
      return of(Exact.multiply(constant, factor));
    }
    if (factor == 0 || factor == 1) {
      return factor == 0 ? ZERO : this;
    }
    long common = Exact.greatestCommonDivisor(factor, denominator);
    long scale = factor / common;
    return new Dim(
        Exact.multiply(constant, scale),
        Sum.multiplyCoefficients(terms, scale),
        denominator / common);
  }

  /**
   * The quotient rounded toward minus infinity.
   *
   * @throws IllegalArgumentException if the divisor is less than 1
   */
  public Dim floorDivide(long divisor) {
    if (divisor < 1) {
      throw new IllegalArgumentException("a floor divisor is at least 1, got " + divisor);
    }
    return FloorQuotient.of(this, divisor);
  }

  /**
   * The quotient of a division which leaves no remainder, as known or assumed by the caller. Where
   * the polynomials do not divide it stays a quotient, and {@link #bind} checks that it is exact; a
   * floor division of it does not.
   *
   * @throws ArithmeticException if the divisor is zero, or if the division leaves a remainder
   *     whatever the symbols are
   */
  public Dim divideExactly(Dim divisor) {
    return ExactQuotient.of(this, divisor);
  }

  /** Whether it is a known number. */
  public boolean isConstant() {
    return terms.length == 0;
  }

  /**
   * The known number.
   *
   * @throws IllegalStateException if it has symbols
   */
  public long value() {
    if (terms.length != 0) {
      throw new IllegalStateException(this + " is not a known number");
    }
    return constant;
  }

  /**
   * A provable lower bound over all values of the symbols; it need not be reached. A bound out of
   * range saturates.
   *
   * @return {@link Long#MIN_VALUE} if none is known
   */
  public long minimum() {
    return terms.length == 0 ? constant : bounds().low();
  }

  Interval bounds() {
    Interval known = bounds;
    if (known == null) {
      known = Bounds.of(this);
      bounds = known;
    }
    return known;
  }

  /**
   * The value with some symbols replaced by numbers, again in normal form; the others stay. What
   * the bindings name beyond its symbols is ignored.
   *
   * @throws ArithmeticException if an exact division turns out not to be exact, or on overflow
   */
  public Dim bind(Bindings bindings) {
    if (terms.length == 0 || bindings.isEmpty()) {
      return this;
    }
    Dim sum = of(constant);
    for (Term term : terms) {
      sum = sum.plus(term.bind(bindings));
    }
    return denominator == 1 ? sum : sum.divideExactly(of(denominator));
  }

  /** The names of the symbols in it, sorted; unmodifiable. */
  public Set<String> symbols() {
    if (terms.length == 0) {
      return Set.of();
    }
    SortedSet<String> names = new TreeSet<>();
    collectSymbols(names);
    return Collections.unmodifiableSortedSet(names);
  }

  void collectSymbols(Set<String> names) {
    for (Term term : terms) {
      term.collectSymbols(names);
    }
  }

  /** What is added to the terms, over the same denominator. */
  long constant() {
    return constant;
  }

  /** Not to be changed. */
  Term[] terms() {
    return terms;
  }

  long denominator() {
    return denominator;
  }

  /** The only atom it consists of, if it does. */
  @Nullable Atom atom() {
    boolean bare = terms.length == 1 && constant == 0 && denominator == 1 && terms[0].isAtom();
    return bare ? terms[0].factor(0) : null;
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return this == object
        || (object instanceof Dim other
            && hash == other.hash
            && constant == other.constant
            && denominator == other.denominator
            && Arrays.equals(terms, other.terms));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /** As {@code 64·⌊(H+31)/32⌋·W-1}. Distinct values print differently. */
  @Override
  public String toString() {
    return terms.length == 0 ? Long.toString(constant) : DimPrinter.UNICODE.print(this);
  }

  /** As {@code 64*floor((H+31)/32)*W-1}. */
  public String toAscii() {
    return terms.length == 0 ? Long.toString(constant) : DimPrinter.ASCII.print(this);
  }
}
