package dev.cnnsummary.cli.render;

import dev.cnnsummary.analyzer.LayerReport;
import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.Verification;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** What was said of each layer, and what was found when it ran. */
public final class VerificationTable {
  /**
   * What two ways to run a network may differ by, in parts of the largest output. Rounding differs
   * between them, and a deep network makes more of it; a fault makes far more.
   */
  private static final double FUSED_BOUND = 1e-4;

  private final String model;
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
      long checked,
      double maxError,
      double bound,
      @Nullable FieldFinding field) {
    boolean shapesAgree() {
      return expectedShapes.equals(actualShapes);
    }

    boolean isAccurate() {
      return maxError <= bound;
    }

    /** What differs, in words. */
    List<String> faults() {
      List<String> faults = new ArrayList<>();
      if (!shapesAgree()) {
        faults.add("predicted " + shapes(expectedShapes) + ", got " + shapes(actualShapes));
      }
      if (expectedParams != actualParams) {
        faults.add(numbers("parameters", expectedParams, actualParams));
      }
      if (expectedMacs != actualMacs) {
        faults.add(numbers("multiply-accumulates", expectedMacs, actualMacs));
      }
      if (!isAccurate()) {
        faults.add(
            "is off by " + scientific(maxError) + ", more than the bound " + scientific(bound));
      }
      if (field != null && field.fault() != null) {
        faults.add("its receptive field is " + field.field() + ", but " + field.fault());
      }
      return faults;
    }

    private static String numbers(String what, long expected, long actual) {
      return "predicted "
          + Numbers.grouped(expected)
          + " "
          + what
          + ", counted "
          + Numbers.grouped(actual);
    }

    boolean ok() {
      return shapesAgree()
          && expectedParams == actualParams
          && expectedMacs == actualMacs
          && isAccurate()
          && (field == null || field.fault() == null);
    }
  }

  /**
   * Begins a table.
   *
   * @param fusedError what the fused program's outputs differ by from the traced one's
   */
  public VerificationTable(String model, double fusedError) {
    this.model = model;
    this.fusedError = fusedError;
  }

  /**
   * Adds what was said and what was found.
   *
   * @param field of its receptive field; null where that was not tried
   */
  public void add(LayerReport expected, Verification.Layer actual, @Nullable FieldFinding field) {
    rows.add(
        new Row(
            expected.node(),
            expected.outputs().stream().map(VerificationTable::extents).toList(),
            actual.outputs().stream().map(VerificationTable::extents).toList(),
            expected.params().value(),
            actual.paramsRead(),
            expected.macs().value(),
            actual.macs(),
            actual.checked(),
            actual.maxError(),
            actual.bound(),
            field));
  }

  private static List<Long> extents(TensorType type) {
    return type.shape().dims().stream().map(Dim::value).toList();
  }

  private static List<Long> extents(Extent extent) {
    return extent.shape().stream().map(Integer::longValue).toList();
  }

  /** Whether everything agrees. */
  public boolean passed() {
    return isFusedRight() && rows.stream().allMatch(Row::ok);
  }

  /** For a person. */
  public String text(Screen screen) {
    boolean probed = rows.stream().anyMatch(row -> row.field != null);
    List<String> header =
        new ArrayList<>(List.of("Layer", "Output shape", "Params", "MACs", "Max error", "Bound"));
    List<Boolean> right = new ArrayList<>(List.of(false, false, true, true, true, true));
    if (probed) {
      header.add("Field");
      right.add(false);
    }
    header.add("");
    right.add(false);
    TextTable table = new TextTable(header, right);
    rows.forEach(row -> table.add(cells(row, probed)));
    return table.print(screen, List.of("Bound", "MACs", "Params", "Max error")) + "\n" + summary();
  }

  private static List<String> cells(Row row, boolean probed) {
    List<String> cells = new ArrayList<>();
    cells.add(name(row.node));
    cells.add(both(shapes(row.expectedShapes), shapes(row.actualShapes)));
    cells.add(both(Numbers.grouped(row.expectedParams), Numbers.grouped(row.actualParams)));
    cells.add(both(Numbers.grouped(row.expectedMacs), Numbers.grouped(row.actualMacs)));
    cells.add(scientific(row.maxError));
    cells.add(scientific(row.bound));
    if (probed) {
      cells.add(row.field == null ? "" : row.field.text());
    }
    cells.add(row.ok() ? "ok" : "DIFFERS");
    return cells;
  }

  private String summary() {
    long params = rows.stream().mapToLong(Row::actualParams).sum();
    long macs = rows.stream().mapToLong(Row::actualMacs).sum();
    StringBuilder text = new StringBuilder();
    text.append("Read ")
        .append(Numbers.grouped(params))
        .append(" parameters, walked ")
        .append(Numbers.grouped(macs))
        .append(" multiply-accumulates.\nFused against layer by layer: ")
        .append(scientific(fusedError))
        .append(" of the largest output, ")
        .append(isFusedRight() ? "within " : "beyond ")
        .append(scientific(FUSED_BOUND))
        .append(".\n");
    for (Row row : rows) {
      for (String fault : row.faults()) {
        text.append(name(row.node)).append(": ").append(fault).append('\n');
      }
    }
    return text.append(verdict()).append('\n').toString();
  }

  private boolean isFusedRight() {
    return fusedError <= FUSED_BOUND;
  }

  private String verdict() {
    long wrong = rows.stream().filter(row -> !row.ok()).count();
    if (wrong > 0) {
      return wrong + " of " + rows.size() + " layers of " + model + " are not as predicted.";
    }
    return isFusedRight()
        ? "All " + rows.size() + " layers of " + model + " are as predicted."
        : "Every layer of " + model + " is as predicted, but the fused program differs.";
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
    json.writeStringProperty("model", model);
    json.writeName("layers");
    json.writeStartArray();
    for (Row row : rows) {
      write(json, row);
    }
    json.writeEndArray();
    json.writeName("fused");
    json.writeStartObject();
    number(json, "max_error", fusedError);
    json.writeNumberProperty("bound", FUSED_BOUND);
    json.writeBooleanProperty("ok", isFusedRight());
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
    json.writeNumberProperty("checked", row.checked);
    number(json, "max_error", row.maxError);
    number(json, "bound", row.bound);
    if (row.field != null) {
      write(json, row.field);
    }
    json.writeBooleanProperty("ok", row.ok());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, FieldFinding field) {
    json.writeName("field");
    json.writeStartObject();
    json.writeStringProperty("expected", field.field());
    json.writeBooleanProperty("exact", field.exact());
    json.writeNumberProperty("pixels", field.pixels());
    if (field.fault() != null) {
      json.writeStringProperty("fault", field.fault());
    }
    json.writeBooleanProperty("ok", field.fault() == null);
    json.writeEndObject();
  }

  /** A number; JSON has none for infinity. */
  private static void number(JsonGenerator json, String name, double number) {
    if (Double.isFinite(number)) {
      json.writeNumberProperty(name, number);
    } else {
      json.writeNullProperty(name);
    }
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
