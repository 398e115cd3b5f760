package dev.cnnsummary.specs.spec;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Prints an outline as YAML or JSON. */
final class OutlinePrinter {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");

  private final boolean json;
  private final StringBuilder out = new StringBuilder();

  private OutlinePrinter(boolean json) {
    this.json = json;
  }

  static String toYaml(Outline.Block model) {
    OutlinePrinter printer = new OutlinePrinter(false);
    printer.yamlMembers(model.members(), 0);
    return printer.out.toString();
  }

  static String toJson(Outline.Block model) {
    OutlinePrinter printer = new OutlinePrinter(true);
    printer.json(model, 0);
    return printer.out.append('\n').toString();
  }

  static String toYaml(Data data) {
    return new OutlinePrinter(false).data(data);
  }

  /** The members of a block; the cursor stands where the first one begins. */
  private void yamlMembers(Map<String, Outline> members, int indent) {
    boolean first = true;
    for (Map.Entry<String, Outline> member : members.entrySet()) {
      if (!first) {
        indent(indent);
      }
      first = false;
      out.append(string(member.getKey())).append(':');
      yamlAfterKey(member.getValue(), indent);
    }
  }

  private void yamlAfterKey(Outline value, int indent) {
    switch (value) {
      case Outline.Block(Map<String, Outline> members) -> {
        out.append('\n');
        indent(indent + 2);
        yamlMembers(members, indent + 2);
      }
      case Outline.Column(List<Outline> items) when !items.isEmpty() -> {
        out.append('\n');
        for (Outline item : items) {
          indent(indent + 2);
          out.append("- ");
          yamlItem(item, indent + 4);
        }
      }
      case Outline.Named _, Outline.Column _, Outline.Value _, Outline.Row _ ->
          out.append(' ').append(onOneLine(value)).append('\n');
    }
  }

  /** An item of a list; its own members would begin at the indent. */
  private void yamlItem(Outline item, int indent) {
    switch (item) {
      case Outline.Block(Map<String, Outline> members) -> yamlMembers(members, indent);
      case Outline.Named(String name, Outline body) -> {
        out.append(string(name)).append(':');
        yamlAfterKey(body, indent);
      }
      case Outline.Column _, Outline.Value _, Outline.Row _ ->
          out.append(onOneLine(item)).append('\n');
    }
  }

  private void json(Outline outline, int indent) {
    switch (outline) {
      case Outline.Block(Map<String, Outline> members) ->
          jsonLines(
              '{',
              members.entrySet(),
              '}',
              indent,
              member -> {
                out.append(string(member.getKey())).append(": ");
                json(member.getValue(), indent + 2);
              });
      case Outline.Column(List<Outline> items) when !items.isEmpty() ->
          jsonLines('[', items, ']', indent, item -> json(item, indent + 2));
      case Outline.Named(String name, Outline body) when !body.isShort() -> {
        out.append('{').append(string(name)).append(": ");
        json(body, indent);
        out.append('}');
      }
      case Outline.Named _, Outline.Column _, Outline.Value _, Outline.Row _ ->
          out.append(onOneLine(outline));
    }
  }

  private <T> void jsonLines(
      char open, Collection<T> items, char close, int indent, Consumer<T> line) {
    out.append(open).append('\n');
    int left = items.size();
    for (T item : items) {
      indent(indent + 2);
      line.accept(item);
      out.append(--left > 0 ? ",\n" : "\n");
    }
    indent(indent);
    out.append(close);
  }

  private String onOneLine(Outline outline) {
    return switch (outline) {
      case Outline.Value(Data data) -> data(data);
      case Outline.Row(Map<String, Outline> members) -> mapping(members);
      case Outline.Block(Map<String, Outline> members) -> mapping(members);
      case Outline.Named(String name, Outline body) -> mapping(Map.of(name, body));
      case Outline.Column(List<Outline> items) -> joined(items, this::onOneLine, '[', ']');
    };
  }

  private String mapping(Map<String, Outline> members) {
    return joined(
        members.entrySet(),
        member -> string(member.getKey()) + ": " + onOneLine(member.getValue()),
        '{',
        '}');
  }

  private static <T> String joined(
      Collection<T> items, Function<T, String> print, char open, char close) {
    return items.stream().map(print).collect(Collectors.joining(", ", open + "", close + ""));
  }

  private String data(Data data) {
    return switch (data) {
      case Data.Num number -> number(number);
      case Data.Bool(boolean value) -> Boolean.toString(value);
      case Data.Text(String text) -> string(text);
      case Data.Items(List<Data> items) -> joined(items, this::data, '[', ']');
      case Data.None _ -> "null";
    };
  }

  private static String number(Data.Num number) {
    if (!(Math.abs(number.value()) <= Arithmetic.GREATEST)) {
      throw new IllegalArgumentException("a spec cannot hold the number " + number.value());
    }
    return number.print();
  }

  /** A string, without quotes where YAML's reader takes it for one anyway. */
  private String string(String text) {
    return !json && PLAIN.matcher(text).matches() && PlainScalars.isText(text)
        ? text
        : quoted(text);
  }

  /** In double quotes; the escapes are those that JSON and YAML share. */
  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(c -> {
          if (c == '"' || c == '\\') {
            quoted.append('\\').append((char) c);
          } else if ((c >= ' ' && c <= '~') || Character.isLetterOrDigit(c) || c > 0xFFFF) {
            quoted.appendCodePoint(c);
          } else {
            quoted.append(String.format(Locale.ROOT, "\\u%04x", c));
          }
        });
    return quoted.append('"').toString();
  }

  private void indent(int columns) {
    out.repeat(' ', columns);
  }
}
