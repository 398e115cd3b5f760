package dev.cnnsummary.cli.render;

import dev.cnnsummary.analyzer.LayerReport;
import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.Verification;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.shape.Bindings;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.List;
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
  private final List<VerificationRow> rows = new ArrayList<>();
  private Bindings sizes = Bindings.none();

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
   * Adds what was said and what was found. A size that depends on data is taken from the run where
   * it first occurs, and held against it from there on.
   *
   * @param field of its receptive field; null where that was not tried
   */
  public void add(LayerReport expected, Verification.Layer actual, @Nullable FieldFinding field) {
    rows.add(
        new VerificationRow(
            expected.node(),
            expected.outputs().stream().map(TensorType::dtype).toList(),
            actual.outputs().stream().map(Extent::dtype).toList(),
            expected(expected.outputs(), actual.outputs()),
            actual.outputs().stream().map(VerificationTable::extents).toList(),
            expected.params().value(),
            actual.paramsRead(),
            number(expected.macs(), actual.macs()),
            actual.macs(),
            actual.checked(),
            actual.maxError(),
            actual.bound(),
            field));
  }

  private List<List<Long>> expected(List<TensorType> types, List<Extent> actual) {
    List<List<Long>> shapes = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      List<Dim> dims = types.get(i).shape().dims();
      List<Integer> extents = i < actual.size() ? actual.get(i).shape() : List.of();
      List<Long> shape = new ArrayList<>();
      for (int axis = 0; axis < dims.size(); axis++) {
        long extent = axis < extents.size() ? extents.get(axis) : 0;
        shape.add(number(dims.get(axis), extent));
      }
      shapes.add(shape);
    }
    return shapes;
  }

  /** The number of a size; that of the run where only a run tells. */
  private long number(Dim dim, long actual) {
    Dim bound = dim.bind(sizes);
    if (bound.isConstant()) {
      return bound.value();
    }
    String symbol = bound.symbols().iterator().next();
    if (actual > 0 && bound.equals(Dim.symbol(symbol))) {
      sizes = sizes.and(symbol, actual);
    }
    return actual;
  }

  private static List<Long> extents(Extent extent) {
    return extent.shape().stream().map(Integer::longValue).toList();
  }

  /** Whether everything agrees. */
  public boolean passed() {
    return isFusedRight() && rows.stream().allMatch(VerificationRow::ok);
  }

  /** For a person. */
  public String text(Screen screen) {
    boolean probed = rows.stream().anyMatch(row -> row.field() != null);
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

  private static List<String> cells(VerificationRow row, boolean probed) {
    List<String> cells = new ArrayList<>();
    cells.add(name(row.node()));
    cells.add(
        both(
            VerificationRow.shapes(row.expectedShapes()),
            VerificationRow.shapes(row.actualShapes())));
    cells.add(both(Numbers.grouped(row.expectedParams()), Numbers.grouped(row.actualParams())));
    cells.add(both(Numbers.grouped(row.expectedMacs()), Numbers.grouped(row.actualMacs())));
    cells.add(row.checked() == 0 ? "" : VerificationRow.scientific(row.maxError()));
    cells.add(row.checked() == 0 ? "" : VerificationRow.scientific(row.bound()));
    if (probed) {
      cells.add(row.field() == null ? "" : row.field().text());
    }
    cells.add(row.ok() ? "ok" : "DIFFERS");
    return cells;
  }

  private String summary() {
    long params = rows.stream().mapToLong(VerificationRow::actualParams).sum();
    long macs = rows.stream().mapToLong(VerificationRow::actualMacs).sum();
    StringBuilder text = new StringBuilder();
    text.append("Read ")
        .append(Numbers.grouped(params))
        .append(" parameters, walked ")
        .append(Numbers.grouped(macs))
        .append(" multiply-accumulates.\nFused against layer by layer: ")
        .append(VerificationRow.scientific(fusedError))
        .append(" of the largest output, ")
        .append(isFusedRight() ? "within " : "beyond ")
        .append(VerificationRow.scientific(FUSED_BOUND))
        .append(".\n");
    for (VerificationRow row : rows) {
      for (String fault : row.faults()) {
        text.append(name(row.node())).append(": ").append(fault).append('\n');
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
    for (VerificationRow row : rows) {
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

  private static void write(JsonGenerator json, VerificationRow row) {
    json.writeStartObject();
    json.writeStringProperty("path", row.node().path().text());
    if (row.node().call() > 1) {
      json.writeNumberProperty("call", row.node().call());
    }
    json.writeStringProperty("type", row.node().type());
    types(json, "expected_type", row.expectedTypes());
    types(json, "actual_type", row.actualTypes());
    shape(json, "expected_shape", row.expectedShapes());
    shape(json, "actual_shape", row.actualShapes());
    json.writeNumberProperty("expected_params", row.expectedParams());
    json.writeNumberProperty("actual_params", row.actualParams());
    json.writeNumberProperty("expected_macs", row.expectedMacs());
    json.writeNumberProperty("actual_macs", row.actualMacs());
    json.writeNumberProperty("checked", row.checked());
    number(json, "max_error", row.maxError());
    number(json, "bound", row.bound());
    if (row.field() != null) {
      write(json, row.field());
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

  /** The type of the output; a list where there are several. */
  private static void types(JsonGenerator json, String name, List<DType> types) {
    if (types.size() == 1) {
      json.writeStringProperty(name, types.getFirst().text());
      return;
    }
    json.writeName(name);
    json.writeStartArray();
    types.forEach(type -> json.writeString(type.text()));
    json.writeEndArray();
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
