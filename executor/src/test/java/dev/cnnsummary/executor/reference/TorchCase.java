package dev.cnnsummary.executor.reference;

import dev.cnnsummary.executor.Geometry;
import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.spec.Source;
import dev.cnnsummary.specs.spec.SpecFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A small network, and what PyTorch makes of it.
 *
 * @param layers a spec's list of layers; the inputs are called x, y, z, u and v
 * @param inputs the extents of the inputs, the batch axis included
 * @param outputs the extents of the outputs
 * @param elements elements of each output: all, or some that are evenly spread
 */
public record TorchCase(
    String layers, List<Extent> inputs, List<Extent> outputs, List<List<Double>> elements) {
  static final List<String> TABLES =
      List.of(
          "convolution",
          "feature",
          "move",
          "norm",
          "pointwise",
          "pooling",
          "resample",
          "sequence",
          "special");

  /** All of them. */
  public static Stream<TorchCase> all() {
    return TABLES.stream().flatMap(TorchCase::table);
  }

  /** Functions whose weights are operands; modules define them. */
  public static Stream<TorchCase> functional() {
    return table("functional");
  }

  static Stream<TorchCase> table(String name) {
    try (InputStream stream = TorchCase.class.getResourceAsStream(name + ".tsv")) {
      if (stream == null) {
        throw new IllegalArgumentException("there is no table " + name);
      }
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.startsWith("#")).map(TorchCase::of);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TorchCase of(String line) {
    String[] cells = line.split("\t", -1);
    List<Extent> outputs = new ArrayList<>();
    List<List<Double>> elements = new ArrayList<>();
    for (String cell : Arrays.asList(cells).subList(2, cells.length)) {
      String[] words = cell.split(" ", -1);
      outputs.add(extent(words[0]));
      elements.add(Arrays.stream(words).skip(1).map(Double::valueOf).toList());
    }
    List<Extent> inputs = Arrays.stream(cells[1].split(" ", -1)).map(TorchCase::extent).toList();
    return new TorchCase(cells[0], inputs, outputs, elements);
  }

  /** Reads {@code f32[2,3,8,8]}. */
  private static Extent extent(String text) {
    int bracket = text.indexOf('[');
    List<Integer> shape =
        Arrays.stream(text.substring(bracket + 1, text.length() - 1).split(",", -1))
            .filter(word -> !word.isEmpty())
            .map(Integer::valueOf)
            .toList();
    return new Extent(DType.parse(text.substring(0, bracket)).orElseThrow(), shape);
  }

  /** The network. */
  public Graph graph() {
    List<String> declared =
        IntStream.range(0, inputs.size())
            .mapToObj(i ->
                "\"%s\": {\"shape\": %s, \"dtype\": \"%s\"}"
                    .formatted(
                        "xyzuv".charAt(i),
                        inputs.get(i).shape().subList(1, inputs.get(i).shape().size()),
                        inputs.get(i).dtype().text()))
            .toList();
    String text = "{\"inputs\": {" + String.join(", ", declared) + "}, \"layers\": " + layers + "}";
    return SpecFile.read(new Source("case.yaml", text)).expand(null, Map.of());
  }

  /** The extents of what each layer takes. */
  List<List<Extent>> operands() {
    Graph graph = graph();
    Geometry geometry = Geometry.of(graph, inputs);
    return graph.nodes().stream()
        .map(node -> node.inputs().stream().map(geometry::of).toList())
        .toList();
  }

  /**
   * What the definitions make of it.
   *
   * @param definitions one for each layer, of what those before it make
   */
  record Run(List<Definition> definitions, List<Tensor> outputs) {}

  /** Computes every layer. */
  Run run() {
    Graph graph = graph();
    Geometry geometry = Geometry.of(graph, inputs);
    Map<Value, Tensor> known = new HashMap<>();
    graph.inputs().forEach(input -> known.put(input, Fill.input(input, geometry.of(input))));
    graph.weights().forEach(weight -> known.put(weight, Fill.weight(weight, geometry.of(weight))));
    List<Definition> definitions = new ArrayList<>();
    for (Node node : graph.nodes()) {
      definitions.add(
          Definitions.of(
              node.op(),
              node.inputs().stream().map(known::get).toList(),
              node.weights().stream().map(known::get).toList()));
      for (int i = 0; i < node.outputs().size(); i++) {
        Value output = node.outputs().get(i);
        known.put(output, tensor(definitions.getLast(), i, geometry.of(output)));
      }
    }
    return new Run(definitions, graph.outputs().stream().map(known::get).toList());
  }

  private static Tensor tensor(Definition definition, int output, Extent extent) {
    int numel = Math.toIntExact(extent.numel());
    if (!extent.dtype().isFloating()) {
      long[] integers = new long[numel];
      Arrays.setAll(integers, i -> (long) definition.at(output, i));
      return Tensor.of(extent.dtype(), extent.array(), integers);
    }
    float[] floats = new float[numel];
    for (int i = 0; i < numel; i++) {
      floats[i] = (float) definition.at(output, i);
    }
    return Tensor.of(extent.array(), floats);
  }

  @Override
  public String toString() {
    return layers + " of " + inputs.stream().map(Extent::shape).toList();
  }
}
