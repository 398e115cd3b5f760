package dev.cnnsummary.cli.render;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.LayerReport;
import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.Verification;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** What was said of each layer, and what was found when it ran. */
public final class VerificationTable {
  /**
   * What two ways to run a network may differ by, in parts of the largest output. Rounding differs
   * between them, and a deep network makes more of it; a fault makes far more.
   */
  private static final double FUSED_BOUND = 1e-3;

  private final Analysis analysis;
  private final double fusedError;
  private final List<Row> rows = new ArrayList<>();

  private record Row(
      Node node,
      List<List<Long>> expectedShapes,
      List<List<Long>> actualShapes,
      long expectedParams,
      long actualParams,
      long expectedMacs,
      long actualMacs,
      double maxError,
      double bound) {
    boolean shapesAgree() {
      return expectedShapes.equals(actualShapes);
    }

    boolean isAccurate() {
      return maxError <= bound;
    }

    boolean ok() {
      return shapesAgree()
          && expectedParams == actualParams
          && expectedMacs == actualMacs
          && isAccurate();
    }
  }

  /**
   * Begins a table.
   *
   * @param fusedError what the fused program's outputs differ by from the traced one's
   */
  public VerificationTable(Analysis analysis, double fusedError) {
    this.analysis = analysis;
    this.fusedError = fusedError;
  }

  /** Adds what was said and what was found. */
  public void add(LayerReport expected, Verification.Layer actual) {
    rows.add(
        new Row(
            expected.node(),
            expected.outputs().stream().map(VerificationTable::extents).toList(),
            actual.outputs().stream().map(VerificationTable::extents).toList(),
            expected.params().value(),
            actual.paramsRead(),
            expected.macs().value(),
            actual.macs(),
            actual.maxError(),
            actual.bound()));
  }

  private static List<Long> extents(TensorType type) {
    return type.shape().dims().stream().map(Dim::value).toList();
  }

  private static List<Long> extents(Extent extent) {
    return extent.shape().stream().map(Integer::longValue).toList();
  }

  /** Whether everything agrees. */
  public boolean passed() {
    return fusedError <= FUSED_BOUND && rows.stream().allMatch(Row::ok);
  }

  /** For a person. */
  public String text() {
    TextTable table =
        new TextTable(
            List.of("Layer", "Output shape", "Params", "MACs", "Max error", "Bound", ""),
            List.of(false, false, true, true, true, true, false));
    long params = 0;
    long macs = 0;
    for (Row row : rows) {
      params += row.actualParams;
      macs += row.actualMacs;
      table.add(
          List.of(
              name(row.node),
              both(shapes(row.expectedShapes), shapes(row.actualShapes)),
              both(Numbers.grouped(row.expectedParams), Numbers.grouped(row.actualParams)),
              both(Numbers.grouped(row.expectedMacs), Numbers.grouped(row.actualMacs)),
              scientific(row.maxError),
              scientific(row.bound),
              row.ok() ? "ok" : "DIFFERS"));
    }
    long wrong = rows.stream().filter(row -> !row.ok()).count();
    boolean fused = fusedError <= FUSED_BOUND;
    return table.print()
        + "\nRead "
        + Numbers.grouped(params)
        + " parameters, walked "
        + Numbers.grouped(macs)
        + " multiply-accumulates.\nFused against layer by layer: "
        + scientific(fusedError)
        + " of the largest output, "
        + (fused ? "within " : "beyond ")
        + scientific(FUSED_BOUND)
        + ".\n"
        + verdict(wrong, fused)
        + "\n";
  }

  private String verdict(long wrong, boolean fused) {
    if (wrong == 0 && fused) {
      return "All " + rows.size() + " layers of " + analysis.graph().name() + " are as predicted.";
    }
    String layers =
        wrong == 0
            ? "The fused program differs."
            : wrong + " of " + rows.size() + " layers differ from what was predicted.";
    return layers + " A cell of two values is prediction != run.";
  }

  private static String name(Node node) {
    String path = node.path().isRoot() ? node.type() : node.path().text();
    return node.call() > 1 ? path + " (call " + node.call() + ")" : path;
  }

  private static String both(String expected, String actual) {
    return expected.equals(actual) ? actual : expected + " != " + actual;
  }

  private static String shapes(List<List<Long>> shapes) {
    return String.join(", ", shapes.stream().map(Object::toString).toList());
  }

  private static String scientific(double number) {
    return number == 0 ? "0" : String.format(Locale.ROOT, "%.1e", number);
  }

  /** For a program. */
  public String json() {
    return JsonText.write(this::write);
  }

  private void write(JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("status", passed() ? "ok" : "failed");
    json.writeStringProperty("model", analysis.graph().name());
    json.writeName("layers");
    json.writeStartArray();
    for (Row row : rows) {
      write(json, row);
    }
    json.writeEndArray();
    json.writeName("fused");
    json.writeStartObject();
    json.writeNumberProperty("max_error", fusedError);
    json.writeNumberProperty("bound", FUSED_BOUND);
    json.writeBooleanProperty("ok", fusedError <= FUSED_BOUND);
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Row row) {
    json.writeStartObject();
    json.writeStringProperty("path", row.node.path().text());
    if (row.node.call() > 1) {
      json.writeNumberProperty("call", row.node.call());
    }
    json.writeStringProperty("type", row.node.type());
    shape(json, "expected_shape", row.expectedShapes);
    shape(json, "actual_shape", row.actualShapes);
    json.writeNumberProperty("expected_params", row.expectedParams);
    json.writeNumberProperty("actual_params", row.actualParams);
    json.writeNumberProperty("expected_macs", row.expectedMacs);
    json.writeNumberProperty("actual_macs", row.actualMacs);
    json.writeNumberProperty("max_error", row.maxError);
    json.writeNumberProperty("bound", row.bound);
    json.writeBooleanProperty("ok", row.ok());
    json.writeEndObject();
  }

  /** The shape of the output; a list of shapes where there are several. */
  private static void shape(JsonGenerator json, String name, List<List<Long>> shapes) {
    json.writeName(name);
    if (shapes.size() != 1) {
      json.writeStartArray();
    }
    for (List<Long> shape : shapes) {
      json.writeStartArray();
      shape.forEach(json::writeNumber);
      json.writeEndArray();
    }
    if (shapes.size() != 1) {
      json.writeEndArray();
    }
  }
}
