package dev.cnnsummary.cli.render;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.LayerReport;
import dev.cnnsummary.analyzer.explain.SlidingAxis;
import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.Problem;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.op.TransposedConvolution;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Draws how a kernel slides over its input: the first window, the next one and the last, with
 * padding, stride and dilation, and what no window sees. Of an axis that is too long its middle is
 * left out.
 */
public final class WindowPicture {
  private static final int USUAL_WIDTH = 80;
  private static final int MOST_CELLS = 24;
  private static final String GAP = "    ";
  private static final SlidingAxis SINGLE = new SlidingAxis(1, 1, 0, 0, 1, 1, 1, 1);

  /** What stands for a place of the middle that is left out. */
  private static final long ELLIPSIS = Long.MIN_VALUE;

  private final SlidingAxis rows;
  private final SlidingAxis columns;
  private final List<Long> rowPlaces;
  private final List<Long> columnPlaces;
  private final int width;
  private final boolean ascii;

  private WindowPicture(SlidingAxis rows, SlidingAxis columns, int width, boolean ascii) {
    this.rows = rows;
    this.columns = columns;
    this.width = width;
    this.ascii = ascii;
    int cells = Math.max(3, width / 2);
    this.rowPlaces = places(rows, MOST_CELLS);
    this.columnPlaces = places(columns, cells);
  }

  /**
   * The picture of a layer.
   *
   * @param screen where it is shown; without a width it is for 80 columns
   * @param ascii whether to do without other characters
   * @throws InvalidSpecException if the layer has no window, or sizes that are symbols
   */
  public static String write(Analysis analysis, Node node, Screen screen, boolean ascii) {
    List<SlidingAxis> axes =
        node.isCalled() ? SlidingAxis.of(analysis.layers().get(node.index())) : null;
    if (axes == null) {
      throw new InvalidSpecException(
          List.of(
              new Problem(
                  null,
                  node.path().text(),
                  node.type()
                      + " has no window with known sizes; convolutions, pooling and transposed"
                      + " convolutions have, on an --input of numbers")));
    }
    int width = screen.width() == null ? USUAL_WIDTH : screen.width();
    SlidingAxis rows = axes.size() == 1 ? SINGLE : axes.get(axes.size() - 2);
    WindowPicture picture = new WindowPicture(rows, axes.getLast(), width, ascii);
    LayerReport report = analysis.layers().get(node.index());
    MemberTitle title = MemberTitle.of(analysis, node);
    StringBuilder text = new StringBuilder();
    text.append(screen.heading(title.name() + ": " + title.type())).append('\n');
    text.append("  ")
        .append(report.inputs().getFirst().shape())
        .append(ascii ? " -> " : " → ")
        .append(report.outputs().getFirst().shape())
        .append(axes.size() == 3 ? ", one slice of its depth" : "")
        .append("\n\n");
    text.append(picture.frames(axes.size() == 1)).append('\n');
    text.append(picture.legend(node.op() instanceof TransposedConvolution));
    if (axes.size() > 1) {
      text.append(unused("rows", rows));
    }
    text.append(unused(axes.size() > 1 ? "columns" : "elements", axes.getLast()));
    return text.toString();
  }

  /** The places of an axis that are drawn: both ends, and all of it where that fits. */
  private static List<Long> places(SlidingAxis axis, int cells) {
    long count = axis.last() - axis.first() + 1;
    int most = Math.min(cells, MOST_CELLS);
    if (count <= most) {
      return all(axis);
    }
    List<Long> places = new ArrayList<>();
    long twoWindows = axis.start(1) + (long) axis.dilation() * (axis.kernel() - 1) + 1;
    long head = Math.min(Math.max(twoWindows - axis.first() + 1, 5), (cells - 1) / 2);
    for (long place = axis.first(); place < axis.first() + head; place++) {
      places.add(place);
    }
    places.add(ELLIPSIS);
    long lastWindow = axis.last() - axis.start(axis.positions() - 1) + 2;
    long tail = Math.min(Math.max(lastWindow, 4), (cells - 1) / 2);
    for (long place = axis.last() - tail + 1; place <= axis.last(); place++) {
      places.add(place);
    }
    return count <= places.size() ? all(axis) : places;
  }

  private static List<Long> all(SlidingAxis axis) {
    List<Long> places = new ArrayList<>();
    for (long place = axis.first(); place <= axis.last(); place++) {
      places.add(place);
    }
    return places;
  }

