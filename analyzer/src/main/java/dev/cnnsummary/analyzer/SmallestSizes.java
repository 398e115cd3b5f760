package dev.cnnsummary.analyzer;

import dev.cnnsummary.specs.graph.ModulePath;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.shape.Bindings;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.LowerBound;
import dev.cnnsummary.specs.shape.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the least numbers for the symbols of an analysis by trying its assumptions. Symbols that no
 * assumption ties to each other are found apart, each by going up from its lower bounds. Symbols
 * that are tied start at the least number that all of them can have at once, or else at the sizes
 * that the model declares, and go down one by one until none can.
 */
final class SmallestSizes {
  private static final long TRIES = 1 << 16;

  private final Analysis analysis;
  private final Set<String> symbols;
  private final List<Demand> demands;

  /** What a layer assumes. */
  private record Demand(ModulePath layer, Assumption assumption, Set<String> symbols) {
    static Demand of(ModulePath layer, Assumption assumption) {
      Set<String> symbols = new LinkedHashSet<>(assumption.left().symbols());
      symbols.addAll(assumption.right().symbols());
      return new Demand(layer, assumption, symbols);
    }

    boolean holds(Bindings sizes) {
      try {
        return assumption.bind(sizes).verdict() != Assumption.Verdict.FAILS;
      } catch (ArithmeticException _) {
        return false;
      }
    }

    /** What follows for a symbol if the others have numbers: it is at least this. */
    long lowerBound(String symbol, Bindings others) {
      if (assumption.kind() == Assumption.Kind.MULTIPLE) {
        return 1;
      }
      try {
        Assumption bound = assumption.bind(others);
        LowerBound plain = LowerBound.of(bound.left().minus(bound.right()), 0);
        return plain.dim().equals(Dim.symbol(symbol)) ? plain.bound() : 1;
      } catch (ArithmeticException _) {
        return 1;
      }
    }
  }

  SmallestSizes(Analysis analysis) {
    this.analysis = analysis;
    this.symbols = new LinkedHashSet<>();
    analysis.inputs().types().forEach(type -> symbols.addAll(ordered(type.shape())));
    symbols.removeAll(analysis.inputs().batch().symbols());
    this.demands = demands();
  }

  private static Set<String> ordered(Shape shape) {
    Set<String> symbols = new LinkedHashSet<>();
    shape.dims().forEach(dim -> symbols.addAll(dim.symbols()));
    return symbols;
  }

  private List<Demand> demands() {
    Set<Assumption> known = new HashSet<>();
    List<Demand> found = new ArrayList<>();
    for (LayerReport layer : analysis.layers()) {
      for (Assumption assumption : layer.assumptions()) {
        if (known.add(assumption)) {
          found.add(Demand.of(layer.node().path(), assumption));
        }
      }
    }
    return found;
  }

  Optional<SmallestInput> find() {
    Bindings sizes = analysis.inputs().sample();
    for (Set<String> group : groups()) {
      Bindings found = group.size() == 1 ? alone(group.iterator().next()) : together(group);
      if (found == null) {
        return Optional.empty();
      }
      for (String symbol : group) {
        sizes = sizes.and(symbol, number(found, symbol));
      }
    }
    return Optional.of(new SmallestInput(ofSymbols(sizes), limits(sizes)));
  }

  /** The symbols, those together that an assumption ties to each other, directly or by others. */
  private List<Set<String>> groups() {
    Map<String, Set<String>> groups = new LinkedHashMap<>();
    symbols.forEach(symbol -> groups.put(symbol, new LinkedHashSet<>(List.of(symbol))));
    for (Demand demand : demands) {
      Set<String> tied = new LinkedHashSet<>(demand.symbols);
      tied.retainAll(symbols);
      Set<String> joined = new LinkedHashSet<>();
      tied.forEach(symbol -> joined.addAll(Objects.requireNonNull(groups.get(symbol))));
      joined.forEach(symbol -> groups.put(symbol, joined));
    }
    return groups.values().stream().distinct().toList();
  }

  private @Nullable Bindings alone(String symbol) {
    return lower(symbol, analysis.inputs().sample(), Long.MAX_VALUE);
  }

