package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.shape.DType;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * The JSON Schema of the spec language, for editors. It is made of the tables that the reader goes
 * by. What takes more than a look at one entry it cannot tell: whether a name or a block is there,
 * what an expression comes to, and what only several options together make wrong.
 */
public final class SpecSchema {
  /** A string that is computed as a whole or not at all. */
  static final String VALUE = "^(?:\\$|[^$]*$)";

  private final SchemaWriter schema;

  private SpecSchema(SchemaWriter schema) {
    this.schema = schema;
  }

  /** The schema, of draft 2020-12; a newline at its end. */
  public static String json() {
    return SchemaWriter.write(schema -> new SpecSchema(schema).document());
  }

  private void document() {
    schema.text("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.text("title", "cnnsummary spec");
    schema.text("description", "A neural network, written as the PyTorch module it stands for.");
    schema.type("object");
    schema.object(
        "properties",
        () ->
            new TreeSet<>(Keywords.MODEL_KEYS)
                .forEach(key -> schema.object(key, () -> modelKey(key))));
    schema.words("required", List.of("layers"));
    schema.flag("additionalProperties", false);
    schema.object("not", () -> schema.words("required", List.of("input", "inputs")));
    schema.object("$defs", this::definitions);
  }

  private void modelKey(String key) {
    switch (key) {
      case "name" -> {
        schema.text("description", "The model's name.");
        schema.data("default", new Data.Text("model"));
        schema.type("string");
        schema.number("minLength", 1);
      }
      case "input" -> schema.reference("input");
      case "inputs" -> {
        mapping("What it takes: names and shapes.");
        schema.number("minProperties", 1);
        schema.object("propertyNames", () -> schema.whole(Keywords.IDENTIFIER));
        schema.reference("additionalProperties", "input");
      }
      case "parameters" -> schema.reference("parameters");
      case "presets" -> {
        mapping("Named settings of the parameters; each is a model of its own.");
        schema.object(
            "additionalProperties",
            () -> {
              schema.type("object", "null");
              schema.reference("additionalProperties", "value");
            });
      }
      case "blocks" -> blocks();
      default -> schema.reference(KeySchema.definition(key));
    }
  }

  private void mapping(String description) {
    schema.text("description", description);
    schema.type("object");
  }

  private void blocks() {
    mapping("Templates of modules, which entries name as their type.");
    TreeSet<String> taken = new TreeSet<>(LayerTypes.names());
    taken.addAll(Keywords.CONTAINERS.keySet());
    schema.object(
        "propertyNames",
        () -> {
          schema.whole(Keywords.BLOCK_NAME);
          schema.object("not", () -> schema.words("enum", taken));
        });
    schema.reference("additionalProperties", "block");
  }

  private void definitions() {
    schema.object("value", this::value);
    schema.object("input", this::input);
    schema.object("parameters", this::parameters);
    schema.object("block", this::block);
    new EntrySchema(schema).definitions();
    new LayerSchema(schema).definitions();
  }

  private void value() {
    schema.text("description", "A value: written out, $parameter, $(expression) or a list.");
    schema.type("string", "number", "boolean", "null", "array");
    schema.text("pattern", VALUE);
    schema.reference("items", "value");
  }

  private void input() {
    schema.text(
        "description",
        "A shape without the batch: 3x224x224, [3, 224, 224] or {shape: 128, dtype: i64}.");
    schema.type("string", "integer", "array", "object");
    shape();
    schema.object(
        "properties",
        () -> {
          schema.object(
              "shape",
              () -> {
                schema.text("description", "The axes, the batch apart.");
                schema.type("string", "integer", "array");
                shape();
              });
          schema.object(
              "dtype",
              () -> {
                schema.text("description", "The element type.");
                schema.data("default", new Data.Text(DType.F32.text()));
                schema.words(
                    "enum",
                    Arrays.stream(DType.values())
                        .filter(DType::isComputed)
                        .map(DType::text)
                        .toList());
              });
        });
    schema.object("propertyNames", () -> schema.words("enum", new TreeSet<>(Keywords.INPUT_KEYS)));
  }

  private void shape() {
    schema.text("pattern", "^(?:\\$|[A-Za-z0-9_]+$)");
    schema.number("minimum", 1);
    schema.number("maxItems", InputShapes.MOST_AXES);
    schema.object(
        "items",
        () -> {
          schema.type("string", "integer");
          schema.text("pattern", "^(?:\\$|[A-Za-z0-9_]+$)");
          schema.number("minimum", 1);
        });
  }

  private void parameters() {
    mapping("Names and defaults; one whose default is left out must be given.");
    schema.object(
        "propertyNames",
        () -> {
          schema.whole(Keywords.IDENTIFIER);
          schema.object("not", () -> schema.words("enum", new TreeSet<>(Keywords.RESERVED)));
        });
    schema.reference("additionalProperties", "value");
  }

  private void block() {
    mapping("A template of a module.");
    schema.object(
        "properties",
        () ->
            new TreeSet<>(Keywords.BLOCK_KEYS)
                .forEach(key ->
                    schema.reference(
                        key, key.equals("parameters") ? key : KeySchema.definition(key))));
    schema.words("required", List.of("layers"));
    schema.flag("additionalProperties", false);
  }
}
