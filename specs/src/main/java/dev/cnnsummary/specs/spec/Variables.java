package dev.cnnsummary.specs.spec;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Names with values: parameters, then loop variables, the innermost first.
 *
 * @param own what this level adds
 * @param outer what it shadows; null at the outermost
 */
record Variables(Map<String, Data> own, @Nullable Variables outer) implements Names {
  Variables {
    own = new LinkedHashMap<>(own);
  }

  /** An outermost level without names yet. */
  static Variables empty() {
    return new Variables(Map.of(), null);
  }

  /** These and some more. */
  Variables with(Map<String, Data> more) {
    return new Variables(more, this);
  }

  /** Adds a name to this level, for parameters whose defaults use those before them. */
  void define(String name, Data data) {
    own.put(name, data);
  }

  @Override
  public @Nullable Data get(String name) {
    Data data = own.get(name);
    return data != null || outer == null ? data : outer.get(name);
  }

  @Override
  public Collection<String> known() {
    Collection<String> names = new TreeSet<>(own.keySet());
    if (outer != null) {
      names.addAll(outer.known());
    }
    return names;
  }
}
