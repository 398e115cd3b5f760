package dev.cnnsummary.analyzer.diff;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What became of a model: every layer of both, matched.
 *
 * @param before the one
 * @param after the other
 * @param changes every layer of both in order, removed ones where they stood
 */
public record Comparison(Portrait before, Portrait after, List<Change> changes) {
  /** Copies the list. */
  public Comparison {
    changes = List.copyOf(changes);
  }

  /**
   * Compares. Layers are matched in order so that as much as possible agrees: a layer with one of
   * the same path, or else of the same type and options. A layer that was put in shifts the others,
   * it does not change them.
   */
  public static Comparison of(Portrait before, Portrait after) {
    return new Comparison(before, after, Alignment.of(before.layers(), after.layers()));
  }

  /** Whether inputs, layers and sums are the same; the models' names may differ. */
  public boolean isEqual() {
    return before.inputs().equals(after.inputs())
        && before.totals().equals(after.totals())
        && changes.stream().allMatch(change -> change.kind() == Change.Kind.EQUAL);
  }

  /** How many layers have become what. */
  public Map<Change.Kind, Integer> counts() {
    Map<Change.Kind, Integer> counts = new EnumMap<>(Change.Kind.class);
    for (Change.Kind kind : Change.Kind.values()) {
      counts.put(kind, 0);
    }
    changes.forEach(change -> counts.merge(change.kind(), 1, Integer::sum));
    return counts;
  }

  /** The sums that differ, in the order of the portraits. */
  public List<Change.Difference> totals() {
    List<String> names = new ArrayList<>(before.totals().keySet());
    new TreeSet<>(after.totals().keySet())
        .stream().filter(name -> !names.contains(name)).forEach(names::add);
    List<Change.Difference> found = new ArrayList<>();
    for (String name : names) {
      Quantity one = before.totals().getOrDefault(name, Quantity.expression("none"));
      Quantity other = after.totals().getOrDefault(name, Quantity.expression("none"));
      if (!one.equals(other)) {
        found.add(new Change.Difference(name, one.text(), other.text()));
      }
    }
    return found;
  }
}
