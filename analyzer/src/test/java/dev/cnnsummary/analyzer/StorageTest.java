package dev.cnnsummary.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.specs.Models;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.shape.Bindings;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Dim;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bytes in another type than the declared one. */
class StorageTest {
  @ParameterizedTest
  @CsvSource({"F16, 2", "BF16, 2", "I8, 1", "U8, 1", "F32, 4", "F64, 8"})
  void vgg16HasSoManyBytesAnElement(DType dtype, long bytes) {
    Totals totals = stored(Models.load("vgg16", null, Map.of()), dtype).totals();
    assertThat(List.of(totals.weightBytes(), totals.outputBytes(), totals.peakActivationBytes()))
        .containsExactly(
            Dim.of(138_357_544 * bytes), Dim.of(28_701_160 * bytes), Dim.of(6_422_528 * bytes));
    assertThat(totals.macs()).isEqualTo(Dim.of(15_470_264_320L));
  }

  @Test
  void countersKeepTheirBytes() {
    Graph graph = Networks.sequence("3x2x2", "BatchNorm2d");
    assertThat(stored(graph, DType.F16).totals().weightBytes()).isEqualTo(Dim.of(12 * 2 + 8));
  }

  @Test
  void integersKeepTheirBytes() {
    Graph graph =
        Networks.graph(
            """
            name: words
            input: {shape: 7, dtype: i64}
            layers:
              - {type: Embedding, num_embeddings: 10, embedding_dim: 3}
            """);
    Totals totals = stored(graph, DType.I8).totals();
    assertThat(List.of(totals.weightBytes(), totals.outputBytes(), totals.peakActivationBytes()))
        .containsExactly(Dim.of(30), Dim.of(21), Dim.of(7 * 8 + 21));
  }

  @Test
  void aTypeThatLayersCannotComputeWithChangesNoShape() {
    Graph graph = Models.load("resnet18", null, Map.of());
    assertThat(stored(graph, DType.I8).layers().stream().map(LayerReport::outputs))
        .isEqualTo(Analyzer.analyze(graph).layers().stream().map(LayerReport::outputs).toList());
  }

  @Test
  void symbolsThatAreBoundHaveTheBytesOfNumbers() {
    Graph graph = Models.load("resnet18", null, Map.of());
    Analysis symbols =
        Analyzer.analyze(
            graph, ModelInputs.of(graph, List.of("3xHxW"), OptionalLong.empty()), DType.F16);
    assertThat(symbols.bind(Bindings.of("H", 224).and("W", 224)).totals())
        .isEqualTo(stored(graph, DType.F16).totals());
    assertThat(symbols.bind(Bindings.of("N", 3).and("H", 224).and("W", 224)).totals().outputBytes())
        .isEqualTo(stored(graph, DType.F16).totals().outputBytes().times(3));
  }

  private static Analysis stored(Graph graph, DType dtype) {
    return Analyzer.analyze(graph, ModelInputs.declared(graph), dtype);
  }
}
