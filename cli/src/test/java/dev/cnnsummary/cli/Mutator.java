package dev.cnnsummary.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Breaks specs in the ways that people and programs do. */
final class Mutator {
  private static final List<String> FRAGMENTS =
      List.of(
          "$",
          "$(",
          ")",
          "[",
          "]",
          "{",
          "}",
          ": ",
          "- ",
          "*",
          "&a ",
          "<<: ",
          "#",
          "'",
          "\"",
          "\t",
          "\n",
          "\u0000",
          "é",
          "-1",
          "0",
          "2147483648",
          "null",
          "true",
          "no",
          "x",
          "from: ",
          "type: ",
          "repeat: 1000000000",
          "$(9 ** 9 ** 9)",
          "layers: []",
          "1e400",
          "reuse: relu");

  private final RandomGenerator random;
  private final ObjectMapper yaml = new YAMLMapper();
  private final ObjectMapper json = new ObjectMapper();

  Mutator(RandomGenerator random) {
    this.random = random;
  }

  /** The text with one or two characters, digits, pieces or lines changed. */
  String text(String spec) {
    StringBuilder text = new StringBuilder(spec);
    for (int change = random.nextInt(1, 3); change > 0 && !text.isEmpty(); change--) {
      int at = random.nextInt(text.length());
      int end = Math.min(text.length(), at + random.nextInt(1, 12));
      switch (random.nextInt(9)) {
        case 0 -> text.delete(at, end);
        case 1 -> text.insert(at, pick(FRAGMENTS));
        case 2 -> text.insert(at, text.substring(at, end));
        case 3 -> text.setCharAt(at, (char) random.nextInt(32, 127));
        case 4 -> swapLines(text);
        default -> changeDigit(text, at);
      }
    }
    return text.toString();
  }

  private void changeDigit(StringBuilder text, int from) {
    for (int at = from; at < text.length(); at++) {
      if (Character.isDigit(text.charAt(at))) {
        text.setCharAt(at, (char) ('0' + random.nextInt(10)));
        return;
      }
    }
  }

  private void swapLines(StringBuilder text) {
    List<String> lines = new ArrayList<>(text.toString().lines().toList());
    int from = random.nextInt(lines.size());
    String line = lines.remove(from);
    lines.add(random.nextInt(lines.size() + 1), line);
    text.setLength(0);
    text.append(String.join("\n", lines));
  }

  /** JSON of the spec with a value, a name or a subtree changed. */
  String tree(String spec) {
    JsonNode tree = yaml.readTree(spec);
    List<JsonNode> containers = new ArrayList<>();
    collect(tree, containers);
    switch (pick(containers)) {
      case ObjectNode object -> change(object, containers);
      case ArrayNode array -> change(array, containers);
      case JsonNode other -> throw new IllegalStateException(other.toString());
    }
    return json.writeValueAsString(tree);
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    if (node.isContainer() && !node.isEmpty()) {
      containers.add(node);
      node.values().forEach(child -> collect(child, containers));
    }
  }

  private void change(ObjectNode object, List<JsonNode> containers) {
    String name = pick(List.copyOf(object.propertyNames()));
    switch (random.nextInt(4)) {
      case 0 -> object.remove(name);
      case 1 -> object.set(pick(FRAGMENTS), object.remove(name));
      case 2 -> object.set(name, pick(containers).deepCopy());
      default -> object.set(name, value());
    }
  }

  private void change(ArrayNode array, List<JsonNode> containers) {
    int at = random.nextInt(array.size());
    switch (random.nextInt(4)) {
      case 0 -> array.remove(at);
      case 1 -> array.insert(at, array.get(random.nextInt(array.size())).deepCopy());
      case 2 -> array.set(at, pick(containers).deepCopy());
      default -> array.set(at, value());
    }
  }

  private JsonNode value() {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (random.nextInt(14)) {
      case 0 -> nodes.numberNode(0);
      case 1 -> nodes.numberNode(-1);
      case 2 -> nodes.numberNode(1L << 31);
      case 3, 10, 11, 12, 13 -> nodes.numberNode(random.nextInt(1, 9));
      case 4 -> nodes.numberNode(0.5);
      case 5 -> nodes.booleanNode(random.nextBoolean());
      case 6 -> nodes.nullNode();
      case 7 -> nodes.arrayNode().add(random.nextInt(4)).add(random.nextInt(4));
      case 8 -> nodes.stringNode("$unknown");
      default -> nodes.stringNode(pick(FRAGMENTS));
    };
  }

  private <T> T pick(List<T> items) {
    return items.get(random.nextInt(items.size()));
  }
}
