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
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cnnsummary list}: the zoo. */
@Command(
    name = "list",
    description =
        "Lists the zoo family by family: parameters, multiply-accumulates (in thousand millions, on"
            + " the default input), that input, and where the model comes from.",
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n")
final class ListCommand implements Callable<Integer> {
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

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "WORD",
      arity = "0..*",
      description = "Only models that have these words in their name, family or source.")
  private List<String> words = List.of();

  @Option(
      names = "--sort",
      paramLabel = "ORDER",
      description =
          "What models are sorted by, the least first: ${COMPLETION-CANDIDATES}. Default:"
              + " ${DEFAULT-VALUE}.")
  private Order order = Order.FAMILY;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "What is written: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private SummaryCommand.Format format = SummaryCommand.Format.TEXT;

  @Override
  public Integer call() {
    List<ZooRow> all = ZooIndex.rows();
    List<ZooRow> rows = order.sorted(all.stream().filter(this::hasWords)).toList();
    if (rows.isEmpty()) {
      throw new InvalidSpecException(List.of(new Problem(null, "", nothing(all))));
    }
    String text =
        switch (format) {
          case TEXT -> ZooTable.text(rows, order == Order.FAMILY, Screen.ofStandardOutput());
          case JSON -> ZooTable.json(rows);
          case CSV -> ZooTable.csv(rows);
          case MARKDOWN -> ZooTable.markdown(rows);
        };
    Output.write(text, null, Output.of(spec));
    return 0;
  }

  private boolean hasWords(ZooRow row) {
    return words.stream()
        .map(word -> word.toLowerCase(Locale.ROOT))
        .allMatch(word ->
            Stream.of(row.model(), row.family(), row.source())
                .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(word)));
  }

  private String nothing(List<ZooRow> all) {
    List<String> known =
        all.stream().flatMap(row -> Stream.of(row.model(), row.family())).distinct().toList();
    return words.size() == 1
        ? "no model of the zoo has '"
            + words.getFirst()
            + "' in its name, family or source"
            + Nearest.suggestion(words.getFirst(), known)
        : "no model of the zoo has all of '" + String.join("', '", words) + "'";
  }
}
