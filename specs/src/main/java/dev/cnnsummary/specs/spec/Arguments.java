package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.Location;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The options of one layer, checked against its type, with defaults filled in. Reading an option
 * that the type does not have is a mistake in this program.
 */
final class Arguments {
  /**
   * An option's value as given.
   *
   * @param location where it stands
   * @param data what it is
   */
  record Given(Location location, Data data) {}

  private final LayerType type;
  private final Map<String, Given> given;
  private final Location location;
  private final String path;
  private final Problems problems;
  private boolean faulty;

  Arguments(
      LayerType type, Map<String, Given> given, Location location, String path, Problems problems) {
    this.type = type;
    this.given = given;
    this.location = location;
    this.path = path;
    this.problems = problems;
    check();
  }

  private void check() {
    for (Map.Entry<String, Given> entry : given.entrySet()) {
      Option option = type.option(entry.getKey());
      Given value = entry.getValue();
      if (option == null) {
        problem(
            value.location(),
            type.name()
                + " has no option '"
                + entry.getKey()
                + "'"
                + Nearest.suggestion(entry.getKey(), type.optionNames()));
      } else if (!option.accepts(value.data())) {
        problem(
            value.location(),
            option.name() + ": expected " + option.expected() + ", got " + value.data().describe());
      }
    }
    for (Option option : type.options()) {
      if (option.required() && !given.containsKey(option.name())) {
        problem(location, type.name() + " needs " + option.name() + " (" + option.text() + ")");
      }
    }
  }

  /** Whether a fault was found; the options must not be read then. */
  boolean faulty() {
    return faulty;
  }

  /** Reports a fault of an option's value in the light of others. */
  void problem(String option, String message) {
    Given value = given.get(option);
    problem(value == null ? location : value.location(), option + ": " + message);
  }

  private void problem(Location at, String message) {
    faulty = true;
    problems.add(at, path, message);
  }

  private Data data(String option) {
    Given value = given.get(option);
    Data data = value == null ? type.requireOption(option).preset() : value.data();
    if (data == null) {
      throw new IllegalStateException(type.name() + " without " + option);
    }
    return data;
  }

  int integer(String option) {
    return (int) number(option);
  }

  @Nullable Integer integerOrNull(String option) {
    return data(option) instanceof Data.None ? null : (Integer) integer(option);
  }

  double number(String option) {
    return ((Data.Num) data(option)).value();
  }

  /** A number that must be between 0 and 1. */
  double probability(String option) {
    double p = number(option);
    if (p < 0 || p > 1) {
      problem(option, "expected a probability between 0 and 1, got " + p);
    }
    return p;
  }

  @Nullable Double numberOrNull(String option) {
    return data(option) instanceof Data.None ? null : (Double) number(option);
  }

  boolean flag(String option) {
    return ((Data.Bool) data(option)).value();
  }

  boolean isNull(String option) {
    return data(option) instanceof Data.None;
  }

  /** The word that an option is set to; null where it is something else. */
  @Nullable String word(String option) {
    return data(option) instanceof Data.Text(String word) ? word : null;
  }

  /** An option of sizes with one for each axis. */
  List<Integer> sizes(String option) {
    List<Integer> sizes = new ArrayList<>();
    for (Integer size : sizesOrNull(option)) {
      if (size == null) {
        throw new IllegalStateException(option + " with null");
      }
      sizes.add(size);
    }
    return sizes;
  }

  /** An option of sizes with one for each axis, null where none is given. */
  List<@Nullable Integer> sizesOrNull(String option) {
    int length = type.requireOption(option).length();
    Data data = data(option);
    if (data instanceof Data.Items(List<Data> items)) {
      List<@Nullable Integer> sizes = new ArrayList<>();
      for (Data item : items) {
        sizes.add(item instanceof Data.Num(double value) ? (Integer) (int) value : null);
      }
      return sizes;
    }
    return Collections.nCopies(
        Math.max(1, length), data instanceof Data.Num(double value) ? (Integer) (int) value : null);
  }
}
