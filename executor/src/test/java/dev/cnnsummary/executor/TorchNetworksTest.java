package dev.cnnsummary.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.Program.Mode;
import dev.cnnsummary.executor.weights.Safetensors;
import dev.cnnsummary.executor.weights.SafetensorsWeights;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.spec.Source;
import dev.cnnsummary.specs.spec.SpecFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Small networks whose weights PyTorch saved, and whose layers' outputs it computed. Larger files
 * are not among the resources; the tests that need them are skipped where they are not found.
 */
class TorchNetworksTest {
  private static final double TOLERANCE = 1e-5;

  /** Next to the checkout. */
  private static final Path ELSEWHERE = Path.of("..", "..", "shared", "golden", "numeric");

  @ParameterizedTest(name = "{0} on {1}")
  @CsvSource({
    "alexnet_small, VECTORS",
    "alexnet_small, PLAIN_JAVA",
    "convnext_tiny_block, VECTORS",
    "convnext_tiny_block, PLAIN_JAVA",
    "inception_d2l, VECTORS",
    "inception_d2l, PLAIN_JAVA",
    "inception_s003, VECTORS",
    "inception_s003, PLAIN_JAVA",
    "residual_d2l, VECTORS",
    "residual_d2l, PLAIN_JAVA",
    "zoo_pool, VECTORS",
    "zoo_pool, PLAIN_JAVA",
  })
  @Tag("vectors")
  void layersAreTorchs(String network, Engine engine) throws IOException, URISyntaxException {
    check(network, resources(), engine);
  }

  @ParameterizedTest(name = "{0} on {1}")
  @CsvSource({
    "dense_tiny, VECTORS",
    "dense_tiny, PLAIN_JAVA",
    "lenet5_s000, VECTORS",
    "lenet5_s000, PLAIN_JAVA",
    "lenet_s002, VECTORS",
    "lenet_s002, PLAIN_JAVA",
    "nin_small, VECTORS",
    "nin_small, PLAIN_JAVA",
    "resnet_tiny, VECTORS",
    "resnet_tiny, PLAIN_JAVA",
    "zoo_act, VECTORS",
    "zoo_act, PLAIN_JAVA",
    "zoo_conv, VECTORS",
    "zoo_conv, PLAIN_JAVA",
  })
  @Tag("vectors")
  void layersOfLargerFilesAreTorchs(String network, Engine engine)
      throws IOException, URISyntaxException {
    assumeTrue(Files.isDirectory(ELSEWHERE), () -> ELSEWHERE + " is not there");
    check(network, ELSEWHERE, engine);
  }

  private static void check(String network, Path folder, Engine engine)
      throws IOException, URISyntaxException {
    Graph graph = graph(network);
    try (Safetensors weights = Safetensors.open(folder.resolve(network + ".weights.safetensors"));
        Safetensors torch = Safetensors.open(folder.resolve(network + ".io.safetensors"))) {
      Tensor input = torch.read("input");
      List<Extent> extents = List.of(torch.extent("input"));
      List<Tensor> traced;
      try (Program program = engine.prepare(graph, extents, Mode.TRACE)) {
        program.load(SafetensorsWeights.of(weights, graph, program.geometry()));
        traced = program.run(List.of(input));
        for (String key : torch.names()) {
          if (key.startsWith("out/")) {
            Node node = node(graph, key, torch);
            requireClose(key, program.tensor(node.outputs().getFirst()), torch.read(key));
          }
        }
      }
      try (Program program = engine.prepare(graph, extents, Mode.FAST)) {
        program.load(SafetensorsWeights.of(weights, graph, program.geometry()));
        requireClose("output", program.run(List.of(input)).getFirst(), traced.getFirst());
      }
    }
  }

  /** The call that a key as {@code out/17/layer1.0.relu} means: the number counts all calls. */
  private static Node node(Graph graph, String key, Safetensors torch) {
    String path = key.substring(key.lastIndexOf('/') + 1);
    long call =
        torch.names().stream()
            .filter(name -> name.startsWith("out/") && name.endsWith("/" + path))
            .filter(name -> number(name) <= number(key))
            .count();
    return graph.nodes().stream()
        .filter(node -> node.path().text().equals(path) && node.call() == call)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no layer for " + key));
  }

  private static int number(String key) {
    return Integer.parseInt(key.substring(4, key.lastIndexOf('/')));
  }

  private static void requireClose(String name, Tensor actual, Tensor expected) {
    assertThat(actual.shape()).as(name).isEqualTo(expected.shape());
    double scale = 0;
    for (float element : expected.floats()) {
      scale = Math.max(scale, Math.abs(element));
    }
    assertThat(actual.floats())
        .as(name)
        .containsExactly(expected.floats(), Offset.offset((float) (TOLERANCE * scale)));
  }

  private static Graph graph(String network) throws IOException {
    String file = "/numeric/" + network + ".yaml";
    try (InputStream stream = TorchNetworksTest.class.getResourceAsStream(file)) {
      String text =
          new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
      return SpecFile.read(new Source(network + ".yaml", text)).expand(null, Map.of());
    }
  }

  private static Path resources() throws URISyntaxException {
    URL folder = TorchNetworksTest.class.getResource("/numeric/README.md");
    return Objects.requireNonNull(Path.of(Objects.requireNonNull(folder).toURI()).getParent());
  }
}
