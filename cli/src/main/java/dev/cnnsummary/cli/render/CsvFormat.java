package dev.cnnsummary.cli.render;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.shape.Dim;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The rows of a model as comma-separated values; each number column sums to the model's total. */
public final class CsvFormat {
  private static final List<String> HEADER =
      List.of(
          "path",
          "type",
          "kind",
          "call",
          "depth",
          "input_shapes",
          "output_shapes",
          "params",
          "trainable_params",
          "macs",
          "flops",
          "output_bytes",
          "receptive_field");

  private CsvFormat() {}

  /** The whole text; the columns are always the same but for another program's count at the end. */
  public static String write(Content content) {
    Analysis analysis = content.analysis();
    List<String> header = new ArrayList<>(HEADER);
    if (content.countAs() != null) {
      header.add("count_as_" + content.countAs());
    }
    TextTable table = new TextTable(header, header.stream().map(_ -> false).toList());
    for (LayerRow row : content.rows()) {
      Cost cost = row.cost();
      List<String> cells =
          new ArrayList<>(
              List.of(
                  row.member().path().text(),
                  row.type(),
                  row.member() instanceof Node node
                      ? node.form().name().toLowerCase(Locale.ROOT)
                      : "container",
                  Integer.toString(row.member().call()),
                  Integer.toString(row.level()),
                  shapes(row.inputs(), analysis),
                  shapes(row.outputs(), analysis),
                  plain(cost.params()),
                  plain(cost.trainable()),
                  plain(row, cost.macs()),
                  plain(row, cost.flops()),
                  plain(row, cost.outputBytes()),
                  Column.FIELD.cell(row, analysis)));
      if (content.countAs() != null) {
        cells.add(plain(row, cost.counted()));
      }
      table.add(cells);
    }
    return table.csv();
  }

  /** A number; empty where it is not known. */
  private static String plain(LayerRow row, Dim number) {
    return row.unknown() && number.equals(Dim.ZERO) ? "" : plain(number);
  }

  private static String plain(Dim number) {
    return number.toString();
  }

  private static String shapes(List<Value> values, Analysis analysis) {
    return values.stream()
        .map(value ->
            analysis.type(value).shape().dims().stream()
                .map(Dim::toString)
                .collect(Collectors.joining("x")))
        .collect(Collectors.joining(" "));
  }
}
