package dev.cnnsummary.executor.weights;

import java.util.Locale;

/** A text from a file as messages show it: in quotes, on one line, and not without end. */
final class Excerpt {
  private static final int LONGEST = 100;

  private Excerpt() {}

  static String of(String text) {
    StringBuilder shown = new StringBuilder("'");
    text.codePoints().limit(LONGEST).forEach(c -> append(shown, c));
    return shown.append(text.codePointCount(0, text.length()) > LONGEST ? "…'" : "'").toString();
  }

  private static void append(StringBuilder shown, int character) {
    switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          shown.append(String.format(Locale.ROOT, "\\u%04x", character));
      default -> shown.appendCodePoint(character);
    }
  }
}
