package dev.cnnsummary.specs.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The greatest or the least of some values.
 *
 * @param arguments at least two, sorted and distinct, none of them provably covered by another,
 *     none a bare extremum of the same kind
 */
record Extremum(Kind kind, List<Dim> arguments) implements Atom {

  private static final Dim GREATEST = Dim.of(Long.MAX_VALUE);

  enum Kind {
    MAX,
    MIN;

    /** Whether the second argument can stand for both. */
    private boolean covers(Dim dropped, Dim kept) {
      Dim greater = this == MAX ? kept : dropped;
      Dim lesser = this == MAX ? dropped : kept;
      try {
        // Every value fits in 64 bits, so the greatest of them covers an open end.
        return greater.equals(GREATEST) || greater.minus(lesser).minimum() >= 0;
      } catch (ArithmeticException _) {
        // The difference does not fit, so nothing is known.
        return false;
      }
    }

    /** Whether the first argument goes; of two that cover each other it is the later one. */
    private boolean drops(Dim dropped, Dim kept) {
      return covers(dropped, kept)
          && (DimOrder.READING.compare(kept, dropped) <= 0 || !covers(kept, dropped));
    }
  }

  static Dim of(Kind kind, Dim left, Dim right) {
    if (left.isConstant() && right.isConstant()) {
      return (left.constant() >= right.constant()) == (kind == Kind.MAX) ? left : right;
    }
    List<Dim> kept = new ArrayList<>(arguments(kind, left));
    for (Dim added : arguments(kind, right)) {
      if (kept.stream().noneMatch(argument -> kind.drops(added, argument))) {
        kept.removeIf(argument -> kind.drops(argument, added));
        kept.add(added);
      }
    }
    kept.sort(DimOrder.READING);
    return kept.size() == 1 ? kept.getFirst() : Dim.of(new Extremum(kind, List.copyOf(kept)));
  }

  private static List<Dim> arguments(Kind kind, Dim value) {
    if (value.atom() instanceof Extremum extremum && extremum.kind == kind) {
      return extremum.arguments;
    }
    return List.of(value);
  }

  static int compare(Extremum left, Extremum right) {
    int order = left.kind.compareTo(right.kind);
    int shared = Math.min(left.arguments.size(), right.arguments.size());
    for (int i = 0; order == 0 && i < shared; i++) {
      order = DimOrder.READING.compare(left.arguments.get(i), right.arguments.get(i));
    }
    return order != 0 ? order : Integer.compare(left.arguments.size(), right.arguments.size());
  }

  @Override
  public Dim bind(Bindings bindings) {
    Dim extremum = arguments.getFirst().bind(bindings);
    for (Dim argument : arguments.subList(1, arguments.size())) {
      extremum = of(kind, extremum, argument.bind(bindings));
    }
    return extremum;
  }

  @Override
  public Interval bounds() {
    Interval bounds = arguments.getFirst().bounds();
    for (Dim argument : arguments) {
      Interval other = argument.bounds();
      bounds =
          switch (kind) {
            case MAX ->
                new Interval(
                    Math.max(bounds.low(), other.low()), Math.max(bounds.high(), other.high()));
            case MIN ->
                new Interval(
                    Math.min(bounds.low(), other.low()), Math.min(bounds.high(), other.high()));
          };
    }
    return bounds;
  }

  @Override
  public void collectSymbols(Set<String> names) {
    for (Dim argument : arguments) {
      argument.collectSymbols(names);
    }
  }
}
