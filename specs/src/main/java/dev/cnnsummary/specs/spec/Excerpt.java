package dev.cnnsummary.specs.spec;

/** A user's text as messages show it: in quotes, and not longer than a line can bear. */
final class Excerpt {
  private static final int LONGEST = 60;

  private Excerpt() {}

  static String of(String text) {
    if (text.length() <= LONGEST) {
      return "'" + text + "'";
    }
    int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return "'" + text.substring(0, end) + "…'";
  }
}
