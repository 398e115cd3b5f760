package dev.cnnsummary.analyzer.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What became of a layer.
 *
 * @param before the layer as it was; null for one that was added
 * @param after the layer as it is; null for one that was removed
 */
public record Change(Portrait.@Nullable Layer before, Portrait.@Nullable Layer after) {
  /** The sorts of change. */
  public enum Kind {
    /** None. */
    EQUAL,
    /** It stands elsewhere, and is the same otherwise. */
    RENAMED,
    /** Something else of it is different. */
    CHANGED,
    /** It was not there before. */
    ADDED,
    /** It is not there any more. */
    REMOVED
  }

  /**
   * Something of a layer that is different.
   *
   * @param what {@code path}, {@code type}, {@code output}, {@code params}, {@code
   *     trainable_params}, {@code macs} or the name of an option
   * @param before as it was; "default" for an option that is left at it
   * @param after as it is
   */
  public record Difference(String what, String before, String after) {}

  /** What sort of change it is. */
  public Kind kind() {
    if (before == null) {
      return Kind.ADDED;
    }
    if (after == null) {
      return Kind.REMOVED;
    }
    if (before.equals(after)) {
      return Kind.EQUAL;
    }
    return differences().stream().allMatch(difference -> difference.what().equals("path"))
        ? Kind.RENAMED
        : Kind.CHANGED;
  }

  /** The layer as it is, or as it was where it is there no more. */
  public Portrait.Layer layer() {
    return after == null ? Objects.requireNonNull(before) : after;
  }

  /** What is different of a layer that was there and is there. */
  public List<Difference> differences() {
    List<Difference> found = new ArrayList<>();
    if (before == null || after == null) {
      return found;
    }
    add(found, "path", before.label(), after.label());
    add(found, "type", before.type(), after.type());
    TreeSet<String> options = new TreeSet<>(before.settings().keySet());
    options.addAll(after.settings().keySet());
    for (String option : options) {
      add(
          found,
          option,
          before.settings().getOrDefault(option, "default"),
          after.settings().getOrDefault(option, "default"));
    }
    add(found, "output", String.join(", ", before.outputs()), String.join(", ", after.outputs()));
    add(found, "params", before.params().text(), after.params().text());
    add(found, "trainable_params", before.trainable().text(), after.trainable().text());
    add(found, "macs", before.macs().text(), after.macs().text());
    return found;
  }

  private static void add(List<Difference> found, String what, String before, String after) {
    if (!before.equals(after)) {
      found.add(new Difference(what, before, after));
    }
  }
}
