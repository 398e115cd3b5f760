package dev.cnnsummary.cli.render;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/** Models of the zoo, one a row. */
public final class ZooTable {
  private static final int SCHEMA_VERSION = 1;
  private static final BigInteger BILLION = BigInteger.valueOf(1_000_000_000);

  private ZooTable() {}

  /**
   * For a person: the variants of a family stand together under its name where there are several.
   *
   * @param grouped whether families stand together; otherwise each row stands for itself
   */
  public static String text(List<ZooRow> rows, boolean grouped, Screen screen) {
    Map<String, Long> sizes =
        rows.stream().collect(Collectors.groupingBy(ZooRow::family, Collectors.counting()));
    TextTable table =
        new TextTable(
            List.of("Model", "Params", "GMACs", "Input", "Source"),
            List.of(false, true, true, false, false));
    String last = "";
    for (ZooRow row : rows) {
      boolean within = grouped && sizes.getOrDefault(row.family(), 0L) > 1;
      if (within && !row.family().equals(last)) {
        table.add(List.of(row.family(), "", "", "", ""));
      }
      last = row.family();
      table.add(
          List.of(
              (within ? "  " : "") + row.model(),
              Numbers.grouped(row.params()),
              billions(row.macs()),
              row.input(),
              row.source()));
    }
    return screen.paint(table.print());
  }

  /** In Markdown. */
  public static String markdown(List<ZooRow> rows) {
    TextTable table =
        new TextTable(
            List.of("Family", "Model", "Params", "GMACs", "Input", "Source"),
            List.of(false, false, true, true, false, false));
    for (ZooRow row : rows) {
      table.add(
          List.of(
              row.family(),
              row.model(),
              Numbers.grouped(row.params()),
              billions(row.macs()),
              row.input(),
              row.source()));
    }
    return table.markdown();
  }

  /** As comma-separated values. */
  public static String csv(List<ZooRow> rows) {
    List<String> header = List.of("model", "family", "params", "macs", "input", "source");
    TextTable table = new TextTable(header, header.stream().map(_ -> false).toList());
    for (ZooRow row : rows) {
      table.add(
          List.of(
              row.model(),
              row.family(),
              Long.toString(row.params()),
              Long.toString(row.macs()),
              row.input(),
              row.source()));
    }
    return table.csv();
  }

  /** For a program. */
  public static String json(List<ZooRow> rows) {
    return JsonText.write(json -> write(rows, json));
  }

  private static void write(List<ZooRow> rows, JsonGenerator json) {
    json.writeStartObject();
    json.writeNumberProperty("schema_version", SCHEMA_VERSION);
    json.writeName("models");
    json.writeStartArray();
    for (ZooRow row : rows) {
      json.writeStartObject();
      json.writeStringProperty("model", row.model());
      json.writeStringProperty("family", row.family());
      json.writeNumberProperty("params", row.params());
      json.writeNumberProperty("macs", row.macs());
      json.writeStringProperty("input", row.input());
      json.writeStringProperty("source", row.source());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /** Thousand millions with three decimals as torchvision publishes them, or two digits if less. */
  private static String billions(long macs) {
    int digits = Long.toString(macs).length();
    int decimals = macs == 0 ? 3 : Math.max(3, 11 - digits);
    return Numbers.quotient(BigInteger.valueOf(macs), BILLION, decimals);
  }
}
