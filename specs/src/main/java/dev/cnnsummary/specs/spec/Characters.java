package dev.cnnsummary.specs.spec;

/** Which characters a spec may hold: those that YAML calls printable. */
final class Characters {
  static final char BYTE_ORDER_MARK = '\uFEFF';

  private Characters() {}

  /** Where a text has the first one that it may not hold; -1 if it has none. */
  static int firstUnprintable(String text) {
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
}
