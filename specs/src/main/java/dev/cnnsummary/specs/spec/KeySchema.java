package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.graph.ScopeCall;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The schema of what entries and blocks have beside options and parameters. */
final class KeySchema {
  private final SchemaWriter schema;

  KeySchema(SchemaWriter schema) {
    this.schema = schema;
  }

  /** The name of the definition of a key. */
  static String definition(String key) {
    return "key-" + key;
  }

  /** One definition for each key. */
  void definitions() {
    TreeSet<String> keys = new TreeSet<>(Keywords.LAYER_KEYS);
    keys.addAll(Keywords.CONTAINER_KEYS);
    keys.addAll(Keywords.REUSE_KEYS);
    keys.forEach(key -> schema.object(definition(key), () -> describe(key)));
  }

  /** What a key says, one sentence. */
  static String meaning(String key) {
    return switch (key) {
      case "type" -> "A layer type, a block of this file, or $parameter.";
      case "layers" -> "The entries, in the order in which they run.";
      case "from" -> "What it takes; without it, the output of the entry before it.";
      case "outputs" -> "What it hands on; without it, the outputs of its last entry.";
      case "when" -> "Whether it is there; where not, it hands its input on.";
      case "trainable" -> "False freezes all parameters in it.";
      case "training_only" -> "True registers it without calling it.";
      case "repeat" -> "How often it is there, an expression; {counter: expression} names i.";
      case "for" -> "There once for each element of a list: {variable: list}.";
      case "reuse" -> "The name of an earlier module, which is called again.";
      case "class" -> "The name of its class.";
      case "base" -> "What its class derives from.";
      case "inputs" -> "Names of what it takes; one that ends with * stands for any number.";
      case "order" -> "Children that are registered first.";
      default -> throw new IllegalStateException("the schema does not describe '" + key + "'");
    };
  }

  private void describe(String key) {
    switch (key) {
      case "type" -> type();
      case "layers" -> {
        schema.text("description", meaning(key));
        schema.type("array");
        schema.reference("items", "entry");
      }
      case "from" -> references(meaning(key));
      case "outputs" -> references(meaning(key));
      case "when" -> expression(meaning(key));
      case "trainable" -> expression(meaning(key));
      case "training_only" -> expression(meaning(key));
      case "repeat" -> repeat();
      case "for" -> each();
      case "reuse" -> {
        schema.text("description", meaning(key));
        string();
      }
      case "class" -> {
        schema.text("description", meaning(key));
        string();
      }
      case "base" -> {
        schema.text("description", meaning(key));
        schema.words(
            "enum", Arrays.stream(ScopeCall.Base.values()).map(ScopeCall.Base::word).toList());
      }
      case "inputs" -> names(meaning(key), "\\*?");
      case "order" -> names(meaning(key), "");
      default -> throw new IllegalStateException("the schema does not describe '" + key + "'");
    }
  }

  private void string() {
    schema.type("string");
    schema.number("minLength", 1);
  }

  private void type() {
    schema.text("description", meaning("type"));
    schema.type("string");
    typeNames(LayerTypes.names());
  }

  /** Layer types; a block's name cannot be told from a misspelt module's. */
  void typeNames(Collection<String> types) {
    schema.schemas(
        "anyOf",
        List.of(
            () -> schema.words("enum", types),
            () -> schema.whole(Keywords.BLOCK_NAME),
            () -> schema.text("pattern", LayerSchema.COMPUTED)));
  }

  private void expression(String description) {
    schema.text("description", description + " An expression.");
    schema.type("boolean", "string");
    schema.number("minLength", 1);
  }

  private void references(String description) {
    schema.text("description", description + " One reference or a list of them.");
    schema.type("string", "integer", "array");
    schema.number("minLength", 1);
    schema.object(
        "items",
        () -> {
          schema.type("string", "integer");
          schema.number("minLength", 1);
        });
  }

  private void names(String description, String suffix) {
    schema.text("description", description);
    Pattern pattern = Pattern.compile(Keywords.NAME.pattern() + suffix);
    schema.type("string", "integer", "array");
    schema.whole(pattern);
    schema.object(
        "items",
        () -> {
          schema.type("string", "integer");
          schema.whole(pattern);
        });
    schema.flag("uniqueItems", true);
  }

  private void repeat() {
    schema.text("description", meaning("repeat"));
    schema.type("integer", "string", "object");
    count();
    variables();
    schema.number("maxProperties", 1);
    schema.object(
        "additionalProperties",
        () -> {
          schema.type("integer", "string");
          count();
        });
  }

  private void count() {
    schema.number("minLength", 1);
    schema.number("minimum", 0);
    schema.number("maximum", Loops.MOST_REPEATS);
  }

  private void each() {
    schema.text("description", meaning("for"));
    schema.type("object");
    variables();
    schema.object(
        "additionalProperties",
        () -> {
          schema.type("array", "string");
          schema.text("pattern", LayerSchema.COMPUTED);
          schema.reference("items", "value");
          schema.number("maxItems", Loops.MOST_REPEATS);
        });
  }

  private void variables() {
    schema.number("minProperties", 1);
    schema.object("propertyNames", () -> schema.whole(Keywords.IDENTIFIER));
  }
}
