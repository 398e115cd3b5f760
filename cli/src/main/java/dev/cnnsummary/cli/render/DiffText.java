package dev.cnnsummary.cli.render;

import dev.cnnsummary.analyzer.diff.Change;
import dev.cnnsummary.analyzer.diff.Change.Difference;
import dev.cnnsummary.analyzer.diff.Comparison;
import dev.cnnsummary.analyzer.diff.Portrait;
import dev.cnnsummary.analyzer.diff.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A comparison of two models for a person. */
public final class DiffText {
  private final Comparison comparison;
  private final List<DiffRow> rows;

  private DiffText(Comparison comparison) {
    this.comparison = comparison;
    this.rows = DiffRow.of(comparison);
  }

  /**
   * Plain text: a line for each layer that was added, removed or renamed, several for one that
   * changed; then the sums that differ and how many layers became what.
   */
  public static String of(Comparison comparison, boolean ascii) {
    String text = new DiffText(comparison).text();
    return ascii ? Ascii.of(text) : text;
  }

  /** The same as lists and tables in Markdown (GitHub's form). */
  public static String markdown(Comparison comparison) {
    return new DiffText(comparison).markdown();
  }

  private String text() {
    StringBuilder text = new StringBuilder(title()).append("\n\n");
    for (String inputs : inputs()) {
      text.append("~ ").append(inputs).append('\n');
    }
    for (DiffRow row : rows) {
      text.append(row.sign()).append(' ').append(row.line()).append('\n');
      for (Difference difference : row.differences()) {
        text.append("    ").append(line(difference)).append('\n');
      }
    }
    if (!rows.isEmpty() || !inputs().isEmpty()) {
      text.append('\n');
    }
    if (!comparison.totals().isEmpty()) {
      text.append(totals().print()).append('\n');
    }
    return text.append(verdict()).append('\n').toString();
  }

  private String markdown() {
    StringBuilder text = new StringBuilder("## ").append(title()).append("\n\n");
    for (String inputs : inputs()) {
      text.append("- ").append(inputs).append('\n');
    }
    for (DiffRow row : rows) {
      text.append("- **").append(row.word()).append("** ").append(row.line()).append('\n');
      for (Difference difference : row.differences()) {
        text.append("  - ").append(line(difference)).append('\n');
      }
    }
    if (!rows.isEmpty() || !inputs().isEmpty()) {
      text.append('\n');
    }
    if (!comparison.totals().isEmpty()) {
      text.append(totals().markdown()).append('\n');
    }
    return text.append(verdict()).append('\n').toString();
  }

  private String title() {
    return comparison.before().model() + " → " + comparison.after().model();
  }

  private List<String> inputs() {
    String before = String.join(", ", comparison.before().inputs());
    String after = String.join(", ", comparison.after().inputs());
    return before.equals(after) ? List.of() : List.of("inputs: " + before + " → " + after);
  }

  private TextTable totals() {
    TextTable table =
        new TextTable(List.of("", "Before", "After", "Change"), List.of(false, true, true, true));
    for (Difference difference : comparison.totals()) {
      table.add(
          List.of(
              difference.what(),
              DiffRow.grouped(difference.before()),
              DiffRow.grouped(difference.after()),
              percent(
                  comparison.before().totals().get(difference.what()),
                  comparison.after().totals().get(difference.what()))));
    }
    return table;
  }

  /** By how much a number grew, in percent; empty where that has no meaning. */
  static String percent(@Nullable Quantity before, @Nullable Quantity after) {
    if (before == null || after == null) {
      return "";
    }
    Long from = before.value();
    Long to = after.value();
    if (from == null || to == null || from == 0) {
      return "";
    }
    BigDecimal percent =
        BigDecimal.valueOf(to)
            .subtract(BigDecimal.valueOf(from))
            .multiply(BigDecimal.valueOf(100))
            .divide(BigDecimal.valueOf(from), 2, RoundingMode.HALF_EVEN);
    return (percent.signum() > 0 ? "+" : "") + percent + "%";
  }

  private static String line(Difference difference) {
    return difference.what()
        + ": "
        + DiffRow.grouped(difference.before())
        + " → "
        + DiffRow.grouped(difference.after());
  }

  private String verdict() {
    if (comparison.isEqual()) {
      return "Equal: all " + comparison.changes().size() + " layers and modules, and the sums.";
    }
    Map<Change.Kind, Integer> counts = comparison.counts();
    List<String> parts = new ArrayList<>();
    counts.forEach((kind, count) -> {
      if (count > 0) {
        parts.add(Numbers.grouped(count) + " " + DiffRow.word(kind));
      }
    });
    return "Layers and modules: " + String.join(", ", parts) + ".";
  }

  /** The layer of a portrait with what it makes and costs, for a line. */
  static String summary(Portrait.Layer layer, Quantity params, Quantity macs, int layers) {
    StringBuilder line = new StringBuilder(layer.label()).append(": ").append(layer.type());
    if (!layer.outputs().isEmpty()) {
      line.append(", ").append(String.join(", ", layer.outputs()));
    }
    if (!params.equals(Quantity.ZERO)) {
      line.append(", ").append(DiffRow.grouped(params.text())).append(" params");
    }
    if (!macs.equals(Quantity.ZERO)) {
      line.append(", ").append(DiffRow.grouped(macs.text())).append(" MACs");
    }
    if (layers > 0) {
      line.append(" (").append(layers).append(layers == 1 ? " layer in it)" : " layers in it)");
    }
    return line.toString();
  }
}
