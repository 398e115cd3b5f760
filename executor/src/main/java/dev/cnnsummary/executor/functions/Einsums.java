package dev.cnnsummary.executor.functions;

import dev.cnnsummary.executor.Draft;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.function.Einsum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sums of products in Einstein's notation, by walking all combinations of letters. Axes that dots
 * stand for are named by letters of their own, counted from the last.
 */
final class Einsums {
  private static final String DOTS = "...";

  /** The names of axes that dots stand for: characters that no equation has. */
  private static final char FIRST_OF_DOTS = '\uE000';

  private Einsums() {}

  static Result of(Einsum einsum, List<Tensor> in) {
    String equation = einsum.equation().replace(" ", "");
    int arrow = equation.indexOf("->");
    String[] terms = (arrow < 0 ? equation : equation.substring(0, arrow)).split(",", -1);
    Axes.require(
        terms.length == in.size(),
        "the equation " + equation + " is for " + terms.length + " inputs, not " + in.size());
    List<String> named = new ArrayList<>();
    int dots = 0;
    for (int i = 0; i < terms.length; i++) {
      int free = in.get(i).rank() - terms[i].replace(DOTS, "").length();
      Axes.require(
          free == 0 || (free > 0 && terms[i].contains(DOTS)),
          "the term " + terms[i] + " does not fit " + in.get(i));
      dots = terms[i].contains(DOTS) ? Math.max(dots, free) : dots;
      named.add(terms[i].replace(DOTS, ofDots(free)));
    }
    String result = arrow < 0 ? implicit(terms, named, dots) : equation.substring(arrow + 2);
    return sum(named, result.replace(DOTS, ofDots(dots)), in);
  }

  private static String ofDots(int count) {
    StringBuilder names = new StringBuilder();
    for (int fromEnd = count; fromEnd > 0; fromEnd--) {
      names.append((char) (FIRST_OF_DOTS + fromEnd - 1));
    }
    return names.toString();
  }

  /** Without an arrow: the letters that occur once, in alphabetic order. */
  private static String implicit(String[] terms, List<String> named, int dots) {
    Map<Character, Integer> counts = new TreeMap<>();
    for (String term : named) {
      term.chars()
          .filter(letter -> letter < FIRST_OF_DOTS)
          .forEach(letter -> counts.merge((char) letter, 1, Integer::sum));
    }
    StringBuilder result = new StringBuilder(String.join("", terms).contains(DOTS) ? DOTS : "");
    counts.forEach((letter, count) -> {
      if (count == 1) {
        result.append((char) letter);
      }
    });
    return dots == 0 ? result.toString().replace(DOTS, "") : result.toString();
  }

  private static Map<Character, Integer> extents(List<String> terms, List<Tensor> in) {
    Map<Character, Integer> extents = new TreeMap<>();
    for (int i = 0; i < terms.size(); i++) {
      for (int axis = 0; axis < terms.get(i).length(); axis++) {
        int extent = in.get(i).dim(axis);
        char letter = terms.get(i).charAt(axis);
        int known = extents.getOrDefault(letter, 1);
        Axes.require(
            known == extent || known == 1 || extent == 1,
            "the axes " + letter + " have " + known + " and " + extent + " elements");
        extents.put(letter, known == 1 ? extent : known);
      }
    }
    return extents;
  }

  private static Result sum(List<String> terms, String result, List<Tensor> in) {
    Map<Character, Integer> extents = extents(terms, in);
    StringBuilder order = new StringBuilder(result);
    extents.keySet().stream()
        .filter(letter -> result.indexOf(letter) < 0)
        .forEach(letter -> order.append((char) letter));
    int[] walk = new int[order.length()];
    for (int i = 0; i < walk.length; i++) {
      Integer extent = extents.get(order.charAt(i));
      Axes.require(extent != null, "the result has '" + order.charAt(i) + "', which no input has");
      walk[i] = extent == null ? 0 : extent;
    }
    int[][] strides = new int[in.size()][];
    for (int i = 0; i < strides.length; i++) {
      strides[i] = strides(terms.get(i), in.get(i), order.toString());
    }
    int[] shape = Arrays.copyOf(walk, result.length());
    return walk(in, walk, strides, shape);
  }

  private static int[] strides(String term, Tensor tensor, String order) {
    int[] own = Axes.strides(tensor.shape());
    int[] strides = new int[order.length()];
    for (int axis = 0; axis < term.length(); axis++) {
      if (tensor.dim(axis) > 1) {
        strides[order.indexOf(term.charAt(axis))] += own[axis];
      }
    }
    return strides;
  }

  private static Result walk(List<Tensor> in, int[] walk, int[][] strides, int[] shape) {
    Draft output = new Draft(in.getFirst().dtype(), shape);
    boolean floating = in.getFirst().dtype().isFloating();
    int terms = Axes.product(walk, shape.length, walk.length);
    int[] place = new int[walk.length];
    long macs = 0;
    for (int to = 0; to < output.numel(); to++) {
      double sum = 0;
      long whole = 0;
      for (int term = 0; term < terms; term++) {
        double product = 1;
        long integer = 1;
        for (int i = 0; i < strides.length; i++) {
          int from = Axes.index(place, strides[i]);
          product *= floating ? in.get(i).get(from) : 1;
          integer *= floating ? 1 : in.get(i).integer(from);
        }
        sum += product;
        whole += integer;
        macs += strides.length - 1;
        Axes.advance(place, walk);
      }
      if (floating) {
        output.put(to, sum);
      } else {
        output.putInteger(to, whole);
      }
    }
    return new Result(List.of(output.tensor()), macs);
  }
}
