package dev.cnnsummary.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.onnxruntime.OrtException;
import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.Analyzer;
import dev.cnnsummary.executor.Geometry;
import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.executor.weights.Literals;
import dev.cnnsummary.executor.weights.SeededWeights;
import dev.cnnsummary.specs.Models;
import dev.cnnsummary.specs.function.FunctionalTransposedConvolution;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.onnx.write.OnnxExport;
import dev.cnnsummary.specs.op.Interpolate;
import dev.cnnsummary.specs.shape.Bindings;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Shape;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Networks that this program writes as ONNX files load in ONNX Runtime and compute the same there,
 * and say the same when they are read again. {@code -Dpeers=resnet18,vgg.*} chooses among the zoo.
 */
@Tag("peers")
class PeersTest {
  private static final double TOLERANCE = 1e-4;

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("model.onnx");
  }

  static Stream<String> zoo() {
    List<Pattern> chosen =
        Stream.of(System.getProperty("peers", ".*").split(",")).map(Pattern::compile).toList();
    return Models.zoo().stream()
        .filter(model -> chosen.stream().anyMatch(each -> each.matcher(model).matches()));
  }

  @ParameterizedTest
  @MethodSource("zoo")
  void theZooComputesTheSame(String model) throws OrtException {
    String path = file().toString();
    Graph graph = Models.load(model);
    double gain = Gain.of(graph);
    Run.fine("export", model, "-o", path, "--init", "seeded", "--gain", Double.toString(gain));
    Analysis analysis = Analyzer.analyze(graph).bind(Bindings.of("N", 1));
    checkSame(analysis, Analyzer.analyze(Models.load(path)));
    compare(graph, EngineOptions.extents(analysis), gain);
  }

  /** Batch norms that became a part of convolutions, and constants that were computed. */
  @ParameterizedTest
  @MethodSource("zoo")
  void theSimplifiedZooComputesTheSame(String model) throws OrtException {
    String path = file().toString();
    Graph graph = Models.load(model);
    String gain = Double.toString(Gain.of(graph));
    Run.fine("export", model, "-o", path, "--init", "seeded", "--gain", gain, "--simplify");
    Analysis analysis = Analyzer.analyze(graph).bind(Bindings.of("N", 1));
    assertThat(Analyzer.analyze(Models.load(path)).totals().macs())
        .isEqualTo(analysis.totals().macs());
    compare(graph, EngineOptions.extents(analysis), Gain.of(graph));
  }

  /** What was written with an open batch computes several samples at once. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "resnet20",
        "shufflenet_v2_x0_5",
        "mobilenet_v3_small",
        "vit_b_32",
        "swin_t",
        "googlenet-d2l"
      })
  void anOpenBatchComputesTheSame(String model) throws OrtException {
    String path = file().toString();
    Run.fine("export", model, "-o", path, "--init", "seeded", "--dynamic-batch");
    Graph graph = Models.load(model);
    compare(
        graph,
        EngineOptions.extents(Analyzer.analyze(graph).bind(Bindings.of("N", 3))),
        Gain.PLAIN);
  }

  private static void checkSame(Analysis written, Analysis read) {
    assertThat(ExportCommandTest.params(read)).isEqualTo(ExportCommandTest.params(written));
    assertThat(read.totals().macs()).isEqualTo(written.totals().macs());
    assertThat(read.outputs()).isEqualTo(written.outputs());
  }

  /** With the default version of ONNX's operators, the oldest and the newest. */
  static Stream<Arguments> operators() {
    return Stream.of(OnnxExport.DEFAULT_OPSET, OnnxExport.OLDEST_OPSET, OnnxExport.NEWEST_OPSET)
        .flatMap(opset -> layers().map(layers -> Arguments.of(layers, opset)));
  }

  /** All but those on booleans, which the test does not hand over. */
  private static Stream<LayerCase> layers() {
    return ExportCommandTest.operators()
        .filter(layers -> layers.types().stream().noneMatch(type -> type.dtype() == DType.BOOL))
        .filter(layers -> !staysDespiteItsFactor(layers))
        .filter(layers -> !isPaddedBeyondItsStride(layers));
  }

  /** PyTorch allows an output padding below the dilation, ONNX Runtime only below the stride. */
  private static boolean isPaddedBeyondItsStride(LayerCase layers) {
    return layers.graph().nodes().stream()
        .anyMatch(node ->
            node.op() instanceof FunctionalTransposedConvolution convolution
                && IntStream.range(0, convolution.outputPadding().size())
                    .anyMatch(axis ->
                        convolution.outputPadding().get(axis)
                            >= convolution.sliding().stride().get(axis)));
  }

  /** Where a factor does not change an axis, ONNX Runtime leaves it, though places shift. */
  private static boolean staysDespiteItsFactor(LayerCase layers) {
    Analysis analysis = Analyzer.analyze(layers.graph(), layers.inputs());
    return layers.graph().nodes().stream()
        .anyMatch(node ->
            node.op() instanceof Interpolate interpolate
                && interpolate.scaleFactor() != null
                && !interpolate.recomputeScaleFactor()
                && interpolate.scaleFactor().stream().anyMatch(factor -> factor.value() != 1)
                && shares(
                    analysis.type(node.inputs().getFirst()).shape(),
                    analysis.type(node.outputs().getFirst()).shape()));
  }

  private static boolean shares(Shape input, Shape output) {
    return IntStream.range(2, input.rank())
        .anyMatch(axis -> input.dim(axis).equals(output.dim(axis)));
  }

  @ParameterizedTest
  @MethodSource("operators")
  void everyOperatorComputesTheSame(LayerCase layers, int opset) throws IOException, OrtException {
    Graph graph = layers.graph();
    Analysis analysis = Analyzer.analyze(graph, layers.inputs());
    List<Extent> extents = EngineOptions.extents(analysis);
    OnnxExport export =
        OnnxExport.of(graph, ExportCommand.types(analysis), Bindings.none(), opset, false);
    Geometry geometry = Geometry.of(graph, extents);
    SeededWeights weights = new SeededWeights(0, Gain.PLAIN);
    try (OutputStream out = Files.newOutputStream(file())) {
      export.write(out, weight -> Literals.of(weights.get(weight, geometry.of(weight))));
    }
    compare(graph, extents, Gain.PLAIN);
  }

  private static boolean isFinite(Tensor tensor) {
    return IntStream.range(0, tensor.numel()).allMatch(i -> Double.isFinite(tensor.get(i)));
  }

  private void compare(Graph graph, List<Extent> extents, double gain) throws OrtException {
    List<Tensor> inputs = SeededInputs.of(graph, extents, 1);
    int threads = Runtime.getRuntime().availableProcessors();
    List<Tensor> ours;
    try (PeerEngine engine = new OwnEngine(graph, inputs, new SeededWeights(0, gain), threads)) {
      ours = engine.run();
    }
    assumeThat(ours).as("what is no number is not compared").allMatch(PeersTest::isFinite);
    Map<String, Tensor> named = new LinkedHashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      named.put(graph.inputs().get(i).name(), inputs.get(i));
    }
    List<Tensor> theirs;
    try (PeerEngine engine = new OnnxRuntimeEngine(file(), named, threads)) {
      theirs = engine.run();
    }
    assertThat(theirs).hasSameSizeAs(ours);
    for (int i = 0; i < ours.size(); i++) {
      assertThat(difference(ours.get(i), theirs.get(i)))
          .as(ours.get(i) + " of " + graph.name())
          .isLessThan(TOLERANCE);
    }
  }

  /** The distance of two tensors by the size of the second. */
  private static double difference(Tensor ours, Tensor theirs) {
    assertThat(ours.extent()).isEqualTo(theirs.extent());
    double distance = 0;
    double size = 0;
    for (int i = 0; i < ours.numel(); i++) {
      distance += Math.pow(ours.get(i) - theirs.get(i), 2);
      size += Math.pow(theirs.get(i), 2);
    }
    return distance == 0 ? 0 : Math.sqrt(distance / size);
  }
}
