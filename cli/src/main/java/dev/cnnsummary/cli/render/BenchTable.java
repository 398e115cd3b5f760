package dev.cnnsummary.cli.render;

import dev.cnnsummary.executor.Limits;
import dev.cnnsummary.executor.Work;
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
  private final Limits limits;
  private final long[] macs;
  private final Map<Integer, Row> rows = new LinkedHashMap<>();
  private final List<Long> totals = new ArrayList<>();

  private final class Row {
    private final Node node;
    private final List<Long> times = new ArrayList<>();
    private Work work = new Work("", 1, List.of(), 0);
    private double saving = 1;
    private long longest;
    private long now;

    Row(Node node) {
      this.node = node;
    }

    void ran(Work done, long nanos) {
      now += nanos;
      saving = Math.max(saving, done.saving());
      if (nanos > longest) {
        longest = nanos;
        work = done;
      }
    }

    double time() {
      return median(times);
    }

    long products() {
      return work.nodes().stream().mapToLong(node -> macs[node.index()]).sum();
    }

    double multiplications() {
      return products() / saving;
    }

    boolean isBoundByMemory() {
      return limits.movingNanos(work.bytes()) > limits.computingNanos(multiplications());
    }

    /** The nanoseconds that it takes at least, on this machine. */
    double roofline() {
      return Math.max(limits.movingNanos(work.bytes()), limits.computingNanos(multiplications()));
    }
  }

  /**
   * Begins a table.
   *
   * @param limits what the machine can do at most
   * @param macs multiply-accumulates of each node, by its index
   */
  public BenchTable(String model, int threads, long batch, Limits limits, long[] macs) {
    this.model = model;
    this.threads = threads;
    this.batch = batch;
    this.limits = limits;
    this.macs = macs.clone();
  }

  /** A run begins. */
  public void begin() {
    rows.values().forEach(row -> row.now = 0);
  }

  /** A kernel has run. */
  public void ran(Node node, Work work, long nanos) {
    rows.computeIfAbsent(node.index(), _ -> new Row(node)).ran(work, nanos);
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
            List.of("Layer", "Type", "Algorithm", "ms", "Share", "GMAC/s", "Limit", "Attained"),
            List.of(false, false, false, true, true, true, false, true));
    for (Row row : rows.values()) {
      double time = row.time();
      table.add(
          List.of(
              row.node.path().isRoot() ? row.node.type() : row.node.path().text(),
              row.node.type(),
              row.work.algorithm(),
              milliseconds(time),
              percent(time / total),
              row.products() == 0 ? "" : rate(row.products() / time),
              limit(row),
              percent(row.roofline() / time)));
    }
    return table.print(screen, List.of("Type", "Algorithm", "Limit")) + summary(total);
  }

  private String summary(double total) {
    return String.format(
        Locale.ROOT,
        """

        %s, %d thread%s, batch %d: median %s ms, least %s ms of %d runs.
        %s GMAC/s are %s of the machine's peak, %s GMAC/s of multiplications and additions
        in registers only; numbers come from memory at %s GB/s. Both were measured in the same run.
        By these limits the layers would take %s ms, %s of the median.
        """,
        model,
        threads,
        threads == 1 ? "" : "s",
        batch,
        milliseconds(total),
        milliseconds(least()),
        totals.size(),
        rate(products() / total),
        percent(products() / total * 1e9 / limits.macsPerSecond()),
        rate(limits.macsPerSecond() / 1e9),
        rate(limits.bytesPerSecond() / 1e9),
        milliseconds(roofline()),
        percent(roofline() / total));
  }

  private static String limit(Row row) {
    return row.isBoundByMemory() ? "memory" : "compute";
  }

  private long products() {
    return rows.values().stream().mapToLong(Row::products).sum();
  }

  private double roofline() {
    return rows.values().stream().mapToDouble(Row::roofline).sum();
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
    json.writeStartObject();
    json.writeStringProperty("model", model);
    json.writeNumberProperty("threads", threads);
    json.writeNumberProperty("batch", batch);
    json.writeNumberProperty("runs", totals.size());
    json.writeNumberProperty("median_ms", total / 1e6);
    json.writeNumberProperty("min_ms", least() / 1e6);
    json.writeNumberProperty("gmacs_per_s", products() / total);
    json.writeNumberProperty("peak_gmacs_per_s", limits.macsPerSecond() / 1e9);
    json.writeNumberProperty("of_peak", products() / total * 1e9 / limits.macsPerSecond());
    json.writeNumberProperty("bandwidth_gb_per_s", limits.bytesPerSecond() / 1e9);
    json.writeNumberProperty("roofline_ms", roofline() / 1e6);
    json.writeNumberProperty("attained", roofline() / total);
    json.writeName("layers");
    json.writeStartArray();
    rows.values().forEach(row -> write(json, row, total));
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Row row, double total) {
    double time = row.time();
    json.writeStartObject();
    json.writeStringProperty("path", row.node.path().text());
    json.writeStringProperty("type", row.node.type());
    json.writeStringProperty("algorithm", row.work.algorithm());
    json.writeNumberProperty("median_ms", time / 1e6);
    json.writeNumberProperty("share", time / total);
    json.writeNumberProperty("gmacs_per_s", row.products() / time);
    json.writeNumberProperty("macs", row.products());
    json.writeNumberProperty("multiplications", Math.round(row.multiplications()));
    json.writeNumberProperty("bytes", row.work.bytes());
    json.writeStringProperty("limit", limit(row));
    json.writeNumberProperty("roofline_ms", row.roofline() / 1e6);
    json.writeNumberProperty("attained", row.roofline() / time);
    json.writeEndObject();
  }
}
