package dev.cnnsummary.specs.spec;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An option of a layer type: what it may be set to, and what it is when it is left out.
 *
 * @param name PyTorch's argument name
 * @param kind what sort of value it takes
 * @param minimum the smallest value of an {@link Kind#INTEGER} or of an element of {@link
 *     Kind#SIZES}
 * @param length the length of a {@link Kind#SIZES} list; 0 for any but none
 * @param words what a {@link Kind#WORD} may be, or what {@link Kind#SIZES} may be instead
 * @param nullable whether null is allowed, for an element of {@link Kind#SIZES} too
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
    SIZES
  }

  static Option integer(String name, int minimum, String text) {
    return new Option(name, Kind.INTEGER, minimum, 1, List.of(), false, null, text);
  }

  static Option number(String name, String text) {
    return new Option(name, Kind.NUMBER, 0, 1, List.of(), false, null, text);
  }

  static Option flag(String name, boolean preset, String text) {
    return new Option(name, Kind.BOOLEAN, 0, 1, List.of(), false, new Data.Bool(preset), text);
  }

  static Option word(String name, List<String> words, String text) {
    return new Option(name, Kind.WORD, 0, 1, words, false, new Data.Text(words.getFirst()), text);
  }

  static Option requiredWord(String name, List<String> words, String text) {
    return new Option(name, Kind.WORD, 0, 1, words, false, null, text);
  }

  static Option sizes(String name, int minimum, int length, String text) {
    return new Option(name, Kind.SIZES, minimum, length, List.of(), false, null, text);
  }

  Option or(double value) {
    return new Option(name, kind, minimum, length, words, nullable, new Data.Num(value), text);
  }

  Option orNull() {
    return new Option(name, kind, minimum, length, words, true, new Data.None(), text);
  }

  Option orNullInside() {
    return new Option(name, kind, minimum, length, words, true, preset, text);
  }

  Option orWords(String... alternatives) {
    return new Option(name, kind, minimum, length, List.of(alternatives), nullable, preset, text);
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
          case SIZES ->
              wholeNumber()
                  + (length == 1
                      ? ""
                      : " or a list of " + (length == 0 ? "" : length + " of ") + "them")
                  + (words.isEmpty() ? "" : ", or " + quotedWords());
        };
    return nullable ? base + ", or null" : base;
  }

  private String wholeNumber() {
    return minimum == Integer.MIN_VALUE
        ? "a whole number"
        : "a whole number of at least " + minimum;
  }

  private String quotedWords() {
    return words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(", "));
  }

  boolean accepts(Data data) {
    return switch (data) {
      case Data.None _ -> nullable;
      case Data.Bool _ -> kind == Kind.BOOLEAN;
      case Data.Text(String word) -> words.contains(word);
      case Data.Num(double value) ->
          switch (kind) {
            case NUMBER -> true;
            case INTEGER, SIZES -> isSize(value);
            case BOOLEAN, WORD -> false;
          };
      case Data.Items(List<Data> items) ->
          kind == Kind.SIZES
              && (length == 0 ? !items.isEmpty() : items.size() == length)
              && items.stream().allMatch(item -> acceptsElement(item));
    };
  }

  private boolean acceptsElement(Data item) {
    return switch (item) {
      case Data.Num(double value) -> isSize(value);
      case Data.None _ -> nullable;
      case Data.Bool _, Data.Text _, Data.Items _ -> false;
    };
  }

  private boolean isSize(double value) {
    return value == Math.rint(value) && value >= minimum && value <= Integer.MAX_VALUE;
  }
}
