package dev.cnnsummary.cli.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.Analyzer;
import dev.cnnsummary.analyzer.ModelInputs;
import dev.cnnsummary.executor.ExecutionException;
import dev.cnnsummary.specs.Models;
import dev.cnnsummary.specs.graph.Graph;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassActivationSourceTest {
  private static ClassActivationSource source(String model, String input) {
    Graph graph = Models.load(model);
    ModelInputs inputs = ModelInputs.of(graph, List.of(input), OptionalLong.of(1));
    Analysis analysis = Analyzer.analyze(graph, inputs);
    return ClassActivationSource.of(
        graph,
        value ->
            analysis.type(value).shape().dims().stream()
                .map(dim -> Math.toIntExact(dim.value()))
                .toList());
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "resnet18, 3x224x224, layer4.1.relu, fc.weight",
        "resnet18-cifar, 3x32x32, layer4.1.relu, fc.weight",
        "googlenet, 3x224x224, inception5b.cat, fc.weight",
        "densenet121, 3x224x224, relu, classifier.weight",
        "mobilenet_v2, 3x224x224, features.18.2, classifier.1.weight",
        "mnasnet1_0, 3x224x224, layers.16, classifier.1.weight",
        "shufflenet_v2_x1_0, 3x224x224, conv5.2, fc.weight",
        "squeezenet1_1, 3x224x224, classifier.2, none",
        "nin-d2l, 1x224x224, 7.5, none"
      })
  void networksThatEndInAnAverageOfMaps(
      String model, String input, String features, String weight) {
    ClassActivationSource source = source(model, input);
    assertThat(source.features().name()).isEqualTo(features);
    assertThat(source.weight() == null ? null : source.weight().name()).isEqualTo(weight);
  }

  @ParameterizedTest
  @CsvSource({
    "vgg16, 3x224x224, classifier.4 (ReLU) stands between",
    "lenet5, 1x32x32, stands between",
    "convnext_tiny, 3x224x224, classifier.0 (LayerNorm2d) stands between",
    "mobilenet_v3_small, 3x224x224, classifier.1 (Hardswish) stands between"
  })
  void theLayerInTheWayIsNamed(String model, String input, String message) {
    assertThatThrownBy(() -> source(model, input))
        .isInstanceOf(ExecutionException.class)
        .hasMessageStartingWith(model + " has no class activation map")
        .hasMessageContaining(message);
  }
}
