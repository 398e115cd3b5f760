package dev.cnnsummary.cli.render;

import dev.cnnsummary.specs.spec.ContainerType;
import java.util.List;

/** What there is to know about a type whose layers an entry lists. */
public final class ContainerPage {
  private final ContainerType type;

  /** The page of a type. */
  public ContainerPage(ContainerType type) {
    this.type = type;
  }

  /** As a table, fitted to a screen. */
  public String text(Screen screen) {
    return heading() + "\n" + type.summary() + "\n\n" + screen.paint(table().print(screen.width()));
  }

  /** As a section of Markdown. */
  public String markdown() {
    return "## " + heading() + "\n\n" + type.summary() + "\n\n" + table().markdown();
  }

  private String heading() {
    return type.name() + ", a container";
  }

  private TextTable table() {
    TextTable table = new TextTable(List.of("Key", "Meaning"), List.of(false, false));
    type.keys().forEach((key, meaning) -> table.add(List.of(key, meaning)));
    return table;
  }

  /** As a JSON object. */
  public String json() {
    return JsonText.write(json -> {
      json.writeStartObject();
      json.writeStringProperty("name", type.name());
      json.writeStringProperty("kind", "container");
      json.writeStringProperty("summary", type.summary());
      json.writeName("keys");
      json.writeStartArray();
      type.keys()
          .forEach((key, meaning) -> {
            json.writeStartObject();
            json.writeStringProperty("name", key);
            json.writeStringProperty("meaning", meaning);
            json.writeEndObject();
          });
      json.writeEndArray();
      json.writeEndObject();
    });
  }
}
