package dev.cnnsummary.executor.weights;

import dev.cnnsummary.executor.ExecutionException;
import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.specs.shape.DType;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a {@code .npy} file says of its array, in a Python dictionary such as {@code {'descr':
 * '<f4', 'fortran_order': False, 'shape': (3, 4), }}.
 *
 * @param extent the elements' type and the array's extents
 * @param order in which order the bytes of an element stand
 * @param isFortran whether the first index varies fastest
 */
record NumpyHeader(Extent extent, ByteOrder order, boolean isFortran) {
  private static final Pattern TOKEN =
      Pattern.compile("\\s*+([{}(),:]|'[^']*+'|\"[^\"]*+\"|True|False|[0-9]++L?)\\s*+");
  private static final Pattern TYPE = Pattern.compile("([<>|=])?(.*)");

  /** NumPy's letters and bytes; the letter b stands for booleans. */
  private static final Map<String, DType> TYPES =
      Map.ofEntries(
          Map.entry("f2", DType.F16),
          Map.entry("f4", DType.F32),
          Map.entry("f8", DType.F64),
          Map.entry("i1", DType.I8),
          Map.entry("i2", DType.I16),
          Map.entry("i4", DType.I32),
          Map.entry("i8", DType.I64),
          Map.entry("u1", DType.U8),
          Map.entry("u2", DType.U16),
          Map.entry("u4", DType.U32),
          Map.entry("u8", DType.U64),
          Map.entry("b1", DType.BOOL));

  /**
   * Reads the dictionary.
   *
   * @throws ExecutionException if it is none, or describes what no tensor can hold
   */
  static NumpyHeader parse(Path file, String text) {
    try {
      Map<String, List<String>> values = values(tokens(text));
      String type = unquoted(only(values, "descr"));
      boolean fortran =
          switch (only(values, "fortran_order")) {
            case "True" -> true;
            case "False" -> false;
            default ->
                throw new IllegalArgumentException("fortran_order is neither True nor False");
          };
      List<Integer> shape = shape(of(values, "shape"));
      return new NumpyHeader(new Extent(dtype(type), shape), order(type), fortran);
    } catch (IllegalArgumentException e) {
      throw new ExecutionException(file + ": its header is wrong: " + e.getMessage(), e);
    }
  }

  private static Deque<String> tokens(String text) {
    Deque<String> tokens = new ArrayDeque<>();
    Matcher matcher = TOKEN.matcher(text);
    int end = 0;
    while (end < text.length()) {
      matcher.region(end, text.length());
      if (!matcher.lookingAt()) {
        throw new IllegalArgumentException(
            "it is no Python dictionary from " + Excerpt.of(text.substring(end)) + " on");
      }
      tokens.add(matcher.group(1));
      end = matcher.end();
    }
    return tokens;
  }

  private static Map<String, List<String>> values(Deque<String> tokens) {
    Map<String, List<String>> values = new HashMap<>();
    take(tokens, "{");
    while (!"}".equals(tokens.peek())) {
      String key = unquoted(next(tokens));
      take(tokens, ":");
      List<String> value = new ArrayList<>(List.of(next(tokens)));
      while (value.getFirst().equals("(") && !value.getLast().equals(")")) {
        value.add(next(tokens));
      }
      if (values.put(key, value) != null) {
        throw new IllegalArgumentException("it gives " + Excerpt.of(key) + " twice");
      }
      if (!"}".equals(tokens.peek())) {
        take(tokens, ",");
      }
    }
    take(tokens, "}");
    if (!tokens.isEmpty()) {
      throw new IllegalArgumentException("it goes on after '}'");
    }
    return values;
  }

  private static String next(Deque<String> tokens) {
    if (tokens.isEmpty()) {
      throw new IllegalArgumentException("it ends too early");
    }
    return tokens.remove();
  }

  private static void take(Deque<String> tokens, String expected) {
    String token = next(tokens);
    if (!token.equals(expected)) {
      throw new IllegalArgumentException("expected '" + expected + "', got " + Excerpt.of(token));
    }
  }

  private static List<String> of(Map<String, List<String>> values, String key) {
    List<String> value = values.get(key);
    if (value == null) {
      throw new IllegalArgumentException("it has no '" + key + "'");
    }
    return value;
  }

  private static String only(Map<String, List<String>> values, String key) {
    return of(values, key).getFirst();
  }

  private static String unquoted(String token) {
    if (!token.startsWith("'") && !token.startsWith("\"")) {
      throw new IllegalArgumentException("expected a text in quotes, got " + Excerpt.of(token));
    }
    return token.substring(1, token.length() - 1);
  }

  private static DType dtype(String type) {
    Matcher matcher = TYPE.matcher(type);
    DType dtype = matcher.matches() ? TYPES.get(matcher.group(2)) : null;
    if (dtype == null) {
      throw new IllegalArgumentException(
          "its elements are of the type "
              + Excerpt.of(type)
              + "; known are "
              + String.join(", ", new TreeSet<>(TYPES.keySet())));
    }
    return dtype;
  }

  private static ByteOrder order(String type) {
    return type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }

  /** The extents between parentheses; a comma follows each, but may be missing after the last. */
  private static List<Integer> shape(List<String> tuple) {
    List<Integer> extents = new ArrayList<>();
    long count = 1;
    boolean wrong = !tuple.getFirst().equals("(");
    for (int i = 1; i < tuple.size() - 1; i++) {
      String token = tuple.get(i);
      if (i % 2 == 0) {
        wrong |= !token.equals(",");
      } else if (!Character.isDigit(token.charAt(0))) {
        wrong = true;
      } else {
        long extent = extent(token);
        if (extent > Integer.MAX_VALUE || (count *= extent) > Elements.MOST) {
          throw new IllegalArgumentException(
              "more than " + Elements.MOST + " elements cannot be held");
        }
        extents.add((int) extent);
      }
    }
    if (extents.size() > Elements.MOST_AXES) {
      throw new IllegalArgumentException(
          "more than " + Elements.MOST_AXES + " axes cannot be held");
    }
    if (wrong) {
      throw new IllegalArgumentException("its shape is no list of numbers in parentheses");
    }
    return extents;
  }

  private static long extent(String token) {
    String digits = token.endsWith("L") ? token.substring(0, token.length() - 1) : token;
    return digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits);
  }
}
