package dev.cnnsummary.cli.render;

import java.util.ArrayList;
import java.util.List;

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

  /** The whole text. */
  public static String write(Content content) {
    return LayerTable.of(content, content.rows(), columns(content), false).markdown()
        + "\n```\n"
        + TreeStyle.totals(content)
        + "```\n";
  }

  private static List<Column> columns(Content content) {
    if (!content.columns().isEmpty()) {
      return content.columns();
    }
    List<Column> columns = new ArrayList<>(COLUMNS);
    if (content.countAs() != null) {
      columns.add(Column.COUNT_AS);
    }
    return columns;
  }
}
