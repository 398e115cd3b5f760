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

  /** A list. */
  record Several(Location location, List<Setting> items) implements Setting {}

  /** Its value where the names have theirs; throws {@link EvaluationException}. */
  default Data evaluate(Names names) {
    return switch (this) {
      case Fixed(_, Data data) -> data;
      case Computed(_, Expression expression) -> Evaluator.evaluate(expression, names);
      case Several(_, List<Setting> items) ->
          new Data.Items(items.stream().map(item -> item.evaluate(names)).toList());
    };
  }

  /** Reads a value; null where it is faulty, which is reported. */
  static @Nullable Setting read(Tree tree, Problems problems) {
    return switch (tree) {
      case Tree.Scalar scalar -> scalar(scalar, problems);
      case Tree.Sequence(Location location, List<Tree> items) -> {
        List<Setting> settings = new ArrayList<>();
        for (Tree item : items) {
          Setting setting = read(item, problems);
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

  private static @Nullable Setting scalar(Tree.Scalar scalar, Problems problems) {
    String text = scalar.text();
    if (scalar.kind() == Tree.ScalarKind.STRING) {
      if (Expressions.isReference(text)) {
        Expression expression = Expressions.parse(scalar, problems);
        return expression == null ? null : new Computed(scalar.location(), expression);
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
