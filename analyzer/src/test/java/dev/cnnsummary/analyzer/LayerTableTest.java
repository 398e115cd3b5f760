package dev.cnnsummary.analyzer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.Problem;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.shape.Bindings;
import dev.cnnsummary.specs.shape.Dim;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Single layers against what PyTorch 1.13.1 and torchvision 0.14.1 make of the same ones: the types
 * of the outputs, the state_dict, and the multiply-accumulates of the convolutions and matrix
 * products that they ran. Torch raises an exception for each of the layers in {@code refused}; the
 * texts there are our own.
 */
class LayerTableTest {
  private static final String LAYER = "layer.";

  static Stream<LayerCase> layers() {
    return Stream.of("convolution", "pooling", "norm", "feature", "pointwise")
        .flatMap(LayerCase::table);
  }

  static Stream<LayerCase> refused() {
    return LayerCase.table("refused");
  }

  @ParameterizedTest
  @MethodSource("layers")
  void outputsAreTorchs(LayerCase layer) {
    assertThat(layer.analyze().outputs()).isEqualTo(LayerCase.types(layer.expected().get(0)));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void stateDictIsTorchs(LayerCase layer) {
    List<String> weights = layer.analyze().weights().stream().map(LayerTableTest::print).toList();
    assertThat(weights).isEqualTo(LayerCase.words(layer.expected().get(1)).toList());
  }

  private static String print(WeightReport weight) {
    Value value = weight.value();
    assertThat(value.name()).startsWith(LAYER);
    List<String> extents = weight.shape().dims().stream().map(Dim::toString).toList();
    return (value.kind() == Value.Kind.BUFFER ? "buffer:" : "")
        + value.name().substring(LAYER.length())
        + "="
        + String.join("x", extents);
  }

  static Stream<LayerCase> countedLayers() {
    return layers().filter(layer -> !layer.expected().get(2).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("countedLayers")
  void macsAreTorchs(LayerCase layer) {
    assertThat(layer.analyze().totals().macs()).hasToString(layer.expected().get(2));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void boundSymbolsGiveTheSame(LayerCase layer) {
    Analysis numbers = layer.analyze();
    Analysis symbols = layer.analyzeSymbols().bind(layer.bindings());
    assertThat(symbols.outputs()).isEqualTo(numbers.outputs());
    assertThat(symbols.layers()).isEqualTo(numbers.layers());
    assertThat(symbols.weights()).isEqualTo(numbers.weights());
    assertThat(symbols.totals()).isEqualTo(numbers.totals());
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatTorchRefusesIsRefused(LayerCase layer) {
    assertThat(faults(layer::analyze)).isEqualTo(layer.expected().get(0));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void symbolsBoundToItAreRefusedWithTheSameWords(LayerCase layer) {
    Bindings bindings = layer.bindings();
    String faults = faults(() -> layer.analyzeSymbols().bind(bindings));
    assertThat(layer.withNumbers(faults)).isEqualTo(layer.expected().get(0));
  }

  private static String faults(Runnable analysis) {
    InvalidSpecException exception =
        catchThrowableOfType(InvalidSpecException.class, analysis::run);
    assertThat(exception).isNotNull();
    return String.join("; ", exception.problems().stream().map(Problem::message).toList());
  }
}
