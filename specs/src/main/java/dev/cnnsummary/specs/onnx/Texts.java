package dev.cnnsummary.specs.onnx;

import org.jspecify.annotations.Nullable;

/** Texts that come from a file, made fit for one line of a message. */
final class Texts {
  private static final int MOST = 120;

  private Texts() {}

  /** A text in one line of printable characters, cut off where it is long. */
  static String plain(@Nullable String text) {
    if (text == null) {
      return "";
    }
    StringBuilder plain = new StringBuilder();
    text.codePoints()
        .limit(MOST)
        .forEach(point -> plain.appendCodePoint(isPrintable(point) ? point : '?'));
    return text.codePointCount(0, text.length()) > MOST ? plain + "…" : plain.toString();
  }

  private static boolean isPrintable(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
