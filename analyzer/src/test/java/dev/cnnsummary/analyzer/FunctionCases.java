package dev.cnnsummary.analyzer;

import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.shape.Bindings;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import dev.cnnsummary.specs.spec.Source;
import dev.cnnsummary.specs.spec.SpecFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tables of what PyTorch makes of layers: one case a line, its parts divided by tabs. */
final class FunctionCases {
  private FunctionCases() {}

  /**
   * A case.
   *
   * @param layers a spec's list of layers; the inputs are called x, y, z, u and v
   * @param inputs the types of the inputs
   * @param outputs the types of what the last layer makes, as text, or {@code refused}
   */
  record Case(String layers, List<TensorType> inputs, String outputs) {
    boolean isRefused() {
      return outputs.equals("refused");
    }

    Graph graph() {
      StringBuilder text = new StringBuilder("{\"inputs\": {");
      for (int i = 0; i < inputs.size(); i++) {
        text.append(i == 0 ? "" : ", ").append('"').append("xyzuv".charAt(i)).append("\": {");
        List<Dim> sample = inputs.get(i).shape().dims().subList(1, inputs.get(i).shape().rank());
        text.append("\"shape\": ").append(sample);
        text.append(", \"dtype\": \"").append(inputs.get(i).dtype().text()).append("\"}");
      }
      return spec(text.append("}, \"layers\": ").append(layers).append('}').toString());
    }

    ModelInputs numbers() {
      return new ModelInputs(inputs, Dim.ONE);
    }

    /**
     * The same with a symbol of its own for each extent but 1, and but those of a kernel, whose
     * receptive field is one of numbers.
     */
    ModelInputs symbols() {
      List<TensorType> types = new ArrayList<>();
      for (int i = 0; i < inputs.size(); i++) {
        List<Dim> dims = new ArrayList<>();
        for (int axis = 0; axis < inputs.get(i).shape().rank(); axis++) {
          Dim dim = inputs.get(i).shape().dim(axis);
          boolean tap = i == 1 && axis > 1 && layers.contains("\"conv");
          dims.add(dim.equals(Dim.ONE) || tap ? dim : Dim.symbol(symbol(i, axis)));
        }
        types.add(new TensorType(inputs.get(i).dtype(), Shape.of(dims)));
      }
      return new ModelInputs(types, Dim.ONE);
    }

    Bindings bindings() {
      Map<String, Long> values = new HashMap<>();
      for (int i = 0; i < inputs.size(); i++) {
        for (int axis = 0; axis < inputs.get(i).shape().rank(); axis++) {
          values.put(symbol(i, axis), inputs.get(i).shape().dim(axis).value());
        }
      }
      return Bindings.of(values);
    }

    private static String symbol(int input, int axis) {
      return "XYZUV".charAt(input) + "" + axis;
    }

    @Override
    public String toString() {
      return layers + " of " + FunctionCases.text(inputs);
    }
  }

  static Graph spec(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try {
      return SpecFile.read(Source.read("case.json", new ByteArrayInputStream(bytes)))
          .expand(null, Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<Case> read(String resource) {
    try (InputStream stream =
        Objects.requireNonNull(FunctionCases.class.getResourceAsStream(resource), resource)) {
      String table = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return table.lines().filter(line -> !line.startsWith("#")).map(FunctionCases::row);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Case row(String line) {
    String[] cells = line.split("\t", -1);
    List<TensorType> inputs = Stream.of(cells[1].split(" ")).map(FunctionCases::type).toList();
    return new Case(cells[0], inputs, cells[2]);
  }

  /** Reads {@code f32[2,3,8,8]}. */
  private static TensorType type(String text) {
    int bracket = text.indexOf('[');
    List<Dim> dims =
        Stream.of(text.substring(bracket + 1, text.length() - 1).split(","))
            .map(extent -> Dim.of(Long.parseLong(extent)))
            .toList();
    return new TensorType(DType.parse(text.substring(0, bracket)).orElseThrow(), Shape.of(dims));
  }

  static String text(List<TensorType> types) {
    return types.stream()
        .map(type -> type.toString().replace(", ", ","))
        .collect(Collectors.joining(" "));
  }
}
