package dev.cnnsummary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.Analyzer;
import dev.cnnsummary.analyzer.ModelInputs;
import dev.cnnsummary.executor.Geometry;
import dev.cnnsummary.executor.weights.Literals;
import dev.cnnsummary.executor.weights.SeededWeights;
import dev.cnnsummary.specs.Models;
import dev.cnnsummary.specs.function.FunctionalEmbedding;
import dev.cnnsummary.specs.function.FunctionalNorm;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.onnx.OnnxFile;
import dev.cnnsummary.specs.onnx.write.OnnxExport;
import dev.cnnsummary.specs.op.AdaptivePool;
import dev.cnnsummary.specs.op.Embedding;
import dev.cnnsummary.specs.op.Recurrent;
import dev.cnnsummary.specs.shape.Bindings;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What is written as ONNX is named as PyTorch names it, and says the same when it is read. */
class ExportCommandTest {
  @TempDir private Path folder;

  private String file() {
    return folder.resolve("model.onnx").toString();
  }

  private static Analysis analysis(String model, long batch) {
    return Analyzer.analyze(Models.load(model)).bind(Bindings.of("N", batch));
  }

  /**
   * Of what runs: PyTorch's exporter does not write what does not, either. A single number is not
   * told from a setting when it is read.
   */
  static Dim params(Analysis analysis) {
    return analysis.weights().stream()
        .filter(weight -> weight.used() && weight.value().kind().name().equals("PARAMETER"))
        .map(weight -> weight.shape().numel())
        .filter(numel -> !numel.equals(Dim.ONE))
        .reduce(Dim.ZERO, Dim::plus);
  }

  private static void checkSame(Analysis written, Analysis read) {
    assertThat(params(read)).isEqualTo(params(written));
    assertThat(read.totals().macs()).isEqualTo(written.totals().macs());
    assertThat(read.outputs()).isEqualTo(written.outputs());
    assertThat(read.unknown()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lenet5-tanh",
        "squeezenet1_1",
        "shufflenet_v2_x0_5",
        "mobilenet_v3_small",
        "efficientnet_b0",
        "densenet-bc-100-12",
        "googlenet-d2l",
        "unet",
      })
  void aNetworkComesBackAsItWas(String model) {
    Run.fine("export", model, "-o", file(), "--init", "zeros", "--dynamic-batch");
    checkSame(analysis(model, 2), analysis(file(), 2));
  }

  /** All that have a form in ONNX. */
  static Stream<LayerCase> operators() {
    return LayerCase.computed()
        .filter(layers -> layers.graph().nodes().stream().noneMatch(ExportCommandTest::isFormless));
  }

  private static boolean isFormless(Node node) {
    return switch (node.op()) {
      case Recurrent network -> network.projSize() > 0;
      case Embedding embedding -> embedding.maxNorm() != null;
      case FunctionalEmbedding embedding -> embedding.maxNorm() != null;
      case AdaptivePool pool -> pool.returnIndices();
      default -> false;
    };
  }

  /**
   * Recurrent networks are written, and not read yet. Of a norm with computed statistics and
   * nothing learned the ones and zeros that ONNX wants are read as weights.
   */
  static Stream<LayerCase> readable() {
    return operators()
        .filter(layers ->
            layers.graph().nodes().stream()
                .noneMatch(node ->
                    node.op() instanceof Recurrent
                        || (node.op() instanceof FunctionalNorm norm
                            && norm.running()
                            && node.inputs().size() == 3)));
  }

  @ParameterizedTest
  @MethodSource("readable")
  void everyOperatorComesBackWithItsShapes(LayerCase layers) throws IOException {
    Graph graph = layers.graph();
    Analysis written = Analyzer.analyze(graph, layers.inputs());
    write(written, OnnxExport.DEFAULT_OPSET);
    Analysis read = Analyzer.analyze(Models.load(file()));
    assertThat(read.outputs()).isEqualTo(written.outputs());
    assertThat(params(read)).isEqualTo(params(written));
  }

