package dev.cnnsummary.cli.render;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where text is shown.
 *
 * @param width the columns of a terminal; null for a pipe or a file, which have no width
 * @param colour whether colours are shown
 */
public record Screen(@Nullable Integer width, boolean colour) {
  /** A pipe or a file. */
  public static final Screen NONE = new Screen(null, false);

  /** The property in which the launcher hands over a terminal's width. */
  private static final String COLUMNS = "cnnsummary.columns";

  private static final Pattern BAR = Pattern.compile("[█▉▊▋▌▍▎▏]+");
  private static final String BOLD = "\u001b[1m";
  private static final String CYAN = "\u001b[36m";
  private static final String PLAIN = "\u001b[0m";

  /** What standard output is; colours as https://no-color.org wants them. */
  public static Screen ofStandardOutput() {
    String columns = System.getProperty(COLUMNS, "");
    if (!columns.matches("[1-9][0-9]{0,4}")) {
      return NONE;
    }
    String refused = System.getenv("NO_COLOR");
    boolean dumb = "dumb".equals(System.getenv("TERM"));
    return new Screen(Integer.valueOf(columns), !dumb && (refused == null || refused.isEmpty()));
  }

  /** A heading, in bold where colours are shown. */
  String heading(String text) {
    return colour ? BOLD + text + PLAIN : text;
  }

  /** A table with its header in bold and its bars in colour, where colours are shown. */
  String paint(String table) {
    if (!colour) {
      return table;
    }
    int end = table.indexOf('\n');
    return BOLD
        + table.substring(0, end)
        + PLAIN
        + BAR.matcher(table.substring(end)).replaceAll(CYAN + "$0" + PLAIN);
  }
}
