package dev.cnnsummary.cli.render;

import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.spec.LayerType;
import dev.cnnsummary.specs.spec.LayerTypes;
import dev.cnnsummary.specs.spec.LayerTypes.Family;
import java.util.List;
import java.util.stream.Collectors;

/** All types of the spec language, family by family. */
public final class TypeList {
  private TypeList() {}

  /** As tables, fitted to a screen. */
  public static String text(Screen screen) {
    StringBuilder text = new StringBuilder();
    int longest = LayerTypes.names().stream().mapToInt(String::length).max().orElse(0);
    for (Family family : LayerTypes.families()) {
      TextTable table = new TextTable(List.of(padded(family.title(), longest), ""), LEFT);
      family.types().forEach(type -> table.add(List.of(type.name(), type.summary())));
      text.append(text.isEmpty() ? "" : "\n").append(screen.paint(table.print(screen.width())));
    }
    return text.toString();
  }

  private static final List<Boolean> LEFT = List.of(false, false);

  private static String padded(String title, int width) {
    return title + " ".repeat(Math.max(0, width - title.length()));
  }

  /** As Markdown: a section and a table for each family. */
  public static String markdown() {
    return LayerTypes.families().stream().map(TypeList::section).collect(Collectors.joining("\n"));
  }

  private static String section(Family family) {
    TextTable table = new TextTable(List.of("Type", "Summary"), LEFT);
    family.types().forEach(type -> table.add(List.of("`" + type.name() + "`", type.summary())));
    return "## " + family.title() + "\n\n" + table.markdown();
  }

  /** As JSON: an array of families. */
  public static String json() {
    return JsonText.write(json -> {
      json.writeStartArray();
      for (Family family : LayerTypes.families()) {
        json.writeStartObject();
        json.writeStringProperty("family", family.title());
        json.writeName("types");
        json.writeStartArray();
        for (LayerType type : family.types()) {
          json.writeStartObject();
          json.writeStringProperty("name", type.name());
          json.writeStringProperty("kind", kind(type));
          json.writeStringProperty("summary", type.summary());
          json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndArray();
    });
  }

  /** Whether a type is a module or a function, in a word. */
  static String kind(LayerType type) {
    return type.form() == Node.Form.MODULE ? "module" : "function";
  }
}
