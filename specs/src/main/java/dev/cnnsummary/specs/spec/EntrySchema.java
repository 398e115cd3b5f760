package dev.cnnsummary.specs.spec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The schema of the entries of {@code layers} lists. */
final class EntrySchema {
  private static final Pattern PLACES = Pattern.compile("[^$]*\\$.*");

  private final SchemaWriter schema;
  private final KeySchema keys;

  EntrySchema(SchemaWriter schema) {
    this.schema = schema;
    this.keys = new KeySchema(schema);
  }

  /** Everything that the model and its blocks refer to. */
  void definitions() {
    keys.definitions();
    schema.object("entry", this::entry);
    schema.object("bare", this::bare);
    schema.object("unnamed", this::unnamed);
    schema.object("named", this::named);
    schema.object("body", this::body);
    schema.object("reuse", this::reuse);
    schema.object("container", this::container);
    schema.object("layer", this::layer);
  }

  private void entry() {
    schema.text("description", "Type, {type: Type, ...}, {layers: [...]}, {reuse: name} or name:.");
    schema.type("string", "object");
    // These rule nothing out: an editor proposes them in an entry that is empty as yet.
    schema.object(
        "properties",
        () -> List.of("type", "layers", "reuse").forEach(key -> schema.object(key, () -> {})));
    schema.object("if", () -> schema.type("string"));
    schema.reference("then", "bare");
    schema.object(
        "else",
        () -> {
          schema.object("if", this::described);
          schema.reference("then", "unnamed");
          schema.reference("else", "named");
        });
  }

  private void described() {
    schema.schemas(
        "anyOf",
        List.of(
            () -> schema.words("required", List.of("type")),
            () -> {
              schema.words("required", List.of("layers"));
              schema.object("not", this::namedLayers);
            },
            () -> schema.words("required", List.of("reuse"))));
  }

  /** {@code layers: {...}}: an entry of that name. */
  private void namedLayers() {
    schema.number("maxProperties", 1);
    schema.object("properties", () -> schema.object("layers", () -> schema.type("object")));
  }

  private void bare() {
    schema.text("description", "A layer with its default options.");
    List<String> complete = new ArrayList<>();
    List<String> incomplete = new ArrayList<>();
    for (LayerType type : LayerTypes.all()) {
      boolean required = type.options().stream().anyMatch(Option::required);
      (required ? incomplete : complete).add(type.name());
    }
    keys.typeNames(complete);
    schema.object("not", () -> schema.words("enum", incomplete));
  }

  private void unnamed() {
    schema.reference("body");
    schema.object(
        "if",
        () -> {
          schema.words("required", List.of("layers"));
          schema.schemas(
              "anyOf",
              List.of(
                  () -> schema.words("required", List.of("repeat")),
                  () -> schema.words("required", List.of("for"))));
          schema.object(
              "properties",
              () -> {
                schema.flag("type", false);
                schema.flag("class", false);
              });
        });
    schema.object(
        "then",
        () -> {
          schema.text("description", "Entries that are spliced into the list around.");
          schema.object(
              "propertyNames", () -> schema.words("enum", new TreeSet<>(Keywords.GROUP_KEYS)));
        });
  }

  private void named() {
    schema.type("object");
    schema.number("minProperties", 1);
    schema.number("maxProperties", 1);
    schema.object(
        "propertyNames",
        () -> {
          schema.whole(Pattern.compile(Keywords.NAME.pattern() + "|" + PLACES.pattern()));
          schema.object("not", () -> schema.words("enum", new TreeSet<>(Keywords.RESERVED_NAMES)));
        });
    schema.object(
        "additionalProperties",
        () -> {
          schema.type("string", "object");
          schema.object("if", () -> schema.type("string"));
          schema.reference("then", "bare");
          schema.reference("else", "body");
        });
  }

  private void body() {
    schema.type("object");
    schema.object("not", () -> schema.words("required", List.of("repeat", "for")));
    schema.object("if", () -> schema.words("required", List.of("reuse")));
    schema.reference("then", "reuse");
    schema.object(
        "else",
        () -> {
          schema.object("if", () -> schema.words("required", List.of("layers")));
          schema.reference("then", "container");
          schema.reference("else", "layer");
        });
  }

  private void reuse() {
    schema.text("description", "Another call of an earlier module.");
    keys(Keywords.REUSE_KEYS);
    schema.flag("additionalProperties", false);
  }

  private void container() {
    schema.text("description", "A module of layers.");
    TreeSet<String> keys = new TreeSet<>(Keywords.CONTAINER_KEYS);
    keys.remove("type");
    schema.object(
        "properties",
        () -> {
          schema.object(
              "type", () -> schema.words("enum", new TreeSet<>(Keywords.CONTAINERS.keySet())));
          keys.forEach(key -> schema.reference(key, KeySchema.definition(key)));
        });
    schema.flag("additionalProperties", false);
  }

  private void layer() {
    schema.text("description", "A layer or a block, with its options.");
    schema.words("required", List.of("type"));
    keys(Keywords.LAYER_KEYS);
    List<Runnable> cases = new ArrayList<>();
    LayerTypes.all().forEach(type -> cases.add(() -> optionsOf(type)));
    cases.add(this::optionsOfABlock);
    schema.schemas("allOf", cases);
  }

  private void optionsOf(LayerType type) {
    schema.object(
        "if",
        () -> {
          schema.object(
              "properties", () -> schema.object("type", () -> schema.text("const", type.name())));
          schema.words("required", List.of("type"));
        });
    schema.reference("then", LayerSchema.definition(type));
  }

  /** Of a type that is none of the layers': values only, where a layer's may be expressions. */
  private void optionsOfABlock() {
    schema.object(
        "if",
        () -> {
          schema.object(
              "properties",
              () -> schema.object("type", () -> schema.words("enum", LayerTypes.names())));
          schema.words("required", List.of("type"));
        });
    schema.object(
        "else",
        () -> {
          schema.object(
              "properties",
              () -> new TreeSet<>(Keywords.LAYER_KEYS).forEach(key -> schema.flag(key, true)));
          schema.reference("additionalProperties", "value");
        });
  }

  private void keys(Collection<String> keys) {
    schema.object(
        "properties",
        () -> new TreeSet<>(keys).forEach(key -> schema.reference(key, KeySchema.definition(key))));
  }
}
