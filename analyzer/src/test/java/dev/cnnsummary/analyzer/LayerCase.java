package dev.cnnsummary.analyzer;

import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.shape.Bindings;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import dev.cnnsummary.specs.spec.Source;
import dev.cnnsummary.specs.spec.SpecFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One layer on given operands, and what is expected of it: a line of a table of this folder. Its
 * columns, between tabs, are the entry of a spec, the types of the operands, and what the table is
 * of.
 */
record LayerCase(String entry, List<TensorType> inputs, List<String> expected) {
  private static final Pattern SYMBOL = Pattern.compile("s[0-9]+_[0-9]+");

  static Stream<LayerCase> table(String name) {
    return text(name)
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(LayerCase::of);
  }

  private static String text(String name) {
    try (InputStream stream = LayerCase.class.getResourceAsStream("layers/" + name + ".tsv")) {
      if (stream == null) {
        throw new IllegalArgumentException("there is no table " + name);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static LayerCase of(String line) {
    List<String> columns = Arrays.asList(line.split("\t", -1));
    return new LayerCase(columns.get(0), types(columns.get(1)), columns.subList(2, columns.size()));
  }

  /** Reads {@code 2x3x5 i64:2x7}; the type of an element is f32 where none is given. */
  static List<TensorType> types(String text) {
    return words(text).map(LayerCase::type).toList();
  }

  static Stream<String> words(String text) {
    return Arrays.stream(text.split(" ", -1)).filter(word -> !word.isEmpty());
  }

  private static TensorType type(String text) {
    int colon = text.indexOf(':');
    DType dtype = colon < 0 ? DType.F32 : DType.parse(text.substring(0, colon)).orElseThrow();
    return new TensorType(dtype, shape(text.substring(colon + 1)));
  }

  /** Reads {@code 2x3x5}; an empty text is a scalar's. */
  static Shape shape(String text) {
    if (text.isEmpty()) {
      return Shape.SCALAR;
    }
    return Shape.of(Arrays.stream(text.split("x", -1)).map(Long::valueOf).map(Dim::of).toList());
  }

  /** A model of this layer alone, by the name of {@code layer}. */
  Graph graph() {
    List<String> names = new ArrayList<>();
    StringBuilder declared = new StringBuilder();
    for (int i = 0; i < inputs.size(); i++) {
      names.add("input" + i);
      declared
          .append("  input" + i + ": {shape: 1, dtype: ")
          .append(inputs.get(i).dtype().text())
          .append("}\n");
    }
    String layer = "{from: " + names + ", " + entry.substring(1);
    String text = "inputs:\n" + declared + "layers:\n  - layer: " + layer + "\n";
    return SpecFile.read(new Source("layer.yaml", text)).expand(null, Map.of());
  }

  Analysis analyze() {
    return Analyzer.analyze(graph(), new ModelInputs(inputs, inputs.getFirst().shape().dim(0)));
  }

  /** The same where each axis but the first input's first is a symbol of its own. */
  Analysis analyzeSymbols() {
    List<TensorType> types = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      Shape shape = inputs.get(i).shape();
      for (int axis = i == 0 ? 1 : 0; axis < shape.rank(); axis++) {
        shape = shape.with(axis, Dim.symbol(symbol(i, axis)));
      }
      types.add(new TensorType(inputs.get(i).dtype(), shape));
    }
    return Analyzer.analyze(graph(), new ModelInputs(types, types.getFirst().shape().dim(0)));
  }

  /** What makes the symbols the numbers of this case. */
  Bindings bindings() {
    Bindings bindings = Bindings.none();
    for (int i = 0; i < inputs.size(); i++) {
      Shape shape = inputs.get(i).shape();
      for (int axis = 0; axis < shape.rank(); axis++) {
        bindings = bindings.and(symbol(i, axis), shape.dim(axis).value());
      }
    }
    return bindings;
  }

  /** A text that names symbols, with their numbers instead. */
  String withNumbers(String text) {
    Bindings bindings = bindings();
    return SYMBOL
        .matcher(text)
        .replaceAll(match -> Long.toString(bindings.get(match.group()).orElseThrow()));
  }

  private static String symbol(int input, int axis) {
    return "s" + input + "_" + axis;
  }

  @Override
  public String toString() {
    return entry + " on " + inputs;
  }
}
