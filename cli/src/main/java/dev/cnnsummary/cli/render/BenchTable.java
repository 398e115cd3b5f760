package dev.cnnsummary.cli.render;

import dev.cnnsummary.specs.graph.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** The times of a network's steps over several runs. */
public final class BenchTable {
  private final String model;
  private final int threads;
  private final long batch;
  private final double peak;
  private final long[] macs;
  private final Map<Integer, Row> rows = new LinkedHashMap<>();
  private final List<Long> totals = new ArrayList<>();

  private static final class Row {
    private final Node node;
    private final List<Long> times = new ArrayList<>();
    private String algorithm = "";
    private long longest;
    private long now;

    Row(Node node) {
      this.node = node;
    }
  }

  /**
   * Begins a table.
   *
   * @param peak multiply-accumulates per second that the machine can do at most
   * @param macs multiply-accumulates of each node, by its index
   */
  public BenchTable(String model, int threads, long batch, double peak, long[] macs) {
    this.model = model;
    this.threads = threads;
    this.batch = batch;
    this.peak = peak;
    this.macs = macs.clone();
  }

  /** A run begins. */
  public void begin() {
    rows.values().forEach(row -> row.now = 0);
  }

  /** A kernel has run. */
  public void ran(Node node, String algorithm, long nanos) {
    Row row = rows.computeIfAbsent(node.index(), _ -> new Row(node));
    row.now += nanos;
    if (nanos > row.longest) {
      row.longest = nanos;
      row.algorithm = algorithm;
    }
  }

  /** A run has ended. */
  public void end(long nanos) {
    rows.values().forEach(row -> row.times.add(row.now));
    totals.add(nanos);
  }

  /** For a person. */
  public String text(Screen screen) {
    double total = median(totals);
    TextTable table =
        new TextTable(
            List.of("Layer", "Type", "Algorithm", "ms", "Share", "GMAC/s", "of peak"),
            List.of(false, false, false, true, true, true, true));
    long all = 0;
    for (Row row : rows.values()) {
      double time = median(row.times);
      long products = macs[row.node.index()];
      all += products;
      String path = row.node.path().isRoot() ? row.node.type() : row.node.path().text();
      table.add(
          List.of(
              path,
              row.node.type(),
              row.algorithm,
              milliseconds(time),
              percent(time / total),
              products == 0 ? "" : rate(products / time),
              products == 0 ? "" : percent(products / time * 1e9 / peak)));
    }
    return table.print(screen, List.of("Type", "Algorithm", "of peak"))
        + String.format(
            Locale.ROOT,
            "%n%s, %d thread%s, batch %d: median %s ms, least %s ms of %d runs.%n"
                + "%s GMAC/s are %s of the machine's peak, %s GMAC/s of multiplications and"
                + " additions%nin registers only, measured in the same run.%n",
            model,
            threads,
            threads == 1 ? "" : "s",
            batch,
            milliseconds(total),
            milliseconds(least()),
            totals.size(),
            rate(all / total),
            percent(all / total * 1e9 / peak),
            rate(peak / 1e9));
  }

  private double least() {
    return totals.stream().mapToLong(Long::longValue).min().orElse(0);
  }

  private static double median(List<Long> times) {
    long[] sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2.0;
  }

  private static String milliseconds(double nanos) {
    return String.format(Locale.ROOT, "%.3f", nanos / 1e6);
  }

  /** Of numbers per nanosecond, which are thousands of millions per second. */
  private static String rate(double perNano) {
    return String.format(Locale.ROOT, "%.1f", perNano);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f%%", 100 * share);
  }

  /** For a program. */
  public String json() {
    return JsonText.write(this::write);
  }

  private void write(JsonGenerator json) {
    double total = median(totals);
    long all = rows.keySet().stream().mapToLong(index -> macs[index]).sum();
    json.writeStartObject();
    json.writeStringProperty("model", model);
    json.writeNumberProperty("threads", threads);
    json.writeNumberProperty("batch", batch);
    json.writeNumberProperty("runs", totals.size());
    json.writeNumberProperty("median_ms", total / 1e6);
    json.writeNumberProperty("min_ms", least() / 1e6);
    json.writeNumberProperty("gmacs_per_s", all / total);
    json.writeNumberProperty("peak_gmacs_per_s", peak / 1e9);
    json.writeNumberProperty("of_peak", all / total * 1e9 / peak);
    json.writeName("layers");
    json.writeStartArray();
    for (Row row : rows.values()) {
      double time = median(row.times);
      long products = macs[row.node.index()];
      json.writeStartObject();
      json.writeStringProperty("path", row.node.path().text());
      json.writeStringProperty("type", row.node.type());
      json.writeStringProperty("algorithm", row.algorithm);
      json.writeNumberProperty("median_ms", time / 1e6);
      json.writeNumberProperty("share", time / total);
      json.writeNumberProperty("gmacs_per_s", products / time);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
