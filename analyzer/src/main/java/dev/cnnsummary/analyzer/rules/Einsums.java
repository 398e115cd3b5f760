package dev.cnnsummary.analyzer.rules;

import dev.cnnsummary.analyzer.field.AxisStep;
import dev.cnnsummary.specs.function.Einsum;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sums of products in Einstein's notation. MACs: one for each combination of all letters where two
 * or more operands are multiplied, and each further operand once more.
 */
final class Einsums {
  private static final String DOTS = "...";

  private Einsums() {}

  static Facts facts(Einsum einsum, Operands in) {
    String equation = einsum.equation().replace(" ", "");
    int arrow = equation.indexOf("->");
    List<String> terms = terms(arrow < 0 ? equation : equation.substring(0, arrow));
    if (terms.size() != in.count()) {
      throw new Rejection(
          "the equation " + equation + " is for " + terms.size() + " inputs, not " + in.count());
    }
    Map<Character, Dim> letters = new TreeMap<>();
    Shape dots = Shape.SCALAR;
    for (int i = 0; i < terms.size(); i++) {
      dots = bind(terms.get(i), in.shape(i), letters, dots, in);
    }
    String result = arrow < 0 ? implicit(terms) : equation.substring(arrow + 2);
    Shape output = output(result, letters, dots);
    Dim all = dots.numel();
    for (Dim dim : letters.values()) {
      all = all.times(dim);
    }
    Dim macs = all.times(Math.max(0, in.count() - 1L));
    List<List<AxisStep>> field = new ArrayList<>();
    for (TensorType operand : in.all()) {
      field.add(Collections.nCopies(operand.shape().rank(), AxisStep.MIXED));
    }
    return new Facts(
        List.of(new TensorType(in.get(0).dtype(), output)),
        List.of(),
        macs,
        macs.times(2),
        field,
        false);
  }

  private static List<String> terms(String left) {
    List<String> terms = new ArrayList<>();
    int start = 0;
    for (int end = 0; end <= left.length(); end++) {
      if (end == left.length() || left.charAt(end) == ',') {
        terms.add(left.substring(start, end));
        start = end + 1;
      }
    }
    return terms;
  }

  private static Shape bind(
      String term, Shape shape, Map<Character, Dim> letters, Shape dots, Operands in) {
    int place = term.indexOf(DOTS);
    int named = place < 0 ? term.length() : term.length() - DOTS.length();
    int free = shape.rank() - named;
    if (free < 0 || (place < 0 && free > 0)) {
      throw new Rejection("the term " + term + " does not fit " + shape);
    }
    String before = place < 0 ? term : term.substring(0, place);
    String after = place < 0 ? "" : term.substring(place + DOTS.length());
    for (int i = 0; i < before.length(); i++) {
      bind(before.charAt(i), shape.dim(i), letters, in);
    }
    for (int i = 0; i < after.length(); i++) {
      bind(after.charAt(i), shape.dim(before.length() + free + i), letters, in);
    }
    Shape middle = Shape.of(shape.dims().subList(before.length(), before.length() + free));
    return Broadcast.of(dots, middle, "einsum", in);
  }

  private static void bind(char letter, Dim dim, Map<Character, Dim> letters, Operands in) {
    if (!Character.isLetter(letter)) {
      throw new Rejection("the equation has a '" + letter + "'");
    }
    Dim known = letters.putIfAbsent(letter, dim);
    if (known != null && !known.equals(dim)) {
      if (known.equals(Dim.ONE)) {
        letters.put(letter, dim);
      } else if (!dim.equals(Dim.ONE)) {
        in.equal(known, dim, "the axes " + letter + " have {left} and {right} elements");
      }
    }
  }

  /** Without an arrow: the letters that occur once, in alphabetic order. */
  private static String implicit(List<String> terms) {
    Map<Character, Integer> counts = new TreeMap<>();
    boolean dots = false;
    for (String term : terms) {
      dots |= term.contains(DOTS);
      for (char letter : term.replace(DOTS, "").toCharArray()) {
        counts.merge(letter, 1, Integer::sum);
      }
    }
    StringBuilder result = new StringBuilder(dots ? DOTS : "");
    counts.forEach((letter, count) -> {
      if (count == 1) {
        result.append((char) letter);
      }
    });
    return result.toString();
  }

  private static Shape output(String result, Map<Character, Dim> letters, Shape dots) {
    List<Dim> dims = new ArrayList<>();
    int place = result.indexOf(DOTS);
    for (int i = 0; i < result.length(); i++) {
      if (i == place) {
        dims.addAll(dots.dims());
        i += DOTS.length() - 1;
        continue;
      }
      Dim dim = letters.get(result.charAt(i));
      if (dim == null) {
        throw new Rejection("the result has '" + result.charAt(i) + "', which no input has");
      }
      dims.add(dim);
    }
    return Shape.of(dims);
  }
}
