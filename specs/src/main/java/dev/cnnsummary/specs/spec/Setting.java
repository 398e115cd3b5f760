package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.Location;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value in a spec: written out, computed from parameters, or a list of such. */
sealed interface Setting {
  /** Where it stands. */
  Location location();

  /** A value that is written out. */
  record Fixed(Location location, Data data) implements Setting {}

  /** {@code $name} or {@code $(expression)}. */
  record Computed(Location location, Expression expression) implements Setting {}

  /** A size or formula with places to fill in: {@code d1/$window}. */
  record Filled(Location location, NameTemplate text) implements Setting {}

  /** A list. */
  record Several(Location location, List<Setting> items) implements Setting {}

  /** Its value where the names have theirs; throws {@link EvaluationException}. */
  default Data evaluate(Names names) {
    return switch (this) {
      case Fixed(_, Data data) -> data;
      case Computed(_, Expression expression) -> Evaluator.evaluate(expression, names);
      case Filled(_, NameTemplate text) -> new Data.Text(text.expand(names));
      case Several(_, List<Setting> items) ->
          new Data.Items(items.stream().map(item -> item.evaluate(names)).toList());
    };
  }

  /** Whether some text in it was filled in, which only sizes and formulas may be. */
  default boolean isFilled() {
    return switch (this) {
      case Fixed _, Computed _ -> false;
      case Filled _ -> true;
      case Several(_, List<Setting> items) -> items.stream().anyMatch(Setting::isFilled);
    };
  }

  /** Reads a value; null where it is faulty, which is reported. */
  static @Nullable Setting read(Tree tree, Problems problems) {
    return read(tree, false, problems);
  }

  /** Reads an option's value, which may have places to fill in. */
  static @Nullable Setting readOption(Tree tree, Problems problems) {
    return read(tree, true, problems);
  }

  private static @Nullable Setting read(Tree tree, boolean places, Problems problems) {
    return switch (tree) {
      case Tree.Scalar scalar -> scalar(scalar, places, problems);
      case Tree.Sequence(Location location, List<Tree> items) -> {
        List<Setting> settings = new ArrayList<>();
        for (Tree item : items) {
          Setting setting = read(item, places, problems);
          if (setting != null) {
            settings.add(setting);
          }
        }
        yield new Several(location, settings);
      }
      case Tree.Mapping(Location location, _) -> {
        problems.add(location, "", "expected a value or a list, got a mapping");
        yield null;
      }
    };
  }

  private static @Nullable Setting scalar(Tree.Scalar scalar, boolean places, Problems problems) {
    String text = scalar.text();
    if (scalar.kind() == Tree.ScalarKind.STRING) {
      if (Expressions.isReference(text)) {
        Expression expression = Expressions.parse(scalar, problems);
        return expression == null ? null : new Computed(scalar.location(), expression);
      }
      if (text.contains("$") && places) {
        NameTemplate template = NameTemplate.parse(text, scalar.location(), problems);
        return template == null ? null : new Filled(scalar.location(), template);
      }
      if (text.contains("$")) {
        problems.add(
            scalar.location(),
            "",
            "a value is written out, or it is '$name' or '$(expression)' as a whole; got '"
                + text
                + "'");
        return null;
      }
    }
    Data data = Expressions.literal(scalar, problems);
    return data == null ? null : new Fixed(scalar.location(), data);
  }
}
