package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.Location;
import dev.cnnsummary.specs.spec.Tree.Scalar;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The tokens of a text, each with its place and the form in which it is written there. */
sealed interface SourceTokens extends AutoCloseable permits YamlTokens, JsonTokens, PackedTokens {
  /** What a token is. */
  enum Kind {
    /** A mapping begins. */
    MAPPING,
    /** A mapping ends. */
    MAPPING_END,
    /** A list begins. */
    SEQUENCE,
    /** A list ends. */
    SEQUENCE_END,
    /** A value without parts, or a key. */
    SCALAR,
    /** There is no more. */
    END
  }

  /** Opens a text; null, with a problem, if it holds characters that no spec may hold. */
  static @Nullable SourceTokens of(Source source, Problems problems) {
    if (source.tokens() != null) {
      return new PackedTokens(source.name(), source.tokens());
    }
    String text = source.text();
    if (!text.isEmpty() && text.charAt(0) == Characters.BYTE_ORDER_MARK) {
      text = text.substring(1);
    }
    Lines lines = new Lines(source.name(), text);
    int wrong = Characters.firstUnprintable(text);
    if (wrong >= 0) {
      String message =
          String.format(
              Locale.ROOT,
              "the character U+%04X is not allowed in a spec",
              text.codePointAt(wrong));
      problems.add(lines.at(wrong), "", message);
      return null;
    }
    return isYaml(source.name(), text) ? new YamlTokens(text, lines) : new JsonTokens(text, lines);
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

  /**
   * Goes on to the next token.
   *
   * @throws UnreadableException where the text stops being YAML or JSON
   */
  Kind next();

  /** The place of an empty text's fault. */
  Location start();

  /** Where the current token begins, before any quote. */
  Location location();

  /** The current scalar's text, decoded. */
  String text();

  /** Whether the current scalar is written in quotes. */
  boolean isQuoted();

  /** Whether the current scalar has no characters: a value that was left out. */
  boolean standsForNothing();

  /** What the current token carries that a spec may not hold; null if it is as it should be. */
  @Nullable String decoration();

  /** The current scalar as a value. */
  Scalar scalar(Problems problems);

  /** The fault of a text that goes on after its value. */
  String moreThanOne();

  /** The place of a quoted text's first character. */
  default Location inside() {
    Location place = location();
    return isQuoted() ? new Location(place.file(), place.line(), place.column() + 1) : place;
  }

  @Override
  void close();
}
