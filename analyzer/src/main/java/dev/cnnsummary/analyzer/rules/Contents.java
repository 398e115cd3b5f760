package dev.cnnsummary.analyzer.rules;

import dev.cnnsummary.specs.graph.Literal;
import dev.cnnsummary.specs.shape.Dim;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The whole numbers that a small tensor holds, such as a shape that a network computes, in
 * row-major order. Each may be an expression of symbols, or unknown; a truth value is 0 or 1.
 */
public final class Contents {
  /** Tensors of more elements are not followed. */
  public static final int MOST = 1024;

  private static final Pattern NO_LETTER = Pattern.compile("[^A-Za-z0-9_]");
  private static final double EXACT = 1L << 53;

  private final @Nullable Dim[] elements;

  private Contents(@Nullable Dim[] elements) {
    this.elements = elements;
  }

  /** Known and unknown ones. */
  static Contents of(List<? extends @Nullable Dim> elements) {
    return new Contents(elements.toArray(new @Nullable Dim[0]));
  }

  /**
   * Symbols, each of its own.
   *
   * @param name what they are named after, any text
   */
  public static Contents ofSymbols(String name, int size) {
    List<Dim> symbols = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      symbols.add(symbol(name, String.valueOf(i)));
    }
    return of(symbols);
  }

  /** A symbol for what is not known of a tensor or layer of any name. */
  static Dim symbol(String name, String what) {
    String plain = NO_LETTER.matcher(name).replaceAll("_");
    String text = plain.isEmpty() ? what : plain + "_" + what;
    return Dim.symbol(Character.isDigit(text.charAt(0)) ? "_" + text : text);
  }

  /**
   * Those of a constant; null where it is large, or of a type that is not computed with. Numbers
   * with fractions are unknown ones.
   */
  public static @Nullable Contents of(Literal literal) {
    if (literal.numel() > MOST || !literal.dtype().isComputed()) {
      return null;
    }
    @Nullable Dim[] elements = new @Nullable Dim[(int) literal.numel()];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = element(literal, i);
    }
    return new Contents(elements);
  }

  private static @Nullable Dim element(Literal literal, int index) {
    if (!literal.dtype().isFloating()) {
      return Dim.of(literal.integer(index));
    }
    double number = literal.number(index);
    boolean whole = number == Math.rint(number) && Math.abs(number) < EXACT;
    return whole ? Dim.of((long) number) : null;
  }

  int size() {
    return elements.length;
  }

  /** An element; null where it is not known. */
  @Nullable Dim get(int index) {
    return elements[index];
  }

  /** Its elements, if all are known. */
  public @Nullable List<Dim> all() {
    List<Dim> all = new ArrayList<>(elements.length);
    for (Dim element : elements) {
      if (element == null) {
        return null;
      }
      all.add(element);
    }
    return all;
  }

  /** Its elements, if all are known numbers. */
  @Nullable List<Long> numbers() {
    List<Long> numbers = new ArrayList<>(elements.length);
    for (Dim element : elements) {
      if (element == null || !element.isConstant()) {
        return null;
      }
      numbers.add(element.value());
    }
    return numbers;
  }

  List<@Nullable Dim> list() {
    return Arrays.asList(elements);
  }
}
