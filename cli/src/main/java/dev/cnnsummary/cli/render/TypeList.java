package dev.cnnsummary.cli.render;

import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.spec.ContainerType;
import dev.cnnsummary.specs.spec.LayerType;
import dev.cnnsummary.specs.spec.LayerTypes;
import dev.cnnsummary.specs.spec.LayerTypes.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** All types of the spec language, family by family. */
public final class TypeList {
  private TypeList() {}

  private static final List<Boolean> LEFT = List.of(false, false);

  private record Line(String name, String kind, String summary) {}

  private record Group(String title, List<Line> lines) {}

  private static List<Group> groups() {
    List<Group> groups = new ArrayList<>();
    for (Family family : LayerTypes.families()) {
      groups.add(
          new Group(
              family.title(),
              family.types().stream()
                  .map(type -> new Line(type.name(), kind(type), type.summary()))
                  .toList()));
    }
    groups.add(
        new Group(
            "Containers",
            ContainerType.all().stream()
                .map(type -> new Line(type.name(), "container", type.summary()))
                .toList()));
    return groups;
  }

  /** As tables, fitted to a screen. */
  public static String text(Screen screen) {
    StringBuilder text = new StringBuilder();
    int longest = LayerTypes.names().stream().mapToInt(String::length).max().orElse(0);
    for (Group group : groups()) {
      TextTable table = new TextTable(List.of(padded(group.title, longest), ""), LEFT);
      group.lines.forEach(line -> table.add(List.of(line.name, line.summary)));
      text.append(text.isEmpty() ? "" : "\n").append(screen.paint(table.print(screen.width())));
    }
    return text.toString();
  }

  private static String padded(String title, int width) {
    return title + " ".repeat(Math.max(0, width - title.length()));
  }

  /** As Markdown: a section and a table for each family. */
  public static String markdown() {
    return groups().stream().map(TypeList::section).collect(Collectors.joining("\n"));
  }

  private static String section(Group group) {
    TextTable table = new TextTable(List.of("Type", "Summary"), LEFT);
    group.lines.forEach(line -> table.add(List.of("`" + line.name + "`", line.summary)));
    return "## " + group.title + "\n\n" + table.markdown();
  }

  /** As JSON: an array of families. */
  public static String json() {
    return JsonText.write(json -> {
      json.writeStartArray();
      for (Group group : groups()) {
        json.writeStartObject();
        json.writeStringProperty("family", group.title);
        json.writeName("types");
        json.writeStartArray();
        for (Line line : group.lines) {
          json.writeStartObject();
          json.writeStringProperty("name", line.name);
          json.writeStringProperty("kind", line.kind);
          json.writeStringProperty("summary", line.summary);
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
