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
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A small network of the tables that the other modules hold against PyTorch.
 *
 * @param layers a spec's list of layers; the inputs are called x, y, z and u
 * @param types the types of the inputs
 */
record LayerCase(String layers, List<TensorType> types) {
  private static final Path ANALYZER = tables("analyzer", "dev/cnnsummary/analyzer");
  private static final Path EXECUTOR = tables("executor", "dev/cnnsummary/executor/reference");

  /** Those of the analyzer's tests, and of the executor's. */
  static Stream<LayerCase> all() {
    return Stream.concat(analyzed(), computed());
  }

  /** Functions; some are refused. */
  private static Stream<LayerCase> analyzed() {
    return Stream.of("arithmetic", "layout", "pad", "reduce", "sample", "slice")
        .map(name -> ANALYZER.resolve(name + "-cases.tsv"))
        .flatMap(LayerCase::read)
        .filter(LayerCase::isGraph);
  }

  /** Every operator. */
  static Stream<LayerCase> computed() {
    return Stream.of(
            "convolution",
            "feature",
            "move",
            "norm",
            "pointwise",
            "pooling",
            "resample",
            "sequence")
        .map(name -> EXECUTOR.resolve(name + ".tsv"))
        .flatMap(LayerCase::read);
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

  private static Stream<LayerCase> read(Path table) {
    try {
      return Files.readAllLines(table).stream()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", -1))
          .map(cells ->
              new LayerCase(
                  cells[0], Arrays.stream(cells[1].split(" ")).map(LayerCase::type).toList()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads {@code f32[2,3,8,8]}. */
  private static TensorType type(String text) {
    int bracket = text.indexOf('[');
    String[] extents = text.substring(bracket + 1, text.length() - 1).split(",");
    return new TensorType(
        DType.parse(text.substring(0, bracket)).orElseThrow(),
        Shape.of(Arrays.stream(extents).map(Long::valueOf).map(Dim::of).toList()));
  }

  Graph graph() {
    List<String> declared =
        IntStream.range(0, types.size())
            .mapToObj(i ->
                "\"%s\": {\"shape\": %s, \"dtype\": \"%s\"}"
                    .formatted(
                        "xyzu".charAt(i),
                        types.get(i).shape().dims().subList(1, types.get(i).shape().rank()),
                        types.get(i).dtype().text()))
            .toList();
    String text = "{\"inputs\": {" + String.join(", ", declared) + "}, \"layers\": " + layers + "}";
    return SpecFile.read(new Source("case.json", text)).expand(null, Map.of());
  }

  ModelInputs inputs() {
    return new ModelInputs(types, Dim.ONE);
  }

  @Override
  public String toString() {
    return layers + " of " + types;
  }
}
