package dev.cnnsummary.specs.spec;

import java.io.StringWriter;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/** Writes the keywords of a JSON Schema. */
final class SchemaWriter {
  private static final String DEFINITIONS = "#/$defs/";

  private final JsonGenerator json;

  private SchemaWriter(JsonGenerator json) {
    this.json = json;
  }

  /** The text of one object, a newline at its end. */
  static String write(Consumer<SchemaWriter> members) {
    StringWriter text = new StringWriter();
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
    try (JsonGenerator json =
        new JsonFactory()
            .createGenerator(
                new ObjectWriteContext.Base() {
                  @Override
                  public PrettyPrinter getPrettyPrinter() {
                    return printer;
                  }
                },
                text)) {
      SchemaWriter writer = new SchemaWriter(json);
      writer.object(() -> members.accept(writer));
    }
    return text.append('\n').toString();
  }

  void text(String keyword, String value) {
    json.writeStringProperty(keyword, value);
  }

  void number(String keyword, long value) {
    json.writeNumberProperty(keyword, value);
  }

  void flag(String keyword, boolean value) {
    json.writeBooleanProperty(keyword, value);
  }

  void object(String keyword, Runnable members) {
    json.writeName(keyword);
    object(members);
  }

  private void object(Runnable members) {
    json.writeStartObject();
    members.run();
    json.writeEndObject();
  }

  /** A list of schemas. */
  void schemas(String keyword, List<Runnable> schemas) {
    json.writeName(keyword);
    json.writeStartArray();
    schemas.forEach(this::object);
    json.writeEndArray();
  }

  /** A list of strings. */
  void words(String keyword, Collection<String> words) {
    json.writeName(keyword);
    json.writeStartArray();
    words.forEach(json::writeString);
    json.writeEndArray();
  }

  /** What an instance is: one type or one of several. */
  void type(String... names) {
    if (names.length == 1) {
      text("type", names[0]);
    } else {
      words("type", List.of(names));
    }
  }

  /** A pattern of the whole string, which JSON Schema would look for anywhere in it. */
  void whole(Pattern pattern) {
    text("pattern", "^(?:" + pattern.pattern() + ")$");
  }

  /** A reference to a definition. */
  void reference(String definition) {
    text("$ref", DEFINITIONS + definition);
  }

  /** A schema that is a definition. */
  void reference(String keyword, String definition) {
    object(keyword, () -> reference(definition));
  }

  /** A value as JSON has it. */
  void data(String keyword, Data value) {
    json.writeName(keyword);
    data(value);
  }

  private void data(Data value) {
    switch (value) {
      case Data.None _ -> json.writeNull();
      case Data.Bool(boolean flag) -> json.writeBoolean(flag);
      case Data.Text(String text) -> json.writeString(text);
      case Data.Num number when number.isInteger() -> json.writeNumber((long) number.value());
      case Data.Num(double number) -> json.writeNumber(number);
      case Data.Items(List<Data> items) -> {
        json.writeStartArray();
        items.forEach(this::data);
        json.writeEndArray();
      }
    }
  }
}
