package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.spec.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts an expression's text into words. */
final class Tokenizer {
  private static final Pattern NUMBER =
      Pattern.compile("([0-9]++(\\.[0-9]*+)?+|\\.[0-9]++)([eE][-+]?[0-9]++)?+");
  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*+");
  // What is stuck to a number and makes it something else: 0x10, 1_000, 3px, 1.2.3.
  private static final Pattern STUCK = Pattern.compile("[A-Za-z_0-9.]++");
  private static final List<String> SYMBOLS =
      List.of(
          "**", "//", "==", "!=", "<=", ">=", "&&", "||", "+", "-", "*", "/", "%", "<", ">", "(",
          ")", "[", "]", ",", ":");

  private final String text;
  private final int end;
  private final List<Token> tokens = new ArrayList<>();

  private Tokenizer(String text, int end) {
    this.text = text;
    this.end = end;
  }

  /** The words of a part of a text, closed by one of kind {@code END}. */
  static List<Token> tokens(String text, int start, int end) {
    Tokenizer tokenizer = new Tokenizer(text, end);
    int position = start;
    while (position < end) {
      position = isBlank(text.charAt(position)) ? position + 1 : tokenizer.next(position);
    }
    tokenizer.tokens.add(new Token(Kind.END, "", end));
    return tokenizer.tokens;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }

  private int next(int position) {
    char c = text.charAt(position);
    if (c == '\'' || c == '"') {
      return string(position, c);
    }
    Matcher number = NUMBER.matcher(text).region(position, end);
    if (number.lookingAt()) {
      return number(position, number.end());
    }
    Matcher word = WORD.matcher(text).region(position, end);
    if (word.lookingAt()) {
      tokens.add(new Token(Kind.WORD, word.group(), position));
      return word.end();
    }
    return symbol(position);
  }

  private int string(int position, char quote) {
    int close = text.indexOf(quote, position + 1);
    if (close < 0 || close >= end) {
      throw new ExpressionFault(position, "the string is not closed");
    }
    int backslash = text.indexOf('\\', position + 1);
    if (backslash >= 0 && backslash < close) {
      throw new ExpressionFault(backslash, "a string has no escapes: '\\' is not allowed");
    }
    tokens.add(new Token(Kind.STRING, text.substring(position + 1, close), position));
    return close + 1;
  }

  private int number(int position, int after) {
    Matcher stuck = STUCK.matcher(text).region(after, end);
    String written = text.substring(position, stuck.lookingAt() ? stuck.end() : after);
    boolean leadingZero = written.length() > 1 && written.matches("0[0-9].*");
    if (position + written.length() > after || leadingZero) {
      throw new ExpressionFault(
          position, "expected a plain decimal number, got " + Excerpt.of(written));
    }
    tokens.add(new Token(Kind.NUMBER, written, position));
    return after;
  }

  private int symbol(int position) {
    for (String symbol : SYMBOLS) {
      if (text.startsWith(symbol, position) && position + symbol.length() <= end) {
        refuseForeign(symbol, position);
        tokens.add(new Token(Kind.SYMBOL, symbol, position));
        return position + symbol.length();
      }
    }
    refuseForeign(text.substring(position, position + 1), position);
    String wrong = Character.toString(text.codePointAt(position));
    throw new ExpressionFault(position, "unexpected character " + Excerpt.of(wrong));
  }

  /** Names the right form of what other languages write. */
  private static void refuseForeign(String symbol, int position) {
    String right =
        switch (symbol) {
          case "&&", "&" -> "write 'and' for '" + symbol + "'";
          case "||", "|" -> "write 'or' for '" + symbol + "'";
          case "!" -> "write 'not' for '!'";
          case "?" -> "write a choice as 'a if condition else b'";
          case "=" -> "write '==' to compare";
          case "^" -> "write '**' for a power";
          case "$" -> "inside an expression a name takes no '$'";
          case "{", "}" -> "write a list with '[' and ']'";
          default -> "";
        };
    if (!right.isEmpty()) {
      throw new ExpressionFault(position, right);
    }
  }
}
