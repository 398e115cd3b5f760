package dev.cnnsummary.cli.render;

import dev.cnnsummary.analyzer.explain.TensorNote;
import dev.cnnsummary.analyzer.explain.Term;
import dev.cnnsummary.analyzer.explain.TypeNotes;
import dev.cnnsummary.analyzer.explain.WeightNote;
import dev.cnnsummary.specs.spec.LayerType;
import dev.cnnsummary.specs.spec.LayerTypes;
import dev.cnnsummary.specs.spec.Option;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/** What there is to know about one type of the spec language. */
public final class TypePage {
  private static final String VIEW = "shares the memory of its input";
  private static final String OWN = "a tensor of its own";

  private final LayerType type;
  private final TypeNotes notes;

  /** The page of a type. */
  public TypePage(LayerType type) {
    this.type = type;
    this.notes = TypeNotes.of(type);
  }

  /** As tables, fitted to a screen. */
  public String text(Screen screen) {
    StringBuilder text = new StringBuilder(heading()).append('\n').append(type.summary());
    text.append('\n');
    for (TextTable table : tables()) {
      text.append('\n').append(screen.paint(table.print(screen.width())));
    }
    return text.toString();
  }

  /** As a section of Markdown. */
  public String markdown() {
    return "## "
        + heading()
        + "\n\n"
        + type.summary()
        + "\n\n"
        + tables().stream().map(TextTable::markdown).collect(Collectors.joining("\n"));
  }

  private String heading() {
    String others = String.join(", ", otherForms());
    return type.name()
        + ", a "
        + TypeList.kind(type)
        + (others.isEmpty()
            ? ""
            : " (" + (isModule() ? "as a function: " : "as a module: ") + others + ")");
  }

  private boolean isModule() {
    return TypeList.kind(type).equals("module");
  }

  /** The types of the other form that make the same operator. */
  private List<String> otherForms() {
    String folded = folded(type.name());
    return LayerTypes.all().stream()
        .filter(other -> other.form() != type.form())
        .filter(other -> folded(other.name()).equals(folded))
        .map(LayerType::name)
        .toList();
  }

  private static String folded(String name) {
    return name.replace("_", "").toLowerCase(Locale.ROOT);
  }

  private List<TextTable> tables() {
    List<TextTable> tables = new ArrayList<>();
    if (!type.options().isEmpty()) {
      tables.add(options());
    }
    tables.add(tensors());
    if (!notes.where().isEmpty()) {
      TextTable where = table("Where");
      notes.where().forEach(line -> where.add(List.of(line)));
      tables.add(where);
    }
    if (!notes.weights().isEmpty()) {
      tables.add(weights());
    }
    TextTable costs = table("Costs", "");
    costs.add(List.of("Params", TypeNotes.sum(notes.params())));
    costs.add(List.of("MACs", TypeNotes.sum(notes.macs())));
    costs.add(List.of("FLOPs", TypeNotes.sum(notes.flops())));
    costs.add(List.of("Output", notes.view() ? VIEW : OWN));
    tables.add(costs);
    return tables;
  }

  private static TextTable table(String... header) {
    return new TextTable(List.of(header), Collections.nCopies(header.length, false));
  }

  private TextTable options() {
    TextTable table = table("Option", "Default", "Meaning");
    for (Option option : type.options()) {
      table.add(
          List.of(
              option.name(),
              option.required() ? "(required)" : option.defaultText(),
              option.text() + " (" + option.expected() + ")"));
    }
    return table;
  }

  private TextTable tensors() {
    TextTable table = table("Tensor", "", "Shape");
    notes.inputs().forEach(input -> table.add(row("takes", input)));
    notes.outputs().forEach(output -> table.add(row("makes", output)));
    return table;
  }

  private static List<String> row(String verb, TensorNote tensor) {
    boolean optional = tensor.when().equals(tensor.name());
    return List.of(
        verb, tensor.name(), tensor.shape() + condition(optional ? "given" : tensor.when()));
  }

  private static String condition(String when) {
    return when.isEmpty() ? "" : " if " + when;
  }

  private TextTable weights() {
    TextTable table = table("Weight", "Kind", "Shape");
    for (WeightNote weight : notes.weights()) {
      table.add(
          List.of(
              weight.name().isEmpty() ? "(the entry's name)" : weight.name(),
              kind(weight),
              weight.shape() + condition(weight.when())));
    }
    return table;
  }

  private static String kind(WeightNote weight) {
    return switch (weight.kind()) {
      case PARAMETER -> "parameter";
      case BUFFER -> "buffer";
      case COUNTER -> "buffer, i64";
    };
  }

  /** As a JSON object. */
  public String json() {
    return JsonText.write(json -> {
      json.writeStartObject();
      json.writeStringProperty("name", type.name());
      json.writeStringProperty("kind", TypeList.kind(type));
      json.writeStringProperty("summary", type.summary());
      texts(json, "other_forms", otherForms());
      json.writeName("options");
      json.writeStartArray();
      type.options().forEach(option -> option(json, option));
      json.writeEndArray();
      tensors(json, "inputs", notes.inputs());
      tensors(json, "outputs", notes.outputs());
      texts(json, "where", notes.where());
      json.writeName("weights");
      json.writeStartArray();
      notes.weights().forEach(weight -> weight(json, weight));
      json.writeEndArray();
      terms(json, "params", notes.params());
      terms(json, "macs", notes.macs());
      terms(json, "flops", notes.flops());
      json.writeBooleanProperty("view", notes.view());
      json.writeEndObject();
    });
  }

  private static void option(JsonGenerator json, Option option) {
    json.writeStartObject();
    json.writeStringProperty("name", option.name());
    json.writeBooleanProperty("required", option.required());
    if (!option.required()) {
      json.writeStringProperty("default", option.defaultText());
    }
    json.writeStringProperty("takes", option.expected());
    json.writeStringProperty("meaning", option.text());
    json.writeEndObject();
  }

  private static void texts(JsonGenerator json, String name, List<String> texts) {
    json.writeName(name);
    json.writeStartArray();
    texts.forEach(json::writeString);
    json.writeEndArray();
  }

  private static void tensors(JsonGenerator json, String name, List<TensorNote> tensors) {
    json.writeName(name);
    json.writeStartArray();
    for (TensorNote tensor : tensors) {
      json.writeStartObject();
      json.writeStringProperty("name", tensor.name());
      json.writeStringProperty("shape", tensor.shape());
      when(json, tensor.when());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void weight(JsonGenerator json, WeightNote weight) {
    json.writeStartObject();
    json.writeStringProperty("name", weight.name());
    json.writeStringProperty("kind", kind(weight));
    json.writeStringProperty("shape", weight.shape());
    when(json, weight.when());
    json.writeEndObject();
  }

  private static void terms(JsonGenerator json, String name, List<Term> terms) {
    json.writeName(name);
    json.writeStartArray();
    for (Term term : terms) {
      json.writeStartObject();
      json.writeStringProperty("formula", term.formula());
      when(json, term.when());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void when(JsonGenerator json, String when) {
    if (!when.isEmpty()) {
      json.writeStringProperty("when", when);
    }
  }
}
