package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.Location;
import dev.cnnsummary.specs.graph.ModulePath;
import dev.cnnsummary.specs.graph.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
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
 */
record Frame(ModulePath path, ListNames list, List<Value> inputs, @Nullable Frame outer) {

  /** The names of one list. */
  static final class ListNames {
    private final Map<String, Entity> entities = new HashMap<>();
    private final Map<String, Location> taken = new HashMap<>();
    private final Map<String, Integer> functions = new HashMap<>();
    private int modules;

    /** Where a name of a module or function of this list was taken; null if it is free. */
    @Nullable Location claim(String name, Location location) {
      return taken.putIfAbsent(name, location);
    }

    void define(String name, Entity entity) {
      entities.put(name, entity);
    }

    /** The number that an unnamed module gets now. */
    int nextModule() {
      return modules++;
    }

    /** The name that a function without one gets now: its type, then its type and an ordinal. */
    String nextFunction(String type) {
      int count = functions.merge(type, 1, Integer::sum);
      return count == 1 ? type : type + "_" + (count - 1);
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

  /** An entry that was skipped: it stands for its own input. */
  record Skipped(List<Value> inputs) implements Entity {}

  /** An entry that is only registered: nothing can take its output. */
  record Idle(Location location) implements Entity {}

  /**
   * A module that can be called again.
   *
   * @param path where it stands
   * @param body what it is
   * @param variables the names that its declaration saw
   * @param frame the list that it stands in
   */
  record Reusable(ModulePath path, Declaration.Body body, Variables variables, Frame frame) {}

  /** What a name means here or in a list around; null where it has no meaning yet. */
  @Nullable Entity find(String name) {
    Entity entity = list.entities.get(name);
    return entity != null || outer == null ? entity : outer.find(name);
  }

  /** Every name that can be taken from here. */
  Collection<String> known() {
    Collection<String> names = new ArrayList<>(list.entities.keySet());
    names.add("input");
    if (outer != null) {
      names.addAll(outer.known());
    }
    return names;
  }

  /** The same list with another input, for a group that is spliced into it. */
  Frame withInputs(List<Value> others) {
    return new Frame(path, list, others, outer);
  }
}
