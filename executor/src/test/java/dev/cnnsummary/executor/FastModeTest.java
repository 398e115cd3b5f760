package dev.cnnsummary.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.Program.Mode;
import dev.cnnsummary.executor.weights.Fill;
import dev.cnnsummary.executor.weights.SeededWeights;
import dev.cnnsummary.specs.Models;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.spec.Source;
import dev.cnnsummary.specs.spec.SpecFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is fused, in one arena, against what is not. */
class FastModeTest {
  private static final double TOLERANCE = 1e-4;

  static LongStream seeds() {
    long first = Long.getLong("networks.seed", 1);
    return LongStream.range(first, first + Integer.getInteger("networks.count", 100));
  }

  @Tag("vectors")
  @ParameterizedTest(name = "-Dnetworks.seed={0}")
  @MethodSource("seeds")
  void onVectorsRandomNetworksAreTheirTraces(long seed) {
    Graph graph = RandomNetwork.of(seed);
    fastIsTraced(graph, Geometry.declaredInputs(graph, 2), Engine.VECTORS);
  }

  @ParameterizedTest(name = "-Dnetworks.seed={0}")
  @MethodSource("seeds")
  void inPlainJavaRandomNetworksAreTheirTraces(long seed) {
    Graph graph = RandomNetwork.of(seed);
    fastIsTraced(graph, Geometry.declaredInputs(graph, 2), Engine.PLAIN_JAVA);
  }

  @ParameterizedTest
  @CsvSource({
    "densenet121, 3, 64",
    "efficientnet_b0, 3, 64",
    "googlenet-d2l, 1, 96",
    "inception_v3, 3, 96",
    "lenet, 1, 28",
    "mnasnet0_5, 3, 64",
    "mobilenet_v2, 3, 64",
    "mobilenet_v3_large, 3, 64",
    "regnet_y_400mf, 3, 64",
    "resnet18-cifar, 3, 32",
    "resnext50_32x4d, 3, 64",
    "shufflenet_v2_x0_5, 3, 64",
    "squeezenet1_1, 3, 64",
    "unet, 1, 188",
  })
  void networksOfTheZooAreTheirTraces(String model, int channels, int size) {
    Graph graph = Models.load(model);
    Extent input = new Extent(DType.F32, List.of(2, channels, size, size));
    fastIsTraced(graph, List.of(input), Engine.VECTORS);
  }

  @Tag("vectors")
  @Test
  void onVectorsWhatIsNoNumberPassesClamps() {
    assertThat(clamped(Float.NaN, Engine.VECTORS)).containsOnly(Float.NaN);
  }

  @Test
  void inPlainJavaWhatIsNoNumberPassesClamps() {
    assertThat(clamped(Float.NaN, Engine.PLAIN_JAVA)).containsOnly(Float.NaN);
  }

  /** What kernels of each kind make of one number in all places, each followed by a clamp. */
  private static float[] clamped(float number, Engine engine) {
    String text =
        """
        {name: clamps, input: 3x16x16, layers: [
          {type: Conv2d, out_channels: 20, kernel_size: 3, stride: 1, padding: 1}, ReLU6,
          {type: Conv2d, out_channels: 20, groups: 20, kernel_size: 3, padding: 1}, ReLU,
          {type: Conv2d, out_channels: 20, kernel_size: 3, padding: 1}, Hardtanh,
          {type: Conv2d, out_channels: 20, kernel_size: 1}, ReLU, BatchNorm2d, ReLU,
          flatten, {type: Linear, out_features: 5}, ReLU6]}
        """;
    Graph graph = SpecFile.read(new Source("clamps.yaml", text)).expand(null, Map.of());
    List<Extent> extents = Geometry.declaredInputs(graph, 1);
    try (Program program = engine.prepare(graph, extents, Mode.FAST)) {
      program.load(new SeededWeights(0, 2));
      float[] input = new float[3 * 16 * 16];
      Arrays.fill(input, number);
      return program.run(List.of(Tensor.of(new int[] {1, 3, 16, 16}, input))).getFirst().floats();
    }
  }

  private static void fastIsTraced(Graph graph, List<Extent> extents, Engine engine) {
    List<Tensor> traced = run(graph, extents, engine, Mode.TRACE);
    List<Tensor> fast = run(graph, extents, engine, Mode.FAST);
    assertThat(Verification.difference(fast, traced)).as("%s", graph.nodes()).isLessThan(TOLERANCE);
  }

  /** Twice, so that what the arena holds from before is seen where it is not overwritten. */
  private static List<Tensor> run(Graph graph, List<Extent> extents, Engine engine, Mode mode) {
    try (Program program = engine.prepare(graph, extents, mode)) {
      program.load(new SeededWeights(0, 2));
      List<Tensor> inputs = new ArrayList<>();
      for (Value input : graph.inputs()) {
        inputs.add(Fill.input(input.name(), program.geometry().of(input), 1));
      }
      program.run(inputs);
      return program.run(inputs);
    }
  }
}