  /** The windows that are drawn, side by side as far as there is room. */
  private String frames(boolean flat) {
    List<List<String>> frames = new ArrayList<>();
    frames.add(frame(0, 0, flat));
    if (columns.positions() > 1) {
      frames.add(frame(0, 1, flat));
    }
    boolean more = columns.positions() > 2 || rows.positions() > 1;
    if (more) {
      frames.add(frame(rows.positions() - 1, columns.positions() - 1, flat));
    }
    int frameWidth = frames.stream().flatMap(List::stream).mapToInt(String::length).max().orElse(1);
    int abreast = Math.max(1, (width + GAP.length()) / (frameWidth + GAP.length()));
    StringBuilder text = new StringBuilder();
    for (int first = 0; first < frames.size(); first += abreast) {
      List<List<String>> row = frames.subList(first, Math.min(frames.size(), first + abreast));
      text.append(first == 0 ? "" : "\n");
      for (int line = 0; line < row.getFirst().size(); line++) {
        StringBuilder joined = new StringBuilder();
        for (List<String> frame : row) {
          String part = frame.get(line);
          joined.append(part).append(" ".repeat(frameWidth - part.length())).append(GAP);
        }
        text.append(joined.toString().stripTrailing()).append('\n');
      }
    }
    return text.toString();
  }

  private List<String> frame(long row, long column, boolean flat) {
    List<String> lines = new ArrayList<>();
    lines.add("output [" + (flat ? "" : row + ", ") + column + "]");
    for (long y : rowPlaces) {
      List<String> cells = new ArrayList<>();
      for (long x : columnPlaces) {
        cells.add(y == ELLIPSIS || x == ELLIPSIS ? dots(x, y) : cell(x, y, row, column));
      }
      lines.add(String.join(" ", cells));
    }
    return lines;
  }

  private String dots(long x, long y) {
    if (ascii) {
      return x == ELLIPSIS ? "~" : ":";
    }
    return x == ELLIPSIS && y == ELLIPSIS ? "⋱" : x == ELLIPSIS ? "…" : "⋮";
  }

  private String cell(long x, long y, long row, long column) {
    boolean input = columns.isInput(x) && rows.isInput(y);
    boolean tap = columns.isTap(x, column) && rows.isTap(y, row);
    if (tap) {
      return sign(input ? Sign.TAP : Sign.TAP_ON_PADDING);
    }
    if (!input) {
      return sign(Sign.PADDING);
    }
    return sign(columns.isUsed(x) && rows.isUsed(y) ? Sign.INPUT : Sign.UNUSED);
  }

  private enum Sign {
    TAP("■", "#"),
    TAP_ON_PADDING("▣", "%"),
    INPUT("□", "o"),
    PADDING("·", "."),
    UNUSED("×", "x");

    private final String sign;
    private final String plain;

    Sign(String sign, String plain) {
      this.sign = sign;
      this.plain = plain;
    }
  }

  private String sign(Sign sign) {
    return ascii ? sign.plain : sign.sign;
  }

  private String legend(boolean transposed) {
    List<String> parts = new ArrayList<>();
    parts.add(sign(Sign.TAP) + " tap");
    String padding = transposed ? "zero between or around" : "padding";
    boolean padded =
        columns.first() < 0
            || rows.first() < 0
            || transposed
            || overruns(columns)
            || overruns(rows);
    if (padded) {
      parts.add(sign(Sign.TAP_ON_PADDING) + (transposed ? " tap on a zero" : " tap on padding"));
      parts.add(sign(Sign.PADDING) + " " + padding);
    }
    parts.add(sign(Sign.INPUT) + " input");
    if (!columns.unused().isEmpty() || !rows.unused().isEmpty()) {
      parts.add(sign(Sign.UNUSED) + " input that no window sees");
    }
    return String.join("  ", parts) + "\n";
  }

  private static boolean overruns(SlidingAxis axis) {
    return axis.last() > (long) axis.spacing() * (axis.extent() - 1);
  }

  private static String unused(String name, SlidingAxis axis) {
    List<Long> unused = axis.unused();
    if (unused.isEmpty()) {
      return "";
    }
    List<String> runs = new ArrayList<>();
    int first = 0;
    for (int i = 1; i <= unused.size(); i++) {
      if (i == unused.size() || unused.get(i) != unused.get(i - 1) + 1) {
        long from = unused.get(first);
        long to = unused.get(i - 1);
        runs.add(from == to ? String.valueOf(from) : from + " to " + to);
        first = i;
      }
    }
    boolean many = runs.size() > 6;
    List<String> shown = new ArrayList<>(many ? runs.subList(0, 5) : runs);
    if (many) {
      Collections.addAll(shown, "...", runs.getLast());
    }
    return "Never used: "
        + name
        + " "
        + String.join(", ", shown)
        + " of 0 to "
        + (axis.extent() - 1)
        + "\n";
  }
}
