package dev.cnnsummary.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.specs.Models;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.op.AdaptivePool;
import dev.cnnsummary.specs.op.BatchNorm;
import dev.cnnsummary.specs.op.Convolution;
import dev.cnnsummary.specs.op.Linear;
import dev.cnnsummary.specs.op.Pool;
import dev.cnnsummary.specs.shape.Bindings;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What PyTorch exports of torchvision's networks is what the zoo's own specs say of them. Height
 * and width are symbols of the files, and bound here.
 */
class OnnxExportsTest {
  private static final Bindings SIZES = Bindings.of("height", 224).and("width", 224);

  private static Analysis export(String file) {
    try {
      var url =
          Objects.requireNonNull(
              OnnxExportsTest.class.getResource("/onnx/exports/" + file + ".onnx"));
      return Analyzer.analyze(Models.load(Path.of(url.toURI()).toString()));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Analysis zoo(String model) {
    return Analyzer.analyze(Models.load(model));
  }

  /** Paths and sizes of layers that have windows or weights. */
  private static List<String> layers(Analysis analysis) {
    Analysis one = analysis.bind(analysis.inputs().sample());
    return one.layers().stream()
        .filter(layer -> isShown(layer.node()))
        .map(layer -> layer.node().path() + " " + layer.outputs() + " " + layer.macs())
        .toList();
  }

  private static boolean isShown(Node node) {
    return switch (node.op()) {
      case Convolution _, Linear _, BatchNorm _, Pool _, AdaptivePool _ ->
          node.form() == Node.Form.MODULE;
      default -> false;
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"resnet18", "mobilenet_v2", "shufflenet_v2_x0_5"})
  void exportWithBatchNormsIsTheZoosNetwork(String model) {
    Analysis file = export(model + ".kept").bind(SIZES);
    assertThat(file.totals().params()).isEqualTo(zoo(model).totals().params());
    assertThat(file.totals().buffers()).isEqualTo(zoo(model).totals().buffers());
    assertThat(file.totals().macs()).isEqualTo(zoo(model).totals().macs());
    assertThat(layers(file)).isEqualTo(layers(zoo(model)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"resnet18", "mobilenet_v2", "shufflenet_v2_x0_5", "squeezenet1_1"})
  void exportWithFoldedBatchNormsIsTheSimplifiedNetwork(String model) {
    Analysis file = export(model + ".folded").bind(SIZES);
    Analysis simple = zoo(model).simplified();
    assertThat(file.totals().params()).isEqualTo(simple.totals().params());
    assertThat(file.totals().macs()).isEqualTo(simple.totals().macs());
    assertThat(layers(file)).isEqualTo(layers(simple));
  }

  @ParameterizedTest
  @ValueSource(strings = {"resnet18", "mobilenet_v2", "shufflenet_v2_x0_5"})
  void simplifiedExportHasItsNormsFolded(String model) {
    Analysis simple = export(model + ".kept").simplified();
    Analysis folded = export(model + ".folded").simplified();
    assertThat(simple.totals()).isEqualTo(folded.totals());
    assertThat(layers(simple)).isEqualTo(layers(folded));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "resnet18.kept | layer4.1.bn2 | [batch, 512, ⌊(height+31)/32⌋, ⌊(width+31)/32⌋]",
        "resnet18.folded | layer4.1.conv2 | [batch, 512, ⌊(height+31)/32⌋, ⌊(width+31)/32⌋]",
        "mobilenet_v2.folded | features.18.0 | [batch, 1280, ⌊(height+31)/32⌋, ⌊(width+31)/32⌋]",
        "shufflenet_v2_x0_5.kept | conv5.0 | [batch, 1024, ⌊(height+31)/32⌋, ⌊(width+31)/32⌋]",
      })
  void dynamicAxesStaySymbolsToTheLastLayer(String file, String layer, String shape) {
    Analysis analysis = export(file);
    assertThat(
            analysis.layers().stream()
                .filter(each -> each.node().path().text().equals(layer))
                .map(each -> each.outputs().getFirst().shape().toString()))
        .containsExactly(shape);
    assertThat(analysis.outputs().getFirst().shape())
        .isEqualTo(Shape.of(Dim.symbol("batch"), Dim.of(1000)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"resnet18", "squeezenet1_1"})
  void otherSizesAreThoseOfTheZoo(String model) {
    ModelInputs small = ModelInputs.of(Models.load(model), List.of("3x96x128"), OptionalLong.of(4));
    Analysis file =
        export(model + ".folded").bind(Bindings.of("batch", 4).and("height", 96).and("width", 128));
    assertThat(file.totals().macs())
        .isEqualTo(Analyzer.analyze(Models.load(model), small).totals().macs());
    assertThat(Set.copyOf(file.inputs().symbols())).isEmpty();
  }
}
