package dev.cnnsummary.analyzer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cnnsummary.analyzer.field.AxisField;
import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.Models;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.shape.Bindings;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Attention within windows, and the transformers that have it. */
class WindowAttentionTest {
  private static final String WINDOWS =
      """
      {"input": "HxWx8", "layers": [
        {"bias": {"type": "Parameter", "shape": [1, 2, 12, 12]}},
        {"qkv": {"type": "Linear", "training_only": true, "in_features": 8, "out_features": 24}},
        {"proj": {"type": "Linear", "training_only": true, "in_features": 8, "out_features": 8}},
        {"type": "shifted_window_attention", "window_size": [3, 4], "shift_size": [1, 2],
         "num_heads": 2, "from": ["input", "qkv.weight", "proj.weight", "bias", "qkv.bias", "proj.bias"]}]}
      """;

  private static Analysis of(Graph graph, String input) {
    return Analyzer.analyze(graph, ModelInputs.of(graph, List.of(input), OptionalLong.of(1)));
  }

  /** 144 MACs a place for each of 4·8 projected features, and 2·12 for each of 8 features. */
  @ParameterizedTest
  @CsvSource({"3, 4, 12", "4, 4, 24", "4, 5, 48", "7, 9, 108", "1, 1, 12"})
  void paddedPlacesCount(int height, int width, long places) {
    Analysis analysis = of(FunctionCases.spec(WINDOWS), "%dx%dx8".formatted(height, width));
    assertThat(analysis.totals().macs().value()).isEqualTo(places * 8 * (4 * 8 + 2 * 12));
  }

  @Test
  void weightsThatAFunctionTakesAreUsed() {
    assertThat(of(FunctionCases.spec(WINDOWS), "6x8x8").weights()).allMatch(WeightReport::used);
  }

  @ParameterizedTest
  @CsvSource({"6, 8", "7, 9", "2, 3", "3, 30"})
  void symbolsThenBoundAreAsConcrete(int height, int width) {
    Graph graph = FunctionCases.spec(WINDOWS);
    Analysis bound =
        of(graph, "HxWx8").bind(Bindings.of(Map.of("H", (long) height, "W", (long) width)));
    assertThat(bound.totals()).isEqualTo(of(graph, "%dx%dx8".formatted(height, width)).totals());
  }

  @Test
  void theMaskCountsWhereWindowsAreMovedOnly() {
    Graph graph = FunctionCases.spec(WINDOWS);
    long one = of(graph, "3x4x8").totals().flops().value();
    long two = of(graph, "6x4x8").totals().flops().value();
    assertThat(two - 2 * one).isEqualTo(24 * 12 * 2);
  }

  @Test
  void aWrongWeightIsRefusedAtTheFunction() {
    assertThatThrownBy(() -> of(FunctionCases.spec(WINDOWS), "6x8x16"))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining("shifted_window_attention")
        .hasMessageContaining("qkv_weight has an axis of 24 where its layer wants 48");
  }

  /**
   * A patch sees 4 pixels, its window 28. Windows moved by 3 patches see up to two of these, so 56,
   * and what is merged of four such patches is within 60 or fewer.
   */
  @ParameterizedTest
  @CsvSource({
    "features.1.0.attn.shifted_window_attention, 28",
    "features.1.1.attn.shifted_window_attention, 56"
  })
  void aPlaceSeesItsWindow(String path, long size) {
    Graph graph = Models.load("swin_t");
    Analysis analysis = of(graph, "3x224x224");
    Node node =
        graph.nodes().stream()
            .filter(each -> each.path().text().equals(path))
            .findFirst()
            .orElseThrow();
    List<AxisField> axes =
        Objects.requireNonNull(analysis.field(node.outputs().getFirst()).inputs().getFirst());
    assertThat(axes).extracting(AxisField::size).containsExactly(size, size);
  }

  @ParameterizedTest
  @CsvSource({"swin_t, 4, 4", "swin_t, 100, 76", "swin_v2_t, 256, 128", "maxvit_t, 448, 448"})
  void aTransformerOnSymbolsThenBoundIsAsConcrete(String model, int height, int width) {
    Graph graph = Models.load(model);
    Analysis bound =
        of(graph, "3xHxW").bind(Bindings.of(Map.of("H", (long) height, "W", (long) width)));
    assertThat(bound.totals()).isEqualTo(of(graph, "3x%dx%d".formatted(height, width)).totals());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          vit_b_16 | 3x256x224 | height: 256 elements do not fill a shape of 224
          vit_b_16 | 3x224x230 | width: 230 elements do not fill a shape of 224
          swin_t   | 3x3x224   | features.0.0
          maxvit_t | 3x256x256 | blocks.0.layers.0.layers.window_attention.partition_op.reshape
          maxvit_t | 3x224x448 | blocks.0.layers.0.layers.grid_attention.partition_op.reshape
          """)
  void aSizeThatTorchvisionRefusesIsRefusedAtItsLayer(String model, String input, String message) {
    assertThatThrownBy(() -> of(Models.load(model), input))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining(message);
  }
}
