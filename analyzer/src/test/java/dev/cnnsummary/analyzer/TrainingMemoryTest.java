package dev.cnnsummary.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.analyzer.memory.Optimizer;
import dev.cnnsummary.analyzer.memory.TrainingMemory;
import dev.cnnsummary.specs.Models;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.shape.Bindings;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Dim;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What training holds is what PyTorch holds. */
class TrainingMemoryTest {
  private static final String CONVOLUTION =
      "type: Conv2d, in_channels: 3, out_channels: 3, kernel_size: 1";

  static Stream<Arguments> models() {
    return Measured.arguments("training-models.tsv");
  }

  @ParameterizedTest
  @MethodSource("models")
  void aModelKeepsWhatPyTorchKeeps(String model, long bytes) {
    Graph graph = Models.load(model, null, Map.of());
    ModelInputs inputs = ModelInputs.of(graph, List.of("3x224x224"), OptionalLong.of(2));
    assertThat(activations(Analyzer.analyze(graph, inputs))).isEqualTo(Dim.of(bytes));
  }

  static Stream<Arguments> layers() {
    return Measured.arguments("training-layers.tsv");
  }

  @ParameterizedTest
  @MethodSource("layers")
  void aLayerKeepsWhatPyTorchKeeps(String layer, String input, int batch, long bytes) {
    List<Integer> sizes = Stream.of(input.split("x", -1)).map(Integer::valueOf).toList();
    boolean sequence = layer.matches("\\{type: (LSTM|GRU|RNN|MultiheadAttention).*");
    String before =
        sequence || sizes.size() == 1
            ? "{type: Linear, out_features: " + sizes.getLast() + "}"
            : "{type: Conv%dd, out_channels: %d, kernel_size: 1}"
                .formatted(sizes.size() - 1, sizes.getFirst());
    String entry =
        layer.contains("Multihead")
            ? layer.replace("{", "{from: [before, before, before], ")
            : layer;
    Graph graph = Networks.sequence(input, "before: " + before, entry);
    assertThat(activations(Networks.batch(graph, batch))).isEqualTo(Dim.of(bytes));
  }

  @ParameterizedTest
  @CsvSource({"SGD, 0", "MOMENTUM, 1", "ADAM, 2"})
  void anOptimizerKeepsTensorsOfTheParametersShape(Optimizer optimizer, long tensors) {
    TrainingMemory memory = TrainingMemory.of(analysis("alexnet"), optimizer);
    long parameters = 4L * 61_100_840;
    assertThat(List.of(memory.weights(), memory.gradients(), memory.optimizerState()))
        .containsExactly(Dim.of(parameters), Dim.of(parameters), Dim.of(tensors * parameters));
    assertThat(memory.total()).isEqualTo(memory.activations().plus(parameters * (2 + tensors)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # 3·4·4 floats are 192 bytes; a convolution that learns keeps its input
          a: CONV                                        | 192
          a: CONV, b: CONV                               | 384
          # nothing before a layer that learns needs anything
          a: {trainable: false, CONV}                    | 0
          a: {trainable: false, CONV}, b: ReLU           | 0
          a: {trainable: false, CONV}, b: CONV           | 192
          # but the way back leads through one that does not
          a: CONV, b: {trainable: false, CONV}           | 384
          a: ReLU, b: CONV                               | 192
          # what two need is there once
          a: CONV, b: ReLU, c: CONV, d: {from: b, CONV}  | 384
          a: CONV, b: Flatten, c: Sigmoid, d: Tanh       | 576
          a: {inplace: false, type: ReLU6}, b: CONV      | 192
          # a sum needs nothing, a product each factor for the other
          a: CONV, {type: add, from: [a, input]}         | 192
          a: CONV, {type: mul, from: [a, input]}         | 192
          a: CONV, b: CONV, {type: mul, from: [a, b]}    | 576
          a: CONV, {type: div, from: [input, a]}         | 384
          # a view is kept as what it shows
          a: CONV, b: {type: chunk, chunks: 3, dim: 1}, {type: sigmoid, from: 'b[1]'}, {type: mul, from: ['b[0]', 'b[1]']} | 448
          """)
  void whatIsNeededIsKeptOnce(String layers, long bytes) {
    String spec =
        layers.replaceAll(": CONV", ": {" + CONVOLUTION + "}").replace("CONV", CONVOLUTION);
    Graph graph = Networks.graph("{name: kept, input: 3x4x4, layers: [" + spec + "]}");
    assertThat(activations(Networks.batch(graph, 1))).isEqualTo(Dim.of(bytes));
  }

  @Test
  void onlyParametersThatAreTrainedHaveGradients() {
    Graph graph =
        Networks.sequence(
            "3x4x4",
            "{type: Conv2d, out_channels: 8, kernel_size: 3, trainable: false}",
            "BatchNorm2d",
            "{type: Conv2d, out_channels: 2, kernel_size: 1}");
    TrainingMemory memory = TrainingMemory.of(Analyzer.analyze(graph), Optimizer.ADAM);
    assertThat(List.of(memory.gradients(), memory.optimizerState()))
        .containsExactly(Dim.of(4 * (16 + 18)), Dim.of(8 * (16 + 18)));
  }

  @Test
  void anotherTypeCountsAllButIndicesAndMasks() {
    Graph graph =
        Networks.sequence(
            "3x4x4",
            "{type: Conv2d, out_channels: 3, kernel_size: 1, bias: false}",
            "{type: MaxPool2d, kernel_size: 2}",
            "Dropout");
    ModelInputs inputs = ModelInputs.declared(graph);
    TrainingMemory memory =
        TrainingMemory.of(Analyzer.analyze(graph, inputs, DType.F16), Optimizer.MOMENTUM);
    assertThat(memory)
        .isEqualTo(
            new TrainingMemory(
                Optimizer.MOMENTUM,
                Dim.of(18),
                Dim.of(18),
                Dim.of(18),
                Dim.of(2 * 48 * 2 + 12 * 8 + 12)));
  }

  @Test
  void symbolsThatAreBoundHoldWhatNumbersDo() {
    Graph graph = Models.load("resnet18", null, Map.of());
    Analysis symbols =
        Analyzer.analyze(graph, ModelInputs.of(graph, List.of("3xHxW"), OptionalLong.empty()));
    Analysis numbers =
        Analyzer.analyze(graph, ModelInputs.of(graph, List.of("3x97x64"), OptionalLong.empty()));
    assertThat(activations(symbols).bind(Bindings.of("H", 97).and("W", 64)))
        .isEqualTo(activations(numbers));
  }

  private static Analysis analysis(String model) {
    return Analyzer.analyze(Models.load(model, null, Map.of()));
  }

  private static Dim activations(Analysis analysis) {
    return TrainingMemory.of(analysis, Optimizer.SGD).activations();
  }
}
