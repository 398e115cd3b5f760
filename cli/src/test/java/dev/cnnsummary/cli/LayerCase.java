package dev.cnnsummary.cli;

import dev.cnnsummary.analyzer.ModelInputs;
import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import dev.cnnsummary.specs.spec.Source;
import dev.cnnsummary.specs.spec.SpecFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A small network of the tables that the other modules hold against PyTorch.
 *
 * @param layers a spec's list of layers; the inputs are called x, y, z, u and v
 * @param types the types of the inputs
 */
record LayerCase(String layers, List<TensorType> types) {
  private static final Path ANALYZER = tables("analyzer", "dev/cnnsummary/analyzer");
  private static final Path EXECUTOR = tables("executor", "dev/cnnsummary/executor/reference");

  /** Those of the analyzer's tests, and of the executor's. */
  static Stream<LayerCase> all() {
    return Stream.of(analyzed(), entries(), computed()).flatMap(cases -> cases);
  }

  /** Single layers; some are refused. */
  private static Stream<LayerCase> entries() {
    return Stream.of(
            "convolution", "feature", "norm", "pointwise", "pooling", "refused", "sequence")
        .map(name -> ANALYZER.resolve("layers").resolve(name + ".tsv"))
        .flatMap(table -> rows(table, LayerCase::entry))
        .filter(LayerCase::isGraph);
  }

  /** Functions; some are refused. */
  private static Stream<LayerCase> analyzed() {
    return Stream.of("arithmetic", "layout", "pad", "reduce", "sample", "slice")
        .map(name -> ANALYZER.resolve(name + "-cases.tsv"))
        .flatMap(table -> rows(table, LayerCase::layers))
        .filter(LayerCase::isGraph);
  }

  /** Every operator. */
  static Stream<LayerCase> computed() {
    return Stream.of(
            "convolution",
            "feature",
            "functional",
            "move",
            "norm",
            "pointwise",
            "pooling",
            "resample",
            "sequence",
            "special")
        .map(name -> EXECUTOR.resolve(name + ".tsv"))
        .flatMap(table -> rows(table, LayerCase::layers));
  }

  /** Some of what PyTorch refuses is refused before there is a graph. */
  private boolean isGraph() {
    try {
      var _ = graph();
      return true;
    } catch (InvalidSpecException _) {
      return false;
    }
  }

  private static Path tables(String module, String folder) {
    return Path.of("..", module, "src", "test", "resources").resolve(folder);
  }

  private static Stream<LayerCase> rows(Path table, Function<String[], LayerCase> row) {
    try {
      return Files.readAllLines(table).stream()
          .filter(line -> !line.startsWith("#"))
          .map(line -> row.apply(line.split("\t", -1)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A list of layers, and types such as {@code f32[2,3,8,8]}. */
  private static LayerCase layers(String[] cells) {
    return new LayerCase(
        cells[0],
        Arrays.stream(cells[1].split(" "))
            .map(type -> type.substring(0, type.length() - 1).split("\\[", -1))
            .map(parts -> type(parts[0], parts[1], ","))
            .toList());
  }

  /** The entry of a layer, and types such as {@code 2x3x5} and {@code i64:2x7}. */
  private static LayerCase entry(String[] cells) {
    List<TensorType> types =
        Arrays.stream(cells[1].split(" ", -1))
            .map(type -> (type.contains(":") ? type : "f32:" + type).split(":", -1))
            .map(parts -> type(parts[0], parts[1], "x"))
            .toList();
    List<String> names = List.of("x", "y", "z", "u", "v").subList(0, types.size());
    return new LayerCase("[{from: " + names + ", " + cells[0].substring(1) + "]", types);
  }

  private static TensorType type(String dtype, String extents, String separator) {
    return new TensorType(
        DType.parse(dtype).orElseThrow(),
        Shape.of(
            Arrays.stream(extents.split(separator, -1))
                .filter(extent -> !extent.isEmpty())
                .map(Long::valueOf)
                .map(Dim::of)
                .toList()));
  }

  Graph graph() {
    StringBuilder text = new StringBuilder("{inputs: {");
    for (int i = 0; i < types.size(); i++) {
      String dtype = types.get(i).dtype().text();
      text.append("xyzuv".charAt(i)).append(": {shape: 1, dtype: ").append(dtype).append("}, ");
    }
    text.append("}, layers: ").append(layers).append('}');
    return SpecFile.read(new Source("case.yaml", text.toString())).expand(null, Map.of());
  }

  ModelInputs inputs() {
    return new ModelInputs(types, Dim.ONE);
  }

  @Override
  public String toString() {
    return layers + " of " + types;
  }
}
