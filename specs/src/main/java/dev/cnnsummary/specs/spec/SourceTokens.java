package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.Location;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.dataformat.yaml.YAMLFactory;

/**
 * A text beside its token stream. Jackson says what a token is and where it begins; how it is
 * written there (quotes, an anchor, a tag) is read from the text itself, as the stream passes it
 * over for some tokens.
 */
final class SourceTokens {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final String text;
  private final Lines lines;
  private final boolean yaml;
  private final JsonParser parser;
  // The last place that was asked for. YAML's marks count code points; counting on from the last
  // one keeps a long text linear.
  private int lastIndex;
  private int lastOffset;

  private SourceTokens(String text, Lines lines, boolean yaml) {
    this.text = text;
    this.lines = lines;
    this.yaml = yaml;
    this.parser = yaml ? yamlParser(text) : jsonParser(text);
  }

  /** Opens a text; null, with a problem, if it holds characters that no spec may hold. */
  static @Nullable SourceTokens of(Source source, Problems problems) {
    String text = source.text();
    if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
      text = text.substring(1);
    }
    Lines lines = new Lines(source.name(), text);
    int wrong = firstUnprintable(text);
    if (wrong >= 0) {
      String message =
          String.format(
              Locale.ROOT,
              "the character U+%04X is not allowed in a spec",
              text.codePointAt(wrong));
      problems.add(lines.at(wrong), "", message);
      return null;
    }
    return new SourceTokens(text, lines, isYaml(source.name(), text));
  }

  private static boolean isYaml(String name, String text) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".json")) {
      return false;
    }
    if (lower.endsWith(".yaml") || lower.endsWith(".yml")) {
      return true;
    }
    String stripped = text.stripLeading();
    return !stripped.startsWith("{") && !stripped.startsWith("[");
  }

  private static JsonParser yamlParser(String text) {
    // A buffer for the whole text: the engine's time for one long line is quadratic in the number
    // of
    // times that its buffer must grow.
    LoadSettings settings =
        LoadSettings.builder()
            .setCodePointLimit(Source.MAX_BYTES)
            .setBufferSize(text.length() + 1)
            .build();
    // The reader finds duplicate keys itself: it names the first one's line, and reads on.
    return YAMLFactory.builder()
        .loadSettings(settings)
        .disable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .build()
        .createParser(ObjectReadContext.empty(), text);
  }

  private static JsonParser jsonParser(String text) {
    return JsonFactory.builder().build().createParser(ObjectReadContext.empty(), text);
  }

  /** The first character outside YAML's printable set; -1 if there is none. */
  private static int firstUnprintable(String text) {
    int i = 0;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      boolean printable =
          c == '\t'
              || c == '\n'
              || c == '\r'
              || c == 0x85
              || (c >= 0x20 && c <= 0x7E)
              || (c >= 0xA0 && c <= 0xD7FF)
              || (c >= 0xE000 && c <= 0xFFFD && c != BYTE_ORDER_MARK)
              || c >= 0x10000;
      if (!printable) {
        return i;
      }
      i += Character.charCount(c);
    }
    return -1;
  }

  JsonParser parser() {
    return parser;
  }

  boolean isYaml() {
    return yaml;
  }

  /** The place of an empty text's fault. */
  Location start() {
    return lines.at(0);
  }

  /** Where the current token begins, before any quote. */
  Location location() {
    return lines.at(offset());
  }

  /** Whether the current token is a scalar of no characters: a value that was left out. */
  boolean standsForNothing() {
    return yaml
        && parser.currentTokenLocation().getCharOffset()
            == parser.currentLocation().getCharOffset();
  }

  boolean isQuoted() {
    char c = character();
    return !standsForNothing() && (c == '"' || (yaml && c == '\''));
  }

  /** Whether the current token is a scalar in YAML's block style. */
  boolean isBlock() {
    char c = character();
    return yaml && !standsForNothing() && (c == '|' || c == '>');
  }

  /** What the current token carries that a spec may not hold; null if it is as it should be. */
  @Nullable String decoration() {
    if (!yaml || standsForNothing()) {
      return null;
    }
    return switch (character()) {
      case '&' -> "a YAML anchor ('&') is not allowed: use a block or a parameter";
      case '*' -> "a YAML alias ('*') is not allowed: use a block or a parameter";
      case '!' -> "a YAML tag ('!') is not allowed";
      default -> null;
    };
  }

  /** The fault of a text that goes on after its value. */
  String moreThanOne() {
    return yaml
        ? "a second document begins here: a spec is one document"
        : "expected the end of the file after the value";
  }

  /** Where a text stops being YAML or JSON. */
  Location locate(JacksonException fault) {
    if (fault.getCause() instanceof MarkedYamlEngineException marked) {
      Optional<Mark> mark =
          SyntaxFaults.isOpenQuote(marked) ? marked.getContextMark() : marked.getProblemMark();
      if (mark.isPresent()) {
        return lines.at(offset(mark.get().getIndex()));
      }
    }
    if (yaml) {
      return location();
    }
    TokenStreamLocation location = fault.getLocation();
    long index = (location == null ? parser.currentLocation() : location).getCharOffset();
    return lines.at(Math.clamp(index, 0, text.length()));
  }

  /** Says in one line why a text is not YAML or JSON. */
  String explain(JacksonException fault) {
    boolean syntax = fault.getCause() instanceof MarkedYamlEngineException;
    String decoration = syntax ? null : decoration();
    return decoration == null ? SyntaxFaults.explain(fault, yaml) : decoration;
  }

  private char character() {
    int offset = offset();
    return offset < text.length() ? text.charAt(offset) : '\0';
  }

  private int offset() {
    return offset((int) parser.currentTokenLocation().getCharOffset());
  }

  private int offset(int index) {
    if (!yaml) {
      return index;
    }
    lastOffset = text.offsetByCodePoints(lastOffset, index - lastIndex);
    lastIndex = index;
    return lastOffset;
  }
}
