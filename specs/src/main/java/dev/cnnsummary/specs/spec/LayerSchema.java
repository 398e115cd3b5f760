package dev.cnnsummary.specs.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The schema of the layer types and their options. */
final class LayerSchema {
  /** What begins a string that is computed. */
  static final String COMPUTED = "^\\$";

  private final SchemaWriter schema;

  LayerSchema(SchemaWriter schema) {
    this.schema = schema;
  }

  /** The name of the definition of a type's options. */
  static String definition(LayerType type) {
    return "layer-" + type.name();
  }

  /** One definition for each type. */
  void definitions() {
    for (LayerType type : LayerTypes.all()) {
      schema.object(definition(type), () -> options(type));
    }
  }

  private void options(LayerType type) {
    schema.text("description", type.summary());
    schema.object(
        "properties",
        () -> type.options().forEach(option -> schema.object(option.name(), () -> option(option))));
    List<String> required =
        type.options().stream().filter(Option::required).map(Option::name).toList();
    if (!required.isEmpty()) {
      schema.words("required", required);
    }
    schema.object(
        "patternProperties",
        () ->
            schema.flag(
                "^(?:" + String.join("|", new TreeSet<>(Keywords.LAYER_KEYS)) + ")$", true));
    schema.flag("additionalProperties", false);
  }

  private void option(Option option) {
    schema.text("description", option.text() + " (" + option.expected() + ")");
    Data preset = option.preset();
    if (preset != null) {
      schema.data("default", preset);
    }
    if (option.words().isEmpty()) {
      value(option);
    } else {
      schema.schemas(
          "anyOf", List.of(() -> schema.words("enum", option.words()), () -> value(option)));
    }
  }

  /** What an option may be, its words apart. */
  private void value(Option option) {
    element(option, option.nullable(), option.isList());
    if (option.isList()) {
      schema.number("minItems", Math.max(1, option.length()));
      if (option.length() > 0) {
        schema.number("maxItems", option.length());
      }
      schema.object("items", () -> element(option, option.nullableInside(), false));
    }
  }

  private void element(Option option, boolean nullable, boolean orList) {
    List<String> types = new ArrayList<>();
    switch (option.kind()) {
      case INTEGER, SIZES, EXTENTS -> types.add("integer");
      case NUMBER, NUMBERS, FORMULA -> types.add("number");
      case BOOLEAN -> types.add("boolean");
      case WORD -> {}
    }
    types.add("string");
    if (orList) {
      types.add("array");
    }
    if (nullable) {
      types.add("null");
    }
    schema.type(types.toArray(String[]::new));
    if (!option.isExpression()) { // which may have places to fill in anywhere
      schema.text("pattern", COMPUTED);
    }
    if (types.contains("integer")) {
      if (option.minimum() != Integer.MIN_VALUE) {
        schema.number("minimum", option.minimum());
      }
      schema.number("maximum", Integer.MAX_VALUE);
    }
  }
}
