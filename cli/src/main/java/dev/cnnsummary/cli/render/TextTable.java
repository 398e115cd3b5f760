package dev.cnnsummary.cli.render;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Columns of text, as wide as what stands in them, two spaces apart. */
public final class TextTable {
  private static final int LEAST_ROOM = 20;
  private static final String GAP = "  ";
  private static final String NARROW_GAP = " ";

  private final List<Boolean> rightAligned;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * Begins a table.
   *
   * @param header what stands above each column
   * @param rightAligned which columns are numbers
   */
  public TextTable(List<String> header, List<Boolean> rightAligned) {
    this.rightAligned = List.copyOf(rightAligned);
    add(header);
  }

  /** Adds a row. */
  public void add(List<String> cells) {
    rows.add(List.copyOf(cells));
  }

  /**
   * The table as {@link #print} has it, without some columns where it would be wider than a screen.
   *
   * @param dispensable the headers of those columns, the one that can best be spared first
   */
  String print(Screen screen, List<String> dispensable) {
    Integer most = screen.width();
    TextTable table = this;
    for (String header : dispensable) {
      if (most != null && table.width() > most) {
        table = table.without(table.rows.getFirst().indexOf(header));
      }
    }
    return table.print(screen);
  }

  private TextTable without(int column) {
    TextTable rest = new TextTable(spared(rows.getFirst(), column), spared(rightAligned, column));
    rows.stream().skip(1).forEach(row -> rest.add(spared(row, column)));
    return rest;
  }

  private static <T> List<T> spared(List<T> cells, int column) {
    List<T> rest = new ArrayList<>(cells);
    rest.remove(column);
    return rest;
  }

  /** The table, a rule below its header, without spaces at the ends of lines. */
  public String print() {
    return printed(GAP);
  }

  /** The table on a screen, its columns one space apart if it is too wide otherwise. */
  public String print(Screen screen) {
    Integer most = screen.width();
    return screen.paint(printed(most != null && width() > most ? NARROW_GAP : GAP));
  }

  private String printed(String gap) {
    int[] widths = widths();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      String line = line(rows.get(i), widths, gap);
      text.append(line.stripTrailing()).append('\n');
      if (i == 0) {
        text.append("-".repeat(length(line))).append('\n');
      }
    }
    return text.toString();
  }

  /**
   * The table with the texts of its last column broken at spaces, so that lines fit a width.
   *
   * @param width in columns; null for a width without end
   */
  public String print(@Nullable Integer width) {
    int[] widths = widths();
    int last = widths.length - 1;
    int room = width == null ? widths[last] : width - (total(widths) - widths[last]);
    if (room >= widths[last]) {
      return print();
    }
    TextTable broken = new TextTable(rows.getFirst(), rightAligned);
    for (List<String> row : rows.subList(1, rows.size())) {
      List<String> cells = new ArrayList<>(row);
      for (String part : parts(row.get(last), Math.max(room, LEAST_ROOM))) {
        cells.set(last, part);
        broken.add(cells);
        cells = new ArrayList<>(Collections.nCopies(row.size(), ""));
      }
    }
    return broken.print();
  }

  private static List<String> parts(String text, int room) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!part.isEmpty() && length(part.toString()) + 1 + length(word) > room) {
        parts.add(part.toString());
        part.setLength(0);
      }
      part.append(part.isEmpty() ? "" : " ").append(word);
    }
    parts.add(part.toString());
    return parts;
  }

  /** How wide it is. */
  int width() {
    return total(widths());
  }

  private static int total(int[] widths) {
    int total = GAP.length() * (widths.length - 1);
    for (int width : widths) {
      total += width;
    }
    return total;
  }

  private int[] widths() {
    int[] widths = new int[rightAligned.size()];
    for (List<String> row : rows) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], length(row.get(column)));
      }
    }
    return widths;
  }

  private String line(List<String> row, int[] widths, String gap) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String padding = " ".repeat(widths[column] - length(row.get(column)));
      line.append(column == 0 ? "" : gap);
      if (rightAligned.get(column)) {
        line.append(padding).append(row.get(column));
      } else {
        line.append(row.get(column)).append(padding);
      }
    }
    return line.toString();
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** The table in Markdown (GitHub's form). */
  public String markdown() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      text.append("| ")
          .append(
              rows.get(i).stream()
                  .map(cell -> cell.replace("|", "\\|"))
                  .collect(Collectors.joining(" | ")))
          .append(" |\n");
      if (i == 0) {
        for (boolean right : rightAligned) {
          text.append(right ? "|---:" : "|:---");
        }
        text.append("|\n");
      }
    }
    return text.toString();
  }

  /** The table as comma-separated values (RFC 4180, with plain line feeds). */
  public String csv() {
    return rows.stream()
        .map(row -> row.stream().map(TextTable::quoted).collect(Collectors.joining(",")) + "\n")
        .collect(Collectors.joining());
  }

  private static String quoted(String cell) {
    return cell.matches("(?s).*[\",\r\n].*") ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
  }
}
