package dev.cnnsummary.cli.render;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Chosen columns of the rows of a model. */
public final class LayerTable {
  /** What is shown where there is room. */
  private static final List<Column> ROOMY =
      List.of(
          Column.LAYER,
          Column.TYPE,
          Column.KERNEL,
          Column.INPUT,
          Column.OUTPUT,
          Column.PARAMS,
          Column.PARAMS_SHARE,
          Column.MACS,
          Column.MACS_SHARE,
          Column.MEMORY,
          Column.FIELD,
          Column.BAR);

  /** What goes first where there is not enough. */
  private static final List<Column> DISPENSABLE =
      List.of(
          Column.BAR,
          Column.INPUT,
          Column.MEMORY,
          Column.MACS_SHARE,
          Column.FIELD,
          Column.KERNEL,
          Column.PARAMS_SHARE,
          Column.TYPE);

  private LayerTable() {}

  /**
   * Builds the table.
   *
   * @param rows those of the content
   * @param ascii whether to do without other characters
   */
  static TextTable of(Content content, List<LayerRow> rows, List<Column> columns, boolean ascii) {
    TextTable table =
        new TextTable(
            columns.stream().map(column -> column.title(content)).toList(),
            columns.stream().map(Column::isNumber).toList());
    for (LayerRow row : rows) {
      table.add(
          columns.stream()
              .map(column -> column.cell(row, content.analysis()))
              .map(cell -> ascii ? Ascii.of(cell) : cell)
              .toList());
    }
    return table;
  }

  /**
   * The table with as many columns as fit.
   *
   * @param width how wide it may be; null for any
   * @param ascii whether to do without other characters
   */
  static TextTable fitting(
      Content content, List<LayerRow> rows, @Nullable Integer width, boolean ascii) {
    Set<Column> shown = EnumSet.copyOf(ROOMY);
    if (content.countAs() != null) {
      shown.add(Column.COUNT_AS);
    }
    TextTable table = of(content, rows, List.copyOf(shown), ascii);
    for (Column column : DISPENSABLE) {
      if (width == null || table.width() <= width) {
        break;
      }
      shown.remove(column);
      table = of(content, rows, List.copyOf(shown), ascii);
    }
    return table;
  }
}
