package dev.cnnsummary.cli.render;

import dev.cnnsummary.analyzer.Analysis;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a model and its sums in Markdown. */
public final class MarkdownFormat {
  private static final List<Column> COLUMNS =
      List.of(
          Column.LAYER,
          Column.TYPE,
          Column.KERNEL,
          Column.OUTPUT,
          Column.PARAMS,
          Column.PARAMS_SHARE,
          Column.MACS,
          Column.MACS_SHARE);

  private MarkdownFormat() {}

  /**
   * The whole text.
   *
   * @param depth how many levels below the model have rows; null for all
   * @param columns which columns are shown; empty for the usual ones
   */
  public static String write(Analysis analysis, @Nullable Integer depth, List<Column> columns) {
    List<LayerRow> rows = LayerRows.of(analysis, depth == null ? Integer.MAX_VALUE : depth);
    return LayerTable.of(analysis, rows, columns.isEmpty() ? COLUMNS : columns, false).markdown()
        + "\n```\n"
        + TreeStyle.totals(analysis)
        + "```\n";
  }
}
