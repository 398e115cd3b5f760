package dev.cnnsummary.cli.render;

import dev.cnnsummary.analyzer.diff.Change;
import dev.cnnsummary.analyzer.diff.Change.Difference;
import dev.cnnsummary.analyzer.diff.Comparison;
import dev.cnnsummary.analyzer.diff.Portrait;
import dev.cnnsummary.analyzer.diff.Quantity;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * A comparison of two models for a program: {@code docs/diff-and-check.md} says what each field
 * means.
 */
public final class DiffJson {
  private DiffJson() {}

  /** The whole text, a newline at its end. */
  public static String of(Comparison comparison) {
    return JsonText.write(json -> write(json, comparison));
  }

  private static void write(JsonGenerator json, Comparison comparison) {
    json.writeStartObject();
    json.writeNumberProperty("schema_version", 1);
    json.writeBooleanProperty("equal", comparison.isEqual());
    model(json, "before", comparison.before());
    model(json, "after", comparison.after());
    json.writeName("changes");
    json.writeStartArray();
    for (Change change : comparison.changes()) {
      if (change.kind() != Change.Kind.EQUAL) {
        change(json, change);
      }
    }
    json.writeEndArray();
    json.writeName("counts");
    json.writeStartObject();
    comparison
        .counts()
        .forEach((kind, count) -> json.writeNumberProperty(DiffRow.word(kind), count));
    json.writeEndObject();
    differences(json, "totals", comparison.totals());
    json.writeEndObject();
  }

  private static void model(JsonGenerator json, String name, Portrait portrait) {
    json.writeName(name);
    json.writeStartObject();
    json.writeStringProperty("model", portrait.model());
    json.writeName("inputs");
    json.writeStartArray();
    portrait.inputs().forEach(json::writeString);
    json.writeEndArray();
    json.writeName("totals");
    json.writeStartObject();
    portrait.totals().forEach((sum, quantity) -> GoldenText.quantity(json, sum, quantity));
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void change(JsonGenerator json, Change change) {
    json.writeStartObject();
    json.writeStringProperty("change", DiffRow.word(change.kind()));
    layer(json, "before", change.before());
    layer(json, "after", change.after());
    differences(json, "differences", change.differences());
    json.writeEndObject();
  }

  private static void layer(JsonGenerator json, String name, Portrait.@Nullable Layer layer) {
    if (layer == null) {
      json.writeNullProperty(name);
    } else {
      json.writeName(name);
      GoldenText.layer(json, layer);
    }
  }

  private static void differences(JsonGenerator json, String name, List<Difference> found) {
    json.writeName(name);
    json.writeStartArray();
    for (Difference difference : found) {
      json.writeStartObject();
      json.writeStringProperty("what", difference.what());
      value(json, "before", difference.before());
      value(json, "after", difference.after());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void value(JsonGenerator json, String name, String text) {
    boolean number = text.matches("0|-?[1-9][0-9]{0,17}");
    GoldenText.quantity(
        json, name, number ? Quantity.of(Long.parseLong(text)) : Quantity.expression(text));
  }
}
