package dev.cnnsummary.cli.render;

import dev.cnnsummary.analyzer.diff.Change;
import dev.cnnsummary.analyzer.diff.Change.Difference;
import dev.cnnsummary.analyzer.diff.Change.Kind;
import dev.cnnsummary.analyzer.diff.Comparison;
import dev.cnnsummary.analyzer.diff.Portrait;
import dev.cnnsummary.analyzer.diff.Quantity;
import java.util.ArrayList;
import java.util.List;

/**
 * What is said of some layers at once: a module that was added or removed with all that is in it, a
 * run of layers that were only renamed, or a single layer.
 *
 * @param kind what became of them
 * @param line what they are
 * @param differences what is different of a layer that changed
 */
record DiffRow(Kind kind, String line, List<Difference> differences) {
  /** The rows of a comparison; none for layers that are equal. */
  static List<DiffRow> of(Comparison comparison) {
    List<DiffRow> rows = new ArrayList<>();
    List<Change> changes = comparison.changes();
    int next = 0;
    while (next < changes.size()) {
      int first = next;
      next = end(changes, first);
      Change change = changes.get(first);
      switch (change.kind()) {
        case EQUAL -> {}
        case RENAMED -> rows.add(renamed(changes.subList(first, next)));
        case ADDED, REMOVED -> rows.add(folded(changes.subList(first, next)));
        case CHANGED ->
            rows.add(
                new DiffRow(
                    Kind.CHANGED,
                    change.layer().label() + ": " + change.layer().type(),
                    worthSaying(change.differences())));
      }
    }
    return rows;
  }

  /** All but trained parameters where they differ as all parameters do. */
  private static List<Difference> worthSaying(List<Difference> differences) {
    return differences.stream()
        .filter(difference ->
            !difference.what().equals("trainable_params")
                || !differences.contains(
                    new Difference("params", difference.before(), difference.after())))
        .toList();
  }

  /** Behind the last of the changes that a row can tell at once. */
  private static int end(List<Change> changes, int first) {
    Change change = changes.get(first);
    int end = first + 1;
    while (end < changes.size() && belongs(change, changes.get(end))) {
      end++;
    }
    return end;
  }

  private static boolean belongs(Change first, Change other) {
    return switch (first.kind()) {
      case EQUAL, CHANGED -> false;
      case RENAMED -> other.kind() == Kind.RENAMED;
      case ADDED, REMOVED ->
          other.kind() == first.kind()
              && other.layer().path().startsWith(first.layer().path() + ".");
    };
  }

  private static DiffRow renamed(List<Change> run) {
    String line = names(run, true) + " → " + names(run, false);
    return new DiffRow(
        Kind.RENAMED, run.size() == 1 ? line : line + " (" + run.size() + " of them)", List.of());
  }

  private static String names(List<Change> run, boolean before) {
    String first = label(run.getFirst(), before);
    return run.size() == 1 ? first : first + " … " + label(run.getLast(), before);
  }

  private static String label(Change change, boolean before) {
    Portrait.Layer layer = before ? change.before() : change.after();
    return layer == null ? "" : layer.label();
  }

  private static DiffRow folded(List<Change> run) {
    Quantity params = sum(run.stream().map(change -> change.layer().params()).toList());
    Quantity macs = sum(run.stream().map(change -> change.layer().macs()).toList());
    return new DiffRow(
        run.getFirst().kind(),
        DiffText.summary(run.getFirst().layer(), params, macs, run.size() - 1),
        List.of());
  }

  /** The sum of numbers; expressions are written one behind the other. */
  private static Quantity sum(List<Quantity> quantities) {
    long sum = 0;
    List<String> expressions = new ArrayList<>();
    for (Quantity quantity : quantities) {
      Long value = quantity.value();
      if (value == null) {
        expressions.add(quantity.text());
      } else {
        sum += value;
      }
    }
    if (expressions.isEmpty()) {
      return Quantity.of(sum);
    }
    if (sum != 0) {
      expressions.add(Long.toString(sum));
    }
    return Quantity.expression(String.join(" + ", expressions));
  }

  String sign() {
    return switch (kind) {
      case ADDED -> "+";
      case REMOVED -> "-";
      case CHANGED -> "~";
      case RENAMED -> ">";
      case EQUAL -> " ";
    };
  }

  String word() {
    return word(kind);
  }

  static String word(Kind kind) {
    return switch (kind) {
      case ADDED -> "added";
      case REMOVED -> "removed";
      case CHANGED -> "changed";
      case RENAMED -> "renamed";
      case EQUAL -> "equal";
    };
  }

  /** With a comma between thousands where it is a whole number. */
  static String grouped(String text) {
    return text.matches("-?[0-9]{1,18}") ? Numbers.grouped(Long.parseLong(text)) : text;
  }
}
