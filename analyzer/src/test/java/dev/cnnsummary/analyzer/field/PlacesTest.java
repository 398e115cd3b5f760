package dev.cnnsummary.analyzer.field;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.Analyzer;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.spec.Source;
import dev.cnnsummary.specs.spec.SpecFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What elements see, against the gradients that PyTorch 1.13.1 finds for some of them. */
class PlacesTest {
  static Stream<Gradients> gradients() throws IOException {
    try (InputStream stream =
        Objects.requireNonNull(PlacesTest.class.getResourceAsStream("fields.tsv"))) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.startsWith("#"))
              .map(line -> line.split("\t", -1))
              .map(columns -> new Gradients(columns[0], columns[1], columns[2]))
              .toList()
              .stream();
    }
  }

  record Gradients(String layers, String length, String stretches) {
    @Override
    public String toString() {
      return layers;
    }
  }

  private static AxisField field(String layers, String length) {
    String text = "{input: 1x" + length + ", layers: " + layers + "}";
    Graph graph = SpecFile.read(new Source("layers.yaml", text)).expand(null, Map.of());
    Analysis analysis = Analyzer.analyze(graph);
    List<AxisField> axes =
        Objects.requireNonNull(analysis.field(graph.outputs().getFirst()).inputs().getFirst());
    return axes.getFirst();
  }

  @ParameterizedTest
  @MethodSource("gradients")
  void stretchesAreThoseOfTheGradients(Gradients gradients) {
    Places places = Objects.requireNonNull(field(gradients.layers, gradients.length).places());
    List<String> expected = List.of(gradients.stretches.split(" ", -1));
    List<String> actual =
        expected.stream()
            .map(text -> text.substring(0, text.indexOf(':')))
            .map(text -> print(text, places))
            .toList();
    assertThat(actual).isEqualTo(expected);
  }

  private static String print(String element, Places places) {
    Places.Stretch stretch = places.at(Long.parseLong(element));
    return element + ":" + stretch.first() + ".." + stretch.last();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2, stride: 2 | 1 | 1/2 | 0
          4, stride: 2, padding: 1 | 2 | 1/2 | -1
          3, stride: 2, padding: 1 | 2 | 1/2 | 0
          5, stride: 3 | 2 | 1/3 | -1
          3 | 3 | 1 | -2
          """)
  void transposedConvolutionIsFinerByItsStride(
      String kernel, long size, String stride, long offset) {
    AxisField field =
        field("[{type: ConvTranspose1d, out_channels: 1, kernel_size: " + kernel + "}]", "9");
    assertThat(field.size()).isEqualTo(size);
    assertThat(field.stride()).hasToString(stride);
    assertThat(field.offset()).isEqualTo(offset);
  }

  @ParameterizedTest
  @CsvSource({"4, 1/4096", "5, null"})
  void patternThatRepeatsTooLateHasNoStride(int stride, String expected) {
    String layer = "{type: ConvTranspose1d, out_channels: 1, kernel_size: 65, stride: %d}";
    AxisField field =
        field(
            "["
                + String.join(
                    ", ", layer.formatted(32), layer.formatted(32), layer.formatted(stride))
                + "]",
            "9");
    assertThat(String.valueOf(field.stride())).isEqualTo(expected);
  }
}
