package dev.cnnsummary.cli.render;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.LayerReport;
import dev.cnnsummary.analyzer.Totals;
import dev.cnnsummary.analyzer.convention.CountingRule;
import dev.cnnsummary.analyzer.memory.TrainingMemory;
import dev.cnnsummary.specs.graph.Member;
import dev.cnnsummary.specs.graph.Node;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The hierarchy of modules with what each layer makes and costs, then the sums. */
public final class TreeStyle {
  private static final int NAME_WIDTH = 18;
  private static final int MOST_NAMES = 4;

  private TreeStyle() {}

  /**
   * The whole text.
   *
   * @param content what of which model; without columns those that fit
   * @param screen where it is shown
   * @param ascii whether to do without other characters
   * @param marked the call whose line is marked; null for none
   */
  public static String write(
      Content content, Screen screen, boolean ascii, @Nullable Member marked) {
    List<LayerRow> rows = content.rows();
    TextTable table =
        content.columns().isEmpty()
            ? LayerTable.fitting(content, rows, screen.width(), ascii)
            : LayerTable.of(content, rows, content.columns(), ascii);
    String totals = ascii ? Ascii.of(totals(content)) : totals(content);
    return marked(table.print(screen), rows, marked) + "\n" + folded(totals, screen.width());
  }

  /** A text with lines that are too long continued at a space below their value. */
  private static String folded(String text, @Nullable Integer width) {
    return width == null
        ? text
        : text.lines().map(line -> foldedLine(line, width) + "\n").collect(Collectors.joining());
  }

  private static String foldedLine(String line, int width) {
    int leading = line.length() - line.stripLeading().length();
    String indent = " ".repeat(leading == 0 ? NAME_WIDTH : Math.max(leading, 4));
    int end = line.lastIndexOf(' ', width);
    return line.length() <= width || end <= indent.length()
        ? line
        : line.substring(0, end) + "\n" + foldedLine(indent + line.substring(end + 1), width);
  }

  /** Each line with room for a mark before it, if there is one. */
  private static String marked(String table, List<LayerRow> rows, @Nullable Member marked) {
    if (marked == null) {
      return table;
    }
    int header = 2;
    List<String> lines = table.lines().toList();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      boolean here = i >= header && marked.equals(rows.get(i - header).member());
      text.append(here ? "> " : "  ").append(lines.get(i)).append('\n');
    }
    return text.toString();
  }

  /** The sums and what must hold of the symbols, a line each. */
  public static String totals(Content content) {
    Analysis analysis = content.analysis();
    Totals totals = analysis.totals();
    StringBuilder text = new StringBuilder();
    line(text, "Params", Numbers.grouped(totals.params()));
    line(text, "  trainable", Numbers.grouped(totals.trainableParams()));
    line(text, "  frozen", Numbers.grouped(totals.frozenParams()));
    line(text, "Buffers", Numbers.grouped(totals.buffers()));
    List<LayerReport> unknown = analysis.unknown();
    boolean more = !unknown.isEmpty();
    line(text, "MACs", Numbers.atLeast(totals.macs(), more));
    CountingRule countAs = content.countAs();
    if (countAs != null) {
      line(text, "As " + countAs, Numbers.atLeast(countAs.total(analysis), more));
      text.append("  which counts ").append(countAs.description()).append('\n');
    }
    line(text, "FLOPs", Numbers.atLeast(totals.flops(), more));
    if (content.dtype() != null) {
      line(text, "Stored as", content.dtype().text());
    }
    line(text, "Weights", Numbers.bytes(totals.weightBytes()));
    line(text, "Layer outputs", Numbers.bytes(totals.outputBytes()) + (more ? " + ?" : ""));
    line(
        text,
        "Peak activations",
        (more ? "at least " : "") + Numbers.bytes(totals.peakActivationBytes()) + place(totals));
    line(text, "Weighted layers", totals.weightedDepth() + " deep");
    if (more) {
      line(text, "Not counted", names(unknown));
    }
    TrainingMemory training = content.trainingMemory();
    if (training != null) {
      training(text, training);
    }
    if (!analysis.inputs().batch().isConstant()) {
      text.append("Costs are for one sample.\n");
    }
    List<ConditionSummary.Line> conditions = ConditionSummary.of(analysis);
    if (!conditions.isEmpty()) {
      text.append("Valid where\n");
    }
    for (ConditionSummary.Line line : conditions) {
      text.append("  ").append(line.condition()).append("  (").append(line.path()).append(")\n");
    }
    return text.toString();
  }

  /** Some of the layers of which nothing is known, and how many more there are. */
  private static String names(List<LayerReport> unknown) {
    String names =
        unknown.stream()
            .limit(MOST_NAMES)
            .map(layer -> layer.node().path().text())
            .collect(Collectors.joining(", "));
    int more = unknown.size() - MOST_NAMES;
    return more > 0 ? names + " and " + more + " more" : names;
  }

  private static void training(StringBuilder text, TrainingMemory memory) {
    line(text, "Training", Numbers.bytes(memory.total()) + " with " + memory.optimizer());
    line(text, "  weights", Numbers.bytes(memory.weights()));
    line(text, "  gradients", Numbers.bytes(memory.gradients()));
    line(text, "  optimizer state", Numbers.bytes(memory.optimizerState()));
    line(text, "  activations", Numbers.bytes(memory.activations()));
  }

  /** Where the peak stands, as far as that is known. */
  private static String place(Totals totals) {
    Node layer = totals.peakLayer();
    if (layer == null) {
      return "";
    }
    return " at " + layer.path() + (layer.call() > 1 ? " (call " + layer.call() + ")" : "");
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(name).append(" ".repeat(NAME_WIDTH - name.length())).append(value).append('\n');
  }
}
