package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.Location;
import dev.cnnsummary.specs.spec.Tree.Mapping;
import dev.cnnsummary.specs.spec.Tree.Scalar;
import dev.cnnsummary.specs.spec.Tree.Sequence;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Trees and problems as short texts, so that a test's table holds what it expects. */
final class TreeTexts {
  private TreeTexts() {}

  /** The tree with the place of every value, or the problems, one a line. */
  static String read(String name, String text) {
    Problems problems = new Problems();
    Tree tree = TreeReader.read(new Source(name, text), problems);
    return problems.isEmpty() ? print(tree) : list(problems);
  }

  /** Every problem as {@code line:column message}. */
  static String list(Problems problems) {
    return problems.list().stream()
        .map(problem -> place(problem.location()) + " " + problem.message())
        .collect(Collectors.joining("\n"));
  }

  private static String place(@Nullable Location location) {
    return location == null ? "-" : location.line() + ":" + location.column();
  }

  private static String print(@Nullable Tree tree) {
    return switch (tree) {
      case null -> "nothing";
      case Scalar scalar ->
          "%s %s '%s'%s"
              .formatted(
                  place(scalar.location()),
                  scalar.kind(),
                  scalar.text(),
                  scalar.quoted() ? " quoted" : "");
      case Sequence sequence ->
          place(sequence.location())
              + sequence.items().stream()
                  .map(TreeTexts::print)
                  .collect(Collectors.joining(", ", " [", "]"));
      case Mapping mapping ->
          place(mapping.location())
              + mapping.members().stream()
                  .map(member ->
                      place(member.location())
                          + " "
                          + member.name()
                          + " = "
                          + print(member.value()))
                  .collect(Collectors.joining(", ", " {", "}"));
    };
  }
}
