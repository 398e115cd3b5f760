package dev.cnnsummary.cli;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.Analyzer;
import dev.cnnsummary.cli.render.ZooRow;
import dev.cnnsummary.specs.Models;
import dev.cnnsummary.specs.ZooModel;
import dev.cnnsummary.specs.shape.Dim;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is listed of the zoo. Every build analyses all models and keeps the numbers beside the
 * classes, so that a list need not: most of that time goes into warming up. A model that is not
 * there is analysed when it is listed.
 */
final class ZooIndex {
  private static final String FILE = "zoo-index.tsv";

  private ZooIndex() {}

  /**
   * Writes the index; the build calls this.
   *
   * @param arguments the folder of this class
   */
  public static void main(String[] arguments) throws IOException {
    List<String> lines = new ArrayList<>();
    for (ZooModel model : Models.zooModels()) {
      ZooRow row = fresh(model);
      lines.add(row.model() + "\t" + row.params() + "\t" + row.macs() + "\t" + row.input() + "\n");
    }
    Path folder = Path.of(arguments[0]);
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(FILE), String.join("", lines), StandardCharsets.UTF_8);
  }

  /** A row for each model, family by family. */
  static List<ZooRow> rows() {
    Map<String, ZooRow> indexed = indexed();
    return Models.zooModels().stream()
        .map(model -> {
          ZooRow row = indexed.get(model.name());
          return row == null ? fresh(model) : row;
        })
        .toList();
  }

  /** The rows that the build made, by the models' names. */
  static Map<String, ZooRow> indexed() {
    Map<String, String[]> lines = new HashMap<>();
    for (String line : text(FILE).lines().toList()) {
      String[] cells = line.split("\t", -1);
      lines.put(cells[0], cells);
    }
    Map<String, ZooRow> rows = new HashMap<>();
    for (ZooModel model : Models.zooModels()) {
      String[] cells = lines.get(model.name());
      if (cells != null) {
        long params = Long.parseLong(cells[1]);
        rows.put(model.name(), row(model, params, Long.parseLong(cells[2]), cells[3]));
      }
    }
    return rows;
  }

  private static ZooRow row(ZooModel model, long params, long macs, String input) {
    return new ZooRow(model.name(), model.family(), params, macs, input, model.source());
  }

  /** What an analysis says. */
  static ZooRow fresh(ZooModel model) {
    Analysis analysis = Analyzer.analyze(Models.load(model.name()));
    String input =
        analysis.inputs().types().stream()
            .map(type -> type.shape().dims())
            .map(dims -> dims.subList(1, dims.size()))
            .map(dims -> dims.stream().map(Dim::toString).collect(Collectors.joining("x")))
            .collect(Collectors.joining(", "));
    return row(model, analysis.totals().params().value(), analysis.totals().macs().value(), input);
  }

  /** The text of a file. In the program's own jar packaging puts it here instead. */
  private static String text(String file) {
    try (InputStream stream = ZooIndex.class.getResourceAsStream(file)) {
      return stream == null ? "" : new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
