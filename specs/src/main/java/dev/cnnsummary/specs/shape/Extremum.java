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

  enum Kind {
    MAX,
    MIN;

    /** Whether the first argument is never needed beside the second. */
    boolean covers(Dim dropped, Dim kept) {
      return (this == MAX ? kept.minus(dropped) : dropped.minus(kept)).minimum() >= 0;
    }
  }

  static Dim of(Kind kind, Dim left, Dim right) {
    if (left.isConstant() && right.isConstant()) {
      return (left.constant() >= right.constant()) == (kind == Kind.MAX) ? left : right;
    }
    List<Dim> arguments = new ArrayList<>();
    collect(kind, left, arguments);
    collect(kind, right, arguments);
    return of(kind, arguments);
  }

  private static void collect(Kind kind, Dim value, List<Dim> arguments) {
    if (value.atom() instanceof Extremum extremum && extremum.kind == kind) {
      arguments.addAll(extremum.arguments);
    } else {
      arguments.add(value);
    }
  }

  private static Dim of(Kind kind, List<Dim> arguments) {
    List<Dim> kept = new ArrayList<>(arguments);
    kept.sort(Dim::compare);
    int index = 0;
    while (index < kept.size()) {
      if (isCovered(kind, index, kept)) {
        kept.remove(index);
      } else {
        index++;
      }
    }
    return kept.size() == 1 ? kept.getFirst() : Dim.of(new Extremum(kind, List.copyOf(kept)));
  }

  private static boolean isCovered(Kind kind, int index, List<Dim> arguments) {
    for (int other = 0; other < arguments.size(); other++) {
      if (other != index && kind.covers(arguments.get(index), arguments.get(other))) {
        return true;
      }
    }
    return false;
  }

  static int compare(Extremum left, Extremum right) {
    int order = left.kind.compareTo(right.kind);
    int shared = Math.min(left.arguments.size(), right.arguments.size());
    for (int i = 0; order == 0 && i < shared; i++) {
      order = Dim.compare(left.arguments.get(i), right.arguments.get(i));
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
