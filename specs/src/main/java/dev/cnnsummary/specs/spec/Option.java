package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.op.Size;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An option of a layer type: what it may be set to, and what it is when it is left out.
 *
 * @param name PyTorch's argument name
 * @param kind what sort of value it takes
 * @param minimum the smallest value of an {@link Kind#INTEGER} or of a number among {@link
 *     Kind#SIZES} and {@link Kind#EXTENTS}
 * @param length the length of a list; 0 for any but none
 * @param words what a {@link Kind#WORD} may be, or what {@link Kind#SIZES} may be instead
 * @param nullable whether null is allowed
 * @param nullableInside whether an element of a list may be null
 * @param preset its value when it is left out; null when it must be given
 * @param text what it means, one sentence
 */
public record Option(
    String name,
    Kind kind,
    int minimum,
    int length,
    List<String> words,
    boolean nullable,
    boolean nullableInside,
    @Nullable Data preset,
    String text) {
  /** The sorts of value. */
  public enum Kind {
    /** A whole number. */
    INTEGER,
    /** Any number. */
    NUMBER,
    /** true or false. */
    BOOLEAN,
    /** One of some words. */
    WORD,
    /** A whole number for all axes, or a list of one for each. */
    SIZES,
    /** As {@link #SIZES}; instead of a number an expression over the inputs' extents. */
    EXTENTS,
    /** Any number for all axes, or a list of one for each. */
    NUMBERS,
    /** An expression over the places of an element. */
    FORMULA
  }

  static Option integer(String name, int minimum, String text) {
    return new Option(name, Kind.INTEGER, minimum, 1, List.of(), false, false, null, text);
  }

  static Option number(String name, String text) {
    return new Option(name, Kind.NUMBER, 0, 1, List.of(), false, false, null, text);
  }

  static Option flag(String name, boolean preset, String text) {
    return new Option(
        name, Kind.BOOLEAN, 0, 1, List.of(), false, false, new Data.Bool(preset), text);
  }

  static Option word(String name, List<String> words, String text) {
    return new Option(
        name, Kind.WORD, 0, 1, words, false, false, new Data.Text(words.getFirst()), text);
  }

  static Option requiredWord(String name, List<String> words, String text) {
    return new Option(name, Kind.WORD, 0, 1, words, false, false, null, text);
  }

  static Option sizes(String name, int minimum, int length, String text) {
    return new Option(name, Kind.SIZES, minimum, length, List.of(), false, false, null, text);
  }

  static Option integers(String name, String text) {
    return sizes(name, Integer.MIN_VALUE, 0, text);
  }

  static Option extents(String name, int minimum, int length, String text) {
    return new Option(name, Kind.EXTENTS, minimum, length, List.of(), false, false, null, text);
  }

  static Option numbers(String name, int length, String text) {
    return new Option(name, Kind.NUMBERS, 0, length, List.of(), false, false, null, text);
  }

  static Option formula(String name, String text) {
    return new Option(name, Kind.FORMULA, 0, 1, List.of(), true, false, new Data.None(), text);
  }

  Option or(double value) {
    return new Option(
        name, kind, minimum, length, words, nullable, nullableInside, new Data.Num(value), text);
  }

  Option orNull() {
    return new Option(
        name, kind, minimum, length, words, true, nullableInside, new Data.None(), text);
  }

  Option orNullInside() {
    return new Option(name, kind, minimum, length, words, true, true, preset, text);
  }

  Option orWords(String... alternatives) {
    return new Option(
        name, kind, minimum, length, List.of(alternatives), nullable, nullableInside, preset, text);
  }

  /** Whether it must be given. */
  public boolean required() {
    return preset == null;
  }

  /** What it takes, in words: {@code a whole number of at least 1 or a list of 2}. */
  public String expected() {
    String base =
        switch (kind) {
          case INTEGER -> wholeNumber();
          case NUMBER -> "a number";
          case BOOLEAN -> "true or false";
          case WORD -> "one of " + quotedWords();
          case SIZES -> wholeNumber() + orList();
          case EXTENTS -> wholeNumber() + " or an expression such as 'd1//2'" + orList();
          case NUMBERS -> "a number" + orList();
          case FORMULA -> "an expression such as 'i0 - i1'";
        };
    return nullable ? base + ", or null" : base;
  }

  /** Its default as a spec would write it; empty where it must be given. */
  public String defaultText() {
    return preset == null ? "" : preset.print();
  }

  /** The least value of one that must be given. */
  Data least() {
    return switch (kind) {
      case WORD -> new Data.Text(words.getFirst());
      case BOOLEAN -> new Data.Bool(false);
      case NUMBER, FORMULA -> Data.Num.of(0);
      case NUMBERS -> Data.Num.of(1);
      case INTEGER, SIZES, EXTENTS -> Data.Num.of(Math.max(minimum, 1));
    };
  }

  private String orList() {
    String list =
        switch (length) {
          case 0 -> " or a list of them";
          case 1 -> "";
          default -> " or a list of " + length + " of them";
        };
    return words.isEmpty() ? list : list + ", or " + quotedWords();
  }

  private String wholeNumber() {
    return minimum == Integer.MIN_VALUE
        ? "a whole number"
        : "a whole number of at least " + minimum;
  }

  private String quotedWords() {
    return words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(", "));
  }

  /** What is wrong with a value; null if nothing is. */
  @Nullable String fault(Data data) {
    if (data instanceof Data.Items(List<Data> items) && isList()) {
      if (length == 0 ? items.isEmpty() : items.size() != length) {
        return unexpected(data);
      }
      for (Data item : items) {
        String fault = elementFault(item, nullableInside);
        if (fault != null) {
          return fault;
        }
      }
      return null;
    }
    return data instanceof Data.Text(String word) && words.contains(word)
        ? null
        : elementFault(data, nullable);
  }

  /** Whether it may be a list. */
  boolean isList() {
    return switch (kind) {
      case SIZES, EXTENTS, NUMBERS -> true;
      case INTEGER, NUMBER, BOOLEAN, WORD, FORMULA -> false;
    };
  }

  /** Whether it may be an expression with names of its own, which may have places to fill in. */
  boolean isExpression() {
    return kind == Kind.EXTENTS || kind == Kind.FORMULA;
  }

  private @Nullable String elementFault(Data data, boolean orNull) {
    boolean fine =
        switch (data) {
          case Data.None _ -> orNull;
          case Data.Bool _ -> kind == Kind.BOOLEAN;
          case Data.Text _, Data.Items _ -> false;
          case Data.Num(double value) ->
              switch (kind) {
                case NUMBER, NUMBERS, FORMULA -> true;
                case INTEGER, SIZES, EXTENTS -> isSize(value);
                case BOOLEAN, WORD -> false;
              };
        };
    if (data instanceof Data.Text(String text) && kind == Kind.EXTENTS) {
      return extentFault(text);
    }
    if (data instanceof Data.Text(String text) && kind == Kind.FORMULA) {
      return formulaFault(text);
    }
    return fine ? null : unexpected(data);
  }

  private @Nullable String extentFault(String text) {
    try {
      return SizeExpressions.parse(text) instanceof Size.Fixed(long number)
              && !isSize((double) number)
          ? unexpected(new Data.Text(text))
          : null;
    } catch (ExpressionFault fault) {
      return "in " + Excerpt.of(text) + ": " + fault.fault();
    }
  }

  private static @Nullable String formulaFault(String text) {
    try {
      ElementFormula.parse(text);
      return null;
    } catch (ExpressionFault fault) {
      return "in " + Excerpt.of(text) + ": " + fault.fault();
    }
  }

  private String unexpected(Data data) {
    return "expected " + expected() + ", got " + data.describe();
  }

  private boolean isSize(double value) {
    return value == Math.rint(value) && value >= minimum && value <= Integer.MAX_VALUE;
  }
}
