package dev.cnnsummary.cli.render;

import dev.cnnsummary.analyzer.diff.Portrait;
import dev.cnnsummary.analyzer.diff.Quantity;
import java.io.StringWriter;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The golden file of a model: JSON with a line for each layer and each sum, so that a change of the
 * model is a change of its lines. {@code docs/diff-and-check.md} says what each field means.
 */
public final class GoldenText {
  /** The version of the format. */
  public static final int VERSION = 1;

  private static final JsonFactory JSON = new JsonFactory();

  private GoldenText() {}

  /** The whole text, a newline at its end. */
  public static String of(Portrait portrait) {
    List<String> layers =
        portrait.layers().stream().map(layer -> line(json -> layer(json, layer))).toList();
    List<String> totals =
        portrait.totals().entrySet().stream()
            .map(sum -> member(json -> quantity(json, sum.getKey(), sum.getValue())))
            .toList();
    return "{\n  "
        + member(json -> json.writeNumberProperty("golden_version", VERSION))
        + ",\n  "
        + member(json -> json.writeStringProperty("model", portrait.model()))
        + ",\n  "
        + member(json -> strings(json, "inputs", portrait.inputs()))
        + ",\n  \"layers\": [\n    "
        + String.join(",\n    ", layers)
        + "\n  ],\n  \"totals\": {\n    "
        + String.join(",\n    ", totals)
        + "\n  }\n}\n";
  }

  static void layer(JsonGenerator json, Portrait.Layer layer) {
    json.writeStartObject();
    json.writeStringProperty("path", layer.path());
    if (layer.call() != 1) {
      json.writeNumberProperty("call", layer.call());
    }
    json.writeStringProperty("type", layer.type());
    if (!layer.settings().isEmpty()) {
      json.writeName("settings");
      json.writeStartObject();
      layer.settings().forEach(json::writeStringProperty);
      json.writeEndObject();
    }
    strings(json, "outputs", layer.outputs());
    quantity(json, "params", layer.params());
    if (!layer.trainable().equals(layer.params())) {
      quantity(json, "trainable_params", layer.trainable());
    }
    quantity(json, "macs", layer.macs());
    json.writeEndObject();
  }

  static void quantity(JsonGenerator json, String name, Quantity quantity) {
    Long value = quantity.value();
    if (value == null) {
      json.writeStringProperty(name, quantity.text());
    } else {
      json.writeNumberProperty(name, value);
    }
  }

  private static void strings(JsonGenerator json, String name, List<String> texts) {
    json.writeName(name);
    json.writeStartArray();
    texts.forEach(json::writeString);
    json.writeEndArray();
  }

  private static String line(Consumer<JsonGenerator> writer) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      writer.accept(json);
    }
    return text.toString();
  }

  /** A member of an object, without the braces around. */
  private static String member(Consumer<JsonGenerator> writer) {
    String object =
        line(json -> {
          json.writeStartObject();
          writer.accept(json);
          json.writeEndObject();
        });
    return object.substring(1, object.length() - 1);
  }
}
