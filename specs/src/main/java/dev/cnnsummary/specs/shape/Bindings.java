package dev.cnnsummary.specs.shape;

import java.util.Collections;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Numbers for symbols. Immutable; each number is at least 1. */
public final class Bindings {
  private static final Bindings NONE = new Bindings(new TreeMap<>());

  private final SortedMap<String, Long> values;

  /** Takes over the map. */
  private Bindings(SortedMap<String, Long> values) {
    values.forEach((name, value) -> {
      Symbol.checkName(name);
      if (value < 1) {
        throw new IllegalArgumentException(
            "a symbol stands for at least 1, but " + name + " is bound to " + value);
      }
    });
    this.values = values;
  }

  /** No number for any symbol. */
  public static Bindings none() {
    return NONE;
  }

  /**
   * The numbers of a map.
   *
   * @throws IllegalArgumentException if a key is no symbol's name or a value is less than 1
   */
  public static Bindings of(Map<String, Long> values) {
    return new Bindings(new TreeMap<>(values));
  }

  /** A number for one symbol; {@link #and} adds others. */
  public static Bindings of(String name, long value) {
    return NONE.and(name, value);
  }

  /** These and one more, which replaces an earlier number of the same symbol. */
  public Bindings and(String name, long value) {
    SortedMap<String, Long> more = new TreeMap<>(values);
    more.put(name, value);
    return new Bindings(more);
  }

  /** The number of a symbol, if it has one. */
  public OptionalLong get(String name) {
    Long value = values.get(name);
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }

  public boolean isEmpty() {
    return values.isEmpty();
  }

  /** The symbols which have a number, sorted; unmodifiable. */
  public Set<String> names() {
    return Collections.unmodifiableSet(values.keySet());
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof Bindings other && values.equals(other.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** As {@code H=224, W=224}. */
  @Override
  public String toString() {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(", "));
  }
}