  private void write(Analysis analysis, int opset) throws IOException {
    Graph graph = analysis.graph();
    OnnxExport export =
        OnnxExport.of(graph, ExportCommand.types(analysis), Bindings.none(), opset, false);
    Geometry geometry = Geometry.of(graph, EngineOptions.extents(analysis));
    SeededWeights weights = new SeededWeights(0, 2);
    try (OutputStream out = Files.newOutputStream(Path.of(file()))) {
      export.write(out, weight -> Literals.of(weights.get(weight, geometry.of(weight))));
    }
    assertThat(Files.size(Path.of(file()))).isEqualTo(export.bytes());
  }

  /** As PyTorch's exporter named them; it leaves out what does nothing in evaluation. */
  @ParameterizedTest
  @CsvSource({"squeezenet1_1, false", "mobilenet_v3_small, true"})
  void nodesAreNamedAsByPyTorch(String model, boolean simplify) throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("export", model, "-o", file(), "--init", "zeros", "--opset", "13"));
    if (simplify) { // as PyTorch's was: with batch norms in the convolutions
      arguments.add("--simplify");
    }
    Run.fine(arguments.toArray(String[]::new));
    List<String> names = Resources.text("onnx/" + model + "-nodes.txt").lines().toList();
    byte[] bytes = Files.readAllBytes(Path.of(file()));
    String file = new String(bytes, StandardCharsets.ISO_8859_1);
    int at = 0;
    for (String name : names) {
      at = file.indexOf("\u001a" + (char) name.length() + name, at); // the field of a node's name
      assertThat(at).as(name).isNotNegative();
    }
    Map<String, Integer> counts = OnnxFile.read(Path.of(file())).facts().nodes();
    int more = counts.getOrDefault("Constant", 0) + counts.getOrDefault("Dropout", 0);
    assertThat(counts.values().stream().mapToInt(Integer::intValue).sum() - more)
        .isEqualTo(names.size());
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 14, 18, 20, 21})
  void everyOpsetComesBack(int opset) throws IOException {
    Path spec = folder.resolve("spec.yaml");
    Files.writeString(spec, NEWER);
    String version = Integer.toString(opset);
    Run.fine("export", spec.toString(), "-o", file(), "--init", "zeros", "--opset", version);
    Analysis written = Analyzer.analyze(Models.load(spec.toString())).bind(Bindings.of("N", 1));
    Analysis read = Analyzer.analyze(Models.load(file()));
    checkSame(written, read);
    assertThat(read.layers().stream().map(layer -> layer.node().type()).toList())
        .isEqualTo(written.layers().stream().map(layer -> layer.node().type()).toList());
  }

  /** Layers that ONNX got operators for one after the other. */
  private static final String NEWER =
      """
      input: 8x6x6
      layers:
        - Hardswish
        - Mish
        - SiLU
        - GELU
        - {type: GELU, approximate: tanh}
        - {type: GroupNorm, num_groups: 4}
        - {type: LayerNorm2d, normalized_shape: 8}
        - {type: LayerNorm, normalized_shape: [6, 6]}
      """;

  @ParameterizedTest
  @CsvSource({"12", "22", "0"})
  void otherOpsetsAreRefused(String opset) {
    Run run = Run.of("export", "lenet", "-o", file(), "--opset", opset);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("opset " + opset + " is not written, only those from 13 to 21");
  }

  @Test
  void everyLayerWithoutAFormIsNamed() throws IOException {
    Path spec = folder.resolve("spec.yaml");
    Files.writeString(
        spec,
        """
        input: 3x9x9
        layers:
          - one: {type: AdaptiveMaxPool2d, output_size: 4, return_indices: true}
          - two: {type: AdaptiveMaxPool2d, from: one, output_size: 3, return_indices: true}
        """);
    Run run = Run.of("export", spec.toString(), "-o", file());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("one: AdaptiveMaxPool2d has no form in ONNX");
    assertThat(run.err()).contains("two: AdaptiveMaxPool2d has no form in ONNX");
    assertThat(Path.of(file())).doesNotExist();
  }

  @Test
  void weightsInASecondFileAreTheSame() {
    Run.fine("export", "lenet5-tanh", "-o", file(), "--init", "seeded", "--external-data");
    String two = Run.fine("run", file()).out();
    assertThat(folder.resolve("model.onnx.data")).exists();
    Run.fine("export", "lenet5-tanh", "-o", file(), "--init", "seeded");
    assertThat(Run.fine("run", file()).out()).isEqualTo(two);
  }

  @Test
  void whatIsWrittenComputesWhatTheNetworkDoes() {
    Run.fine("export", "resnet20", "-o", file(), "--init", "seeded");
    JsonNode file = Run.json("run", file()).get("outputs").get(0);
    JsonNode zoo = Run.json("run", "resnet20").get("outputs").get(0);
    assertThat(file.get("first16")).isEqualTo(zoo.get("first16"));
  }

  @Test
  void whatIsSimplifiedHasNoBatchNormsAndSaysHowNearItIs() {
    String said =
        Run.fine("export", "resnet20", "-o", file(), "--init", "seeded", "--simplify").out();
    assertThat(said)
        .matches("54 of 73 nodes are left; outputs of the two differ by .*e-0[0-9] .*\\R");
    Map<String, Integer> nodes = OnnxFile.read(Path.of(file())).facts().nodes();
    assertThat(nodes).doesNotContainKeys("BatchNormalization", "Identity", "Dropout");
  }

  /** The command itself runs both networks, and refuses to write what differs. */
  @Test
  void batchNormsBecomePartsOfWhatIsBeforeThem() throws IOException {
    Path spec = folder.resolve("spec.yaml");
    Files.writeString(
        spec,
        """
        input: 4x5x5
        layers:
          - {type: Conv2d, out_channels: 6, kernel_size: 3, groups: 2}
          - {type: BatchNorm2d, affine: false}
          - {type: ConvTranspose2d, out_channels: 4, kernel_size: 3, groups: 2, bias: false}
          - BatchNorm2d
          - {type: BatchNorm2d, affine: false}
          - Flatten
          - {type: Linear, out_features: 7}
          - BatchNorm1d
          - {type: PReLU, num_parameters: 7}
        """);
    Run.fine("export", spec.toString(), "-o", file(), "--init", "seeded", "--simplify");
    Map<String, Integer> nodes = OnnxFile.read(Path.of(file())).facts().nodes();
    assertThat(nodes).containsEntry("BatchNormalization", 1); // the one after another
  }

  @Test
  void withoutWeightsItSaysThatTheyAreMadeUp() {
    Run run = Run.of("export", "lenet", "-o", file());
    assertThat(run.code()).isZero();
    assertThat(run.err()).contains("without --weights").contains("made-up");
  }

  @Test
  void theBatchIsWhatIsSaid() {
    Run.fine("export", "lenet", "-o", file(), "--init", "zeros", "--batch", "4");
    assertThat(Models.load(file()).inputs().getFirst().shape()).isEqualTo(Shape.of(4, 1, 28, 28));
    Run.fine("export", "lenet", "-o", file(), "--init", "zeros", "--dynamic-batch");
    assertThat(Models.load(file()).inputs().getFirst().shape())
        .isEqualTo(Shape.of(Dim.symbol("N"), Dim.ONE, Dim.of(28), Dim.of(28)));
  }

  @Test
  void sizesThatStayOpenAreLeftToTheRun() {
    Run.fine(
        "export",
        "resnet20",
        "-o",
        file(),
        "--init",
        "zeros",
        "--input",
        "3xHxW",
        "--dynamic-batch");
    Analysis read = Analyzer.analyze(Models.load(file()));
    Bindings sizes = Bindings.none().and("N", 2).and("H", 40).and("W", 56);
    assertThat(read.bind(sizes).totals().macs())
        .isEqualTo(
            Analyzer.analyze(
                    Models.load("resnet20"),
                    ModelInputs.of(
                        Models.load("resnet20"), List.of("2x3x40x56"), OptionalLong.empty()))
                .totals()
                .macs());
  }

  @Test
  void anOnnxFileIsNotExported() {
    Run.fine("export", "lenet", "-o", file(), "--init", "zeros");
    Run run = Run.of("export", file(), "-o", folder.resolve("again.onnx").toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("comes from an ONNX file already");
  }
}
