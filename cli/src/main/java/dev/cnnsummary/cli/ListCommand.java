package dev.cnnsummary.cli;

import dev.cnnsummary.cli.render.Screen;
import dev.cnnsummary.cli.render.ZooRow;
import dev.cnnsummary.cli.render.ZooTable;
import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.Problem;
import dev.cnnsummary.specs.spec.Nearest;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** {@code cnnsummary list}: the zoo. */
final class ListCommand extends Command {
  /** What rows are sorted by. */
  enum Order {
    FAMILY,
    NAME,
    PARAMS,
    MACS;

    Stream<ZooRow> sorted(Stream<ZooRow> rows) {
      return switch (this) {
        case FAMILY -> rows; // as the zoo has them
        case NAME -> rows.sorted(Comparator.comparing(ZooRow::model));
        case PARAMS -> rows.sorted(Comparator.comparingLong(ZooRow::params));
        case MACS -> rows.sorted(Comparator.comparingLong(ZooRow::macs));
      };
    }

    @Override
    public String toString() {
      return Words.of(this);
    }
  }

  private final Argument<List<String>> words =
      add(
          parameter(
                  "WORD",
                  "0..*",
                  "Only models that have these words in their name, family or source.")
              .type(List.class)
              .index("0..*")
              .initialValue(List.of())
              .build());
  private final Argument<Order> order =
      option(
          "--sort",
          "ORDER",
          Order.class,
          Order.FAMILY,
          "What models are sorted by, the least first: ${COMPLETION-CANDIDATES}. Default:"
              + " ${DEFAULT-VALUE}.");
  private final Argument<SummaryCommand.Format> format = format(SummaryCommand.Format.TEXT);

  ListCommand() {
    super(
        "list",
        "Lists the zoo family by family: parameters, multiply-accumulates (in thousand millions, on"
            + " the default input), that input, and where the model comes from.");
    usage().sortOptions(true).parameterListHeading("%n");
  }

  @Override
  public Integer call() {
    List<ZooRow> all = ZooIndex.rows();
    List<ZooRow> rows = order.value().sorted(all.stream().filter(this::hasWords)).toList();
    if (rows.isEmpty()) {
      throw new InvalidSpecException(List.of(new Problem(null, "", nothing(all))));
    }
    String text =
        switch (format.value()) {
          case TEXT ->
              ZooTable.text(rows, order.value() == Order.FAMILY, Screen.ofStandardOutput());
          case JSON -> ZooTable.json(rows);
          case CSV -> ZooTable.csv(rows);
          case MARKDOWN -> ZooTable.markdown(rows);
        };
    Output.write(text, null, out());
    return 0;
  }

  private boolean hasWords(ZooRow row) {
    return words.value().stream()
        .map(word -> word.toLowerCase(Locale.ROOT))
        .allMatch(word ->
            Stream.of(row.model(), row.family(), row.source())
                .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(word)));
  }

  private String nothing(List<ZooRow> all) {
    List<String> known =
        all.stream().flatMap(row -> Stream.of(row.model(), row.family())).distinct().toList();
    List<String> missing = words.value();
    return missing.size() == 1
        ? "no model of the zoo has '"
            + missing.getFirst()
            + "' in its name, family or source"
            + Nearest.suggestion(missing.getFirst(), known)
        : "no model of the zoo has all of '" + String.join("', '", missing) + "'";
  }
}
