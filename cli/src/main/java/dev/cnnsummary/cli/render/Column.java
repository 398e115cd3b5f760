package dev.cnnsummary.cli.render;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.field.AxisField;
import dev.cnnsummary.analyzer.field.ReceptiveField;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.op.AdaptivePool;
import dev.cnnsummary.specs.op.Window;
import dev.cnnsummary.specs.shape.Dim;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A column of a table of layers. */
public enum Column {
  /** The module's or function's name. */
  LAYER("Layer", false),
  /** The class or function. */
  TYPE("Type", false),
  /** What a window covers. */
  KERNEL("Kernel", false),
  /** The shapes it takes. */
  INPUT("Input", false),
  /** The shapes it makes. */
  OUTPUT("Output", false),
  /** Parameters. */
  PARAMS("Params", true),
  /** The share of the model's parameters. */
  PARAMS_SHARE("%", true),
  /** Multiply-accumulates. */
  MACS("MACs", true),
  /** The share of the model's multiply-accumulates. */
  MACS_SHARE("%", true),
  /** What another program counts, which stands above it. */
  COUNT_AS("", true),
  /** Floating-point operations. */
  FLOPS("FLOPs", true),
  /** The size of what it makes. */
  MEMORY("Memory", true),
  /** What an element of its output can depend on. */
  FIELD("Field", false),
  /** The share of multiply-accumulates as a bar. */
  BAR("", false);

  private static final int BAR_WIDTH = 10;
  private static final String EIGHTHS = " ▏▎▍▌▋▊▉";

  private final String title;
  private final boolean number;

  Column(String title, boolean number) {
    this.title = title;
    this.number = number;
  }

  /** The word that asks for it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What stands above it. */
  String title(Content content) {
    return this == COUNT_AS && content.countAs() != null ? content.countAs().toString() : title;
  }

  /** Whether it holds numbers, which stand at the right. */
  boolean isNumber() {
    return number;
  }

  /** What stands in it; empty where a module's sums stand in the rows below. */
  String cell(LayerRow row, Analysis analysis) {
    boolean blank = row.open() && row.cost().equals(Cost.NONE);
    return switch (this) {
      case LAYER -> row.guide() + (row.level() == 0 ? analysis.graph().name() : row.label());
      case TYPE -> row.type();
      case KERNEL -> kernel(row);
      case INPUT -> shapes(row.inputs(), analysis);
      case OUTPUT -> shapes(row.outputs(), analysis);
      case PARAMS -> blank ? "" : Numbers.grouped(row.cost().params());
      case PARAMS_SHARE ->
          blank ? "" : Numbers.percent(row.cost().params(), analysis.totals().params());
      case MACS -> blank ? "" : known(row, row.cost().macs());
      case MACS_SHARE ->
          blank || isNothingKnown(row)
              ? ""
              : Numbers.percent(row.cost().macs(), analysis.totals().macs());
      case COUNT_AS -> blank ? "" : known(row, row.cost().counted());
      case FLOPS -> blank ? "" : known(row, row.cost().flops());
      case MEMORY -> blank ? "" : known(row, row.cost().outputBytes());
      case FIELD -> row.outputs().isEmpty() ? "" : field(row.outputs().getFirst(), analysis);
      case BAR -> blank ? "" : bar(row.cost().macs(), analysis.totals().macs());
    };
  }

  /** A number as far as it is known: {@code ?}, or {@code 1,024 + ?} of several layers. */
  private static String known(LayerRow row, Dim number) {
    return Numbers.atLeast(number, row.unknown());
  }

  private static boolean isNothingKnown(LayerRow row) {
    return row.unknown() && row.cost().macs().equals(Dim.ZERO);
  }

  private static String kernel(LayerRow row) {
    Window window = row.member() instanceof Node node ? Windows.of(node.op()) : null;
    if (window != null) {
      return sizes(window.kernel());
    }
    return row.member() instanceof Node(_, _, _, _, _, AdaptivePool pool, _, _, _)
        ? "to " + sizes(pool.outputSize())
        : "";
  }

  private static String sizes(List<? extends @Nullable Integer> sizes) {
    return sizes.stream()
        .map(size -> size == null ? "*" : size.toString())
        .collect(Collectors.joining("x"));
  }

  /** Shapes; several in succession that are the same once: {@code 2x[N, 24, 28, 28]}. */
  private static String shapes(List<Value> values, Analysis analysis) {
    List<String> cells = new ArrayList<>();
    String shape = "";
    int count = 0;
    for (Value value : values) {
      String next = analysis.type(value).shape().toString();
      count = next.equals(shape) ? count + 1 : 1;
      shape = next;
      if (count > 1) {
        cells.removeLast();
      }
      cells.add(count > 1 ? count + "x" + shape : shape);
    }
    return String.join(" ", cells);
  }

  /** One size where all axes agree: {@code 43}; {@code all} for a whole axis. */
  private static String field(Value value, Analysis analysis) {
    ReceptiveField field = analysis.field(value);
    return field.inputs().stream()
        .filter(axes -> axes != null && !axes.isEmpty())
        .map(Column::extents)
        .collect(Collectors.joining(" "));
  }

  private static String extents(@Nullable List<AxisField> axes) {
    if (axes == null) {
      return "";
    }
    List<String> sizes =
        axes.stream()
            .map(AxisField::size)
            .map(size -> size == null ? "all" : size.toString())
            .toList();
    return sizes.stream().distinct().count() == 1 ? sizes.getFirst() : String.join("x", sizes);
  }

  private static String bar(Dim part, Dim whole) {
    if (!part.isConstant() || !whole.isConstant() || whole.value() == 0) {
      return "";
    }
    long eighths = Math.round(8.0 * BAR_WIDTH * part.value() / whole.value());
    String end = eighths % 8 == 0 ? "" : String.valueOf(EIGHTHS.charAt((int) (eighths % 8)));
    return "█".repeat((int) (eighths / 8)) + end;
  }
}
