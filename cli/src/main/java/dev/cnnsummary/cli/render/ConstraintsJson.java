package dev.cnnsummary.cli.render;

import dev.cnnsummary.analyzer.SmallestInput;
import dev.cnnsummary.analyzer.explain.Constraints;
import dev.cnnsummary.analyzer.explain.SizeSet;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Which sizes a model takes as JSON; docs/json.md describes it. */
public final class ConstraintsJson {
  private static final int SCHEMA_VERSION = 1;

  private ConstraintsJson() {}

  /** The whole text. */
  public static String write(Constraints constraints) {
    return JsonText.write(json -> {
      json.writeStartObject();
      json.writeNumberProperty("schema_version", SCHEMA_VERSION);
      json.writeStringProperty("model", constraints.model());
      smallest(json, constraints.smallest());
      json.writeArrayPropertyStart("axes");
      constraints.axes().forEach(axis -> axis(json, axis));
      json.writeEndArray();
      json.writeNumberProperty("tried_up_to", SizeSet.LIMIT);
      json.writeEndObject();
    });
  }

  private static void smallest(JsonGenerator json, @Nullable List<Shape> shapes) {
    if (shapes == null) {
      json.writeNullProperty("smallest_input");
      return;
    }
    json.writeArrayPropertyStart("smallest_input");
    for (Shape shape : shapes) {
      json.writeStartArray();
      shape.dims().forEach(dim -> number(json, dim));
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private static void axis(JsonGenerator json, Constraints.AxisSizes axis) {
    json.writeStartObject();
    json.writeStringProperty("axis", axis.name());
    json.writeName("given");
    number(json, axis.given());
    sizes(json, "valid", axis.valid());
    sizes(json, "branches_fit", axis.joined());
    sizes(json, "nothing_cut_off", axis.uncut());
    SmallestInput.Limit limit = axis.limit();
    if (limit != null) {
      json.writeObjectPropertyStart("least");
      json.writeNumberProperty("size", limit.least());
      json.writeStringProperty("path", Objects.requireNonNull(limit.layer()).text());
      json.writeStringProperty("condition", Objects.requireNonNull(limit.condition()).condition());
      json.writeEndObject();
    }
    json.writeArrayPropertyStart("cut_off");
    for (Constraints.Cut cut : axis.cuts()) {
      json.writeStartObject();
      json.writeStringProperty("path", cut.layer().text());
      json.writeNumberProperty("size", cut.extent());
      json.writeNumberProperty("remainder", cut.rest());
      json.writeNumberProperty("never_used", cut.unused());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void sizes(JsonGenerator json, String name, SizeSet sizes) {
    json.writeObjectPropertyStart(name);
    json.writeStringProperty("text", ConstraintsText.words(sizes));
    json.writeArrayPropertyStart("runs");
    int bound = sizes.period() == 0 ? SizeSet.LIMIT + 1 : sizes.start();
    for (int[] run : sizes.runsBelow(bound)) {
      json.writeStartArray();
      json.writeNumber(run[0]);
      json.writeNumber(run[1]);
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeNumberProperty("from", sizes.start());
    json.writeNumberProperty("period", sizes.period());
    json.writeArrayPropertyStart("remainders");
    sizes.residues().forEach(json::writeNumber);
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void number(JsonGenerator json, Dim number) {
    if (number.isConstant()) {
      json.writeNumber(number.value());
    } else {
      json.writeString(number.toString());
    }
  }
}
