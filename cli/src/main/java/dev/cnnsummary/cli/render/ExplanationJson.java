package dev.cnnsummary.cli.render;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.explain.Derivation;
import dev.cnnsummary.analyzer.explain.Explanation;
import dev.cnnsummary.analyzer.explain.Section;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Explanations as JSON; docs/json.md describes it. */
public final class ExplanationJson {
  private static final int SCHEMA_VERSION = 1;

  private final JsonGenerator json;
  private final FormulaText notation;

  private ExplanationJson(JsonGenerator json, FormulaText notation) {
    this.json = json;
    this.notation = notation;
  }

  /**
   * The whole text.
   *
   * @param ascii whether formulas do without other characters
   */
  public static String write(Analysis analysis, List<Explanation> explanations, boolean ascii) {
    FormulaText notation = ascii ? FormulaText.ASCII : FormulaText.UNICODE;
    return JsonText.write(json -> {
      ExplanationJson writer = new ExplanationJson(json, notation);
      json.writeStartObject();
      json.writeNumberProperty("schema_version", SCHEMA_VERSION);
      json.writeStringProperty("model", analysis.graph().name());
      json.writeArrayPropertyStart("explanations");
      explanations.forEach(each -> writer.explanation(analysis, each));
      json.writeEndArray();
      json.writeEndObject();
    });
  }

  private void explanation(Analysis analysis, Explanation explanation) {
    MemberTitle title = MemberTitle.of(analysis, explanation.member());
    json.writeStartObject();
    json.writeStringProperty("path", explanation.member().path().text());
    json.writeNumberProperty("call", explanation.member().call());
    json.writeStringProperty("type", title.type());
    shapes("input_shapes", explanation.inputs());
    shapes("output_shapes", explanation.outputs());
    json.writeArrayPropertyStart("sections");
    explanation.sections().forEach(this::section);
    json.writeEndArray();
    json.writeEndObject();
  }

  private void shapes(String name, List<TensorType> types) {
    json.writeArrayPropertyStart(name);
    for (TensorType type : types) {
      json.writeStartArray();
      type.shape().dims().forEach(this::number);
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private void section(Section section) {
    json.writeStartObject();
    json.writeStringProperty("topic", section.topic().key());
    if (section.law() != null) {
      json.writeStringProperty("law", notation.of(section.law()));
    }
    json.writeArrayPropertyStart("derivations");
    section.derivations().forEach(this::derivation);
    json.writeEndArray();
    json.writeArrayPropertyStart("notes");
    section.notes().forEach(note -> json.writeString(notation.words(note)));
    json.writeEndArray();
    json.writeEndObject();
  }

  private void derivation(Derivation derivation) {
    json.writeStartObject();
    json.writeStringProperty("label", derivation.label());
    json.writeArrayPropertyStart("steps");
    notation.steps(derivation.formula()).forEach(json::writeString);
    json.writeEndArray();
    json.writeName("value");
    number(derivation.value());
    if (!derivation.note().isEmpty()) {
      json.writeStringProperty("note", notation.words(derivation.note()));
    }
    json.writeEndObject();
  }

  private void number(Dim number) {
    if (number.isConstant()) {
      json.writeNumber(number.value());
    } else {
      json.writeString(number.toString());
    }
  }
}
