package dev.cnnsummary.specs.spec;

/**
 * A word of an expression.
 *
 * @param text as written; a string without its quotes
 * @param offset of its first character in the expression's text
 */
record Token(Kind kind, String text, int offset) {
  /** The kinds of words. */
  enum Kind {
    NUMBER,
    STRING,
    /** A name or a keyword. */
    WORD,
    SYMBOL,
    END
  }

  boolean is(String word) {
    return (kind == Kind.WORD || kind == Kind.SYMBOL) && text.equals(word);
  }

  String describe() {
    return switch (kind) {
      case END -> "the end";
      case STRING -> "the string " + Excerpt.of(text);
      case NUMBER, WORD, SYMBOL -> Excerpt.of(text);
    };
  }
}
