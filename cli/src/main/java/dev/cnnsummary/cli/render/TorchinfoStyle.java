package dev.cnnsummary.cli.render;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.cli.render.TorchinfoRows.Counted;
import dev.cnnsummary.cli.render.TorchinfoRows.Row;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text of torchinfo 1.8.0 with its columns input_size, output_size, num_params, kernel_size and
 * mult_adds: a row for each call of a module, sizes in millions of bytes. Where the batch is a
 * symbol it is shown as 1.
 */
public final class TorchinfoStyle {
  private static final int COLUMN = 25;
  private static final int LEAST_NAME = 40;
  private static final int DEFAULT_DEPTH = 3;

  /** What Python's own objects add to an input's elements. */
  private static final long OBJECT_BYTES = 64;

  private static final List<String> HEADER =
      List.of("Input Shape", "Output Shape", "Param #", "Kernel Shape", "Mult-Adds");

  private final Analysis analysis;
  private final List<Row> rows;
  private final int depth;
  private final int nameWidth;

  private TorchinfoStyle(Analysis analysis, int depth) {
    this.analysis = analysis;
    this.depth = depth;
    this.rows = TorchinfoRows.of(analysis);
    int widest = LEAST_NAME;
    for (Row row : rows) {
      int width = row.name().length() + 5 * row.depth() + 1;
      widest = width >= LEAST_NAME ? Math.max(widest, (width + 4) / 5 * 5) : widest;
    }
    this.nameWidth = widest;
  }

  /**
   * The whole text.
   *
   * @param depth how many levels below the model are shown; null for torchinfo's own three
   */
  public static String write(Analysis analysis, @Nullable Integer depth) {
    return new TorchinfoStyle(analysis, depth == null ? DEFAULT_DEPTH : depth).write();
  }

  private String write() {
    String rule = "=".repeat(nameWidth + COLUMN * HEADER.size()) + "\n";
    StringBuilder text = new StringBuilder(rule);
    line(text, "Layer (type:depth-idx)", HEADER);
    text.append(rule);
    for (Row row : rows) {
      if (row.depth() <= depth) {
        line(text, prefix(row.depth()) + row.name(), cells(row));
      }
    }
    text.append(rule);
    totals(text, rule);
    return text.append(rule).toString();
  }

  private void line(StringBuilder text, String name, List<String> cells) {
    StringBuilder line = new StringBuilder(pad(name, nameWidth)).append(' ');
    for (String cell : cells) {
      line.append(pad(cell, COLUMN)).append(' ');
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.codePointCount(0, text.length())));
  }

  private static String prefix(int level) {
    return switch (level) {
      case 0 -> "";
      case 1 -> "├─";
      default -> "│    ".repeat(level - 1) + "└─";
    };
  }

  private List<String> cells(Row row) {
    List<String> cells = new ArrayList<>();
    cells.add(shape(row.input()));
    cells.add(shape(row.output()));
    cells.add(params(row));
    cells.add(row.kernel() == null ? "--" : row.kernel());
    boolean counts = row.leaf() || row.depth() == depth;
    cells.add(counts && !isZero(row.macs()) ? Numbers.grouped(row.macs()) : "--");
    return cells;
  }

  private static String shape(@Nullable Shape shape) {
    return shape == null ? "--" : shape.toString();
  }

  private String params(Row row) {
    if (row.again() && !isZero(row.subtree().params())) {
      return "(recursive)";
    }
    Counted counted = row.leaf() || row.depth() == depth ? row.subtree() : row.own();
    if (isZero(counted.params())) {
      return "--";
    }
    String number = Numbers.grouped(counted.params());
    return isZero(counted.trainable()) ? "(" + number + ")" : number;
  }

  private static boolean isZero(Dim number) {
    return number.equals(Dim.ZERO);
  }

  private void totals(StringBuilder text, String rule) {
    Counted counted = Counted.NONE;
    Dim macs = Dim.ZERO;
    Dim passBytes = Dim.ZERO;
    Dim paramBytes = Dim.ZERO;
    for (Row row : rows) {
      counted = counted.plus(row.again() ? Counted.NONE : row.own());
      if (row.leaf()) {
        macs = macs.plus(row.macs());
        Dim once = row.again() ? Dim.ZERO : row.own().params();
        paramBytes = paramBytes.plus(once.times(4));
        passBytes =
            isZero(row.own().params()) ? passBytes : passBytes.plus(row.outputBytes().times(2));
      }
    }
    Dim inputBytes = Dim.ZERO;
    for (TensorType input : analysis.inputs().types()) {
      inputBytes =
          inputBytes.plus(input.bytes().bind(analysis.inputs().sample())).plus(OBJECT_BYTES);
    }
    text.append("Total params: ").append(Numbers.grouped(counted.params())).append('\n');
    text.append("Trainable params: ").append(Numbers.grouped(counted.trainable())).append('\n');
    text.append("Non-trainable params: ")
        .append(Numbers.grouped(counted.params().minus(counted.trainable())))
        .append('\n');
    text.append("Total mult-adds").append(scaled(macs)).append('\n').append(rule);
    megabytes(text, "Input size", inputBytes);
    megabytes(text, "Forward/backward pass size", passBytes);
    megabytes(text, "Params size", paramBytes);
    megabytes(text, "Estimated Total Size", inputBytes.plus(passBytes).plus(paramBytes));
  }

  private static String scaled(Dim number) {
    if (!number.isConstant()) {
      return ": " + number;
    }
    long value = number.value();
    if (value >= 1_000_000_000_000L) {
      return " (T): " + quotient(value, 1e12);
    }
    return value >= 1_000_000_000
        ? " (G): " + quotient(value, 1e9)
        : " (M): " + quotient(value, 1e6);
  }

  private static void megabytes(StringBuilder text, String name, Dim bytes) {
    text.append(name)
        .append(
            bytes.isConstant() ? " (MB): " + quotient(bytes.value(), 1e6) : " (bytes): " + bytes)
        .append('\n');
  }

  /** As Python prints {@code '%0.2f' % (number / unit)}: the double, its exact value rounded. */
  private static String quotient(long number, double unit) {
    return new BigDecimal(number / unit).setScale(2, RoundingMode.HALF_EVEN).toPlainString();
  }
}