  private @Nullable Bindings together(Set<String> group) {
    Bindings known = start(group);
    if (known == null) {
      return null;
    }
    Bindings before;
    do {
      before = known;
      for (String symbol : group) {
        Bindings lower = lower(symbol, known, number(known, symbol));
        known = lower == null ? known : lower;
      }
    } while (!known.equals(before));
    return known;
  }

  /** Sizes that are valid for a group. */
  private @Nullable Bindings start(Set<String> group) {
    Bindings sample = analysis.inputs().sample();
    List<Demand> own = on(group);
    OptionalLong square =
        least(1, TRIES, size -> refusal(own, square(group, sample, size)) == null);
    if (square.isPresent()) {
      return square(group, sample, square.getAsLong());
    }
    Bindings declared = declared(group, sample);
    return declared != null && refusal(own, declared) == null ? declared : null;
  }

  private static Bindings square(Set<String> group, Bindings others, long size) {
    Bindings sizes = others;
    for (String symbol : group) {
      sizes = sizes.and(symbol, size);
    }
    return sizes;
  }

  /** What the model declares in place of the symbols; null where it declares no numbers. */
  private @Nullable Bindings declared(Set<String> group, Bindings others) {
    Bindings sizes = others;
    List<Value> inputs = analysis.graph().inputs();
    for (int i = 0; i < inputs.size(); i++) {
      Shape declared = inputs.get(i).shape();
      Shape given = analysis.inputs().types().get(i).shape();
      for (int axis = 1; declared != null && axis < given.rank(); axis++) {
        String symbol = given.dim(axis).toString();
        if (group.contains(symbol) && declared.dim(axis - 1).isConstant()) {
          sizes = sizes.and(symbol, declared.dim(axis - 1).value());
        }
      }
    }
    return sizes.names().containsAll(group) ? sizes : null;
  }

  /** The least number of one symbol below a limit, the others given; null where there is none. */
  private @Nullable Bindings lower(String symbol, Bindings others, long limit) {
    Bindings rest = without(symbol, others);
    List<Demand> own = on(Set.of(symbol));
    long first = 1;
    for (Demand demand : own) {
      first = Math.max(first, demand.lowerBound(symbol, rest));
    }
    long tries = Math.min(limit - first, TRIES);
    OptionalLong least = least(first, tries, size -> refusal(own, rest.and(symbol, size)) == null);
    return least.isPresent() ? rest.and(symbol, least.getAsLong()) : null;
  }

  private static OptionalLong least(long first, long tries, LongPredicate valid) {
    for (long i = 0; i < tries; i++) {
      if (valid.test(first + i)) {
        return OptionalLong.of(first + i);
      }
    }
    return OptionalLong.empty();
  }

  /** The demands on some symbols. */
  private List<Demand> on(Set<String> some) {
    return demands.stream()
        .filter(demand -> demand.symbols.stream().anyMatch(some::contains))
        .toList();
  }

  /** The first demand that does not hold. */
  private static @Nullable Demand refusal(List<Demand> own, Bindings sizes) {
    for (Demand demand : own) {
      if (!demand.holds(sizes)) {
        return demand;
      }
    }
    return null;
  }

  private List<SmallestInput.Limit> limits(Bindings sizes) {
    List<SmallestInput.Limit> limits = new ArrayList<>();
    for (String symbol : symbols) {
      long least = number(sizes, symbol);
      Demand refusal =
          least == 1 ? null : refusal(on(Set.of(symbol)), sizes.and(symbol, least - 1));
      limits.add(
          new SmallestInput.Limit(
              symbol,
              least,
              refusal == null ? null : refusal.layer,
              refusal == null ? null : refusal.assumption));
    }
    return limits;
  }

  private Bindings ofSymbols(Bindings sizes) {
    Bindings own = Bindings.none();
    for (String symbol : symbols) {
      own = own.and(symbol, number(sizes, symbol));
    }
    return own;
  }

  private static Bindings without(String symbol, Bindings sizes) {
    Bindings rest = Bindings.none();
    for (String name : sizes.names()) {
      rest = name.equals(symbol) ? rest : rest.and(name, number(sizes, name));
    }
    return rest;
  }

  private static long number(Bindings sizes, String symbol) {
    return sizes.get(symbol).orElseThrow();
  }
}
