package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.Location;
import dev.cnnsummary.specs.graph.ModulePath;
import dev.cnnsummary.specs.graph.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A list of layers while it is expanded: which names it has so far, and what flows into it.
 *
 * @param path the module whose list it is
 * @param list the names of the list; shared with the groups that are spliced into it
 * @param inputs what the word input means here
 * @param outer the list around it in the text of the same block; null for a block's or model's own
 * @param seen how many of the list's names are seen: all for entries of the list itself; for a
 *     module in it those that were there at its declaration, whenever it is called
 */
record Frame(ModulePath path, ListNames list, List<Value> inputs, @Nullable Frame outer, int seen) {
  /** A list that is begun. */
  Frame(ModulePath path, List<Value> inputs, @Nullable Frame outer) {
    this(path, new ListNames(), inputs, outer, Integer.MAX_VALUE);
  }

  /** The names of one list. */
  static final class ListNames {
    private final Map<String, Defined> entities = new LinkedHashMap<>();
    private final Map<String, Location> taken = new HashMap<>();
    private final Map<String, Integer> functions = new HashMap<>();
    private int modules;
    private int definitions;

    /** What a name stands for, and as the how manieth it was defined. */
    private record Defined(Entity entity, int order) {}

    /** Where a name of a module or function of this list was taken; null if it is free. */
    @Nullable Location claim(String name, Location location) {
      return taken.putIfAbsent(name, location);
    }

    void define(String name, Entity entity) {
      entities.put(name, new Defined(entity, definitions++));
    }

    /** What a name stands for in this list; null where it does not have it. */
    @Nullable Entity get(String name) {
      Defined defined = entities.get(name);
      return defined == null ? null : defined.entity;
    }

    /** The number that an unnamed module gets now. */
    int nextModule() {
      return modules++;
    }

    /** The name of the next function without one: its type, then its type and an ordinal. */
    String function(String type) {
      int count = functions.getOrDefault(type, 0);
      return count == 0 ? type : type + "_" + count;
    }

    /** The name that a function without one gets now. */
    String nextFunction(String type) {
      String name = function(type);
      functions.merge(type, 1, Integer::sum);
      return name;
    }
  }

  /** What a name stands for. */
  sealed interface Entity {}

  /**
   * An entry that has run.
   *
   * @param outputs what it handed on
   * @param module what another call of it runs; null for a function
   */
  record Ran(List<Value> outputs, @Nullable Reusable module) implements Entity {}

  /** An input with a name, or several. */
  record Given(List<Value> values) implements Entity {}

  /** An entry that was skipped: it stands for its own input. */
  record Skipped(List<Value> inputs) implements Entity {}

  /**
   * An entry that is only registered: nothing can take its output.
   *
   * @param module what is registered; null for a tensor that was skipped
   */
  record Idle(Location location, @Nullable ModulePath module) implements Entity {}

  /**
   * A module that can be called again.
   *
   * @param path where it stands
   * @param body what it is
   * @param variables the names that its declaration saw
   * @param frame the list that it stands in, as it was at its declaration
   */
  record Reusable(ModulePath path, Declaration.Body body, Variables variables, Frame frame) {}

  /** What a name means here or in a list around; null where it has no meaning yet. */
  @Nullable Entity find(String name) {
    ListNames.Defined defined = list.entities.get(name);
    if (defined != null && defined.order < seen) {
      return defined.entity;
    }
    return outer == null ? null : outer.find(name);
  }

  /** What stands in this list itself under names that begin so, in order. */
  List<Entity> beginning(String prefix) {
    return list.entities.entrySet().stream()
        .filter(e -> e.getKey().startsWith(prefix) && e.getValue().order < seen)
        .map(e -> e.getValue().entity)
        .toList();
  }

  /** Every name that can be taken from here. */
  Collection<String> known() {
    Collection<String> names = new ArrayList<>();
    list.entities.forEach((name, defined) -> {
      if (defined.order < seen) {
        names.add(name);
      }
    });
    names.add("input");
    if (outer != null) {
      names.addAll(outer.known());
    }
    return names;
  }

  /** The same list without the names that are yet to come. */
  Frame asItIs() {
    return new Frame(path, list, inputs, outer, list.definitions);
  }

  /** The same list with another input, for a group that is spliced into it. */
  Frame withInputs(List<Value> others) {
    return new Frame(path, list, others, outer, seen);
  }
}
