package dev.cnnsummary.specs.shape;

import java.util.Set;

/**
 * What a polynomial is made of: an integer which is not taken further apart. The ring operations
 * never look inside an atom, which is what makes the polynomials over them a normal form.
 */
sealed interface Atom permits Symbol, FloorQuotient, Extremum, ExactQuotient {

  /** The value, or what is left of it, with the bound symbols replaced. */
  Dim bind(Bindings bindings);

  /** Provable bounds over all values of the symbols. */
  Interval bounds();

  /** Adds the names of the symbols in it. */
  void collectSymbols(Set<String> names);

  /**
   * A total order, zero just for equal atoms: symbols, floor quotients, extrema, exact quotients;
   * within a kind as they read from left to right, numbers by their size.
   */
  static int compare(Atom left, Atom right) {
    return switch (left) {
      case Symbol symbol when right instanceof Symbol other -> Symbol.compare(symbol, other);
      case FloorQuotient floor when right instanceof FloorQuotient other ->
          FloorQuotient.compare(floor, other);
      case Extremum extremum when right instanceof Extremum other ->
          Extremum.compare(extremum, other);
      case ExactQuotient quotient when right instanceof ExactQuotient other ->
          ExactQuotient.compare(quotient, other);
      case Symbol _, FloorQuotient _, Extremum _, ExactQuotient _ ->
          Integer.compare(rank(left), rank(right));
    };
  }

  private static int rank(Atom atom) {
    return switch (atom) {
      case Symbol _ -> 0;
      case FloorQuotient _ -> 1;
      case Extremum _ -> 2;
      case ExactQuotient _ -> 3;
    };
  }
}
