package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.Location;
import dev.cnnsummary.specs.op.Size;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
   * @param filled whether some text in it was filled in, which only sizes and formulas may be
   */
  record Given(Location location, Data data, boolean filled) {
    static final String FILLED =
        ": a value is written out, or it is '$name' or '$(expression)' as a whole; just sizes and"
            + " formulas may have such places inside";

    Given(Location location, Data data) {
      this(location, data, false);
    }
  }

  private final LayerType type;
  private final Map<String, Given> given;
  private final int inputs;
  private final Location location;
  private final String path;
  private final Problems problems;
  private boolean faulty;

  Arguments(
      LayerType type,
      Map<String, Given> given,
      int inputs,
      Location location,
      String path,
      Problems problems) {
    this.type = type;
    this.given = given;
    this.inputs = inputs;
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
      } else if (value.filled() && !option.isExpression()) {
        problem(value.location(), option.name() + Given.FILLED);
      } else {
        String fault = option.fault(value.data());
        if (fault != null) {
          problem(value.location(), option.name() + ": " + fault);
        }
      }
    }
    for (Option option : type.options()) {
      if (option.required() && !given.containsKey(option.name())) {
        problem(location, type.name() + " needs " + option.name() + " (" + option.text() + ")");
      }
    }
  }

  /** The number of tensors that the layer is given. */
  int inputs() {
    return inputs;
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

  /** Reports tensors that the options do not go with. */
  void inputsProblem(String message) {
    problem(location, message + "; got " + inputs + (inputs == 1 ? " input" : " inputs"));
  }

  /** Reports a second input that no size takes, and a size that takes one that is not there. */
  void checkSecondInput(List<Size> sizes) {
    boolean used = sizes.stream().anyMatch(size -> size.uses(1));
    if (used && inputs < 2) {
      problem(location, "like0, like1, ... are extents of a second input: name both in 'from'");
    } else if (!used && inputs > 1) {
      problem(
          location,
          "the second input is there for its extents, but no size takes one: like0, like1, ...");
    }
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

  @Nullable Boolean flagOrNull(String option) {
    return isNull(option) ? null : (Boolean) flag(option);
  }

  boolean isNull(String option) {
    return data(option) instanceof Data.None;
  }

  /** The word that an option is set to; null where it is something else. */
  @Nullable String word(String option) {
    return data(option) instanceof Data.Text(String word) ? word : null;
  }

  /** A formula; null where none is given. */
  @Nullable ElementFormula formula(String option) {
    return switch (data(option)) {
      case Data.Text(String text) -> ElementFormula.parse(text);
      case Data.Num number -> ElementFormula.parse(number.print());
      case Data.None _ -> null;
      case Data.Bool _, Data.Items _ -> throw new IllegalStateException(option);
    };
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

  /** An option of numbers with one for each axis, or one for all. */
  List<Double> numbers(String option) {
    return items(option).stream().map(item -> ((Data.Num) item).value()).toList();
  }

  /** An option of extents with one for each axis, or one for all. */
  List<Size> extents(String option) {
    return extentsOrNull(option).stream().map(Objects::requireNonNull).toList();
  }

  /** An option of extents with one for each axis, or one for all; null where none is given. */
  List<@Nullable Size> extentsOrNull(String option) {
    List<@Nullable Size> extents = new ArrayList<>();
    for (Data item : items(option)) {
      extents.add(
          switch (item) {
            case Data.Num(double value) -> Size.of((long) value);
            case Data.Text(String text) -> SizeExpressions.parse(text);
            case Data.None _ -> null;
            case Data.Bool _, Data.Items _ ->
                throw new IllegalStateException(option + " with " + item.describe());
          });
    }
    return extents;
  }

  private List<Data> items(String option) {
    return data(option) instanceof Data.Items(List<Data> items) ? items : List.of(data(option));
  }

  /** Whether an option is a list, rather than one value for all. */
  boolean isList(String option) {
    return data(option) instanceof Data.Items;
  }
}
