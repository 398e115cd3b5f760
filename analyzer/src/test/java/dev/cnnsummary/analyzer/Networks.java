package dev.cnnsummary.analyzer;

import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.Problem;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.spec.Source;
import dev.cnnsummary.specs.spec.SpecFile;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Small networks, written as specs. */
final class Networks {
  private Networks() {}

  /** The network of a spec. */
  static Graph graph(String spec) {
    return SpecFile.read(new Source("test.yaml", spec)).expand(null, Map.of());
  }

  /**
   * A network of some layers with one input.
   *
   * @param input its declared shape without the batch
   * @param layers in YAML's flow style, one a line
   */
  static Graph sequence(String input, String... layers) {
    return graph(
        "{name: test, input: " + input + ", layers: [" + String.join(",\n", layers) + "\n]}");
  }

  /** One layer on one input, the batch a symbol. */
  static LayerReport layer(String layer, String input) {
    return Analyzer.analyze(sequence(input, layer)).layers().getFirst();
  }

  /** An analysis of a batch of some size. */
  static Analysis batch(Graph graph, long size) {
    return Analyzer.analyze(graph, ModelInputs.of(graph, List.of(), OptionalLong.of(size)));
  }

  /** What is wrong, a line each; empty where nothing is. */
  static String problems(Supplier<Analysis> analysis) {
    try {
      var _ = analysis.get();
      return "";
    } catch (InvalidSpecException e) {
      return e.problems().stream().map(Problem::toString).collect(Collectors.joining("\n"));
    }
  }
}
