package dev.cnnsummary.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.executor.Program.Mode;
import dev.cnnsummary.executor.reference.Fill;
import dev.cnnsummary.executor.reference.TorchCase;
import dev.cnnsummary.specs.graph.Graph;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs against what PyTorch 1.13.1 and torchvision 0.14.1 computed. */
class TorchRunsTest {
  private static final double TOLERANCE = 1e-5;

  static Stream<Arguments> cases() {
    return networks()
        .flatMap(each -> Arrays.stream(Mode.values()).map(mode -> Arguments.of(each, mode)));
  }

  static Stream<TorchCase> networks() {
    return Stream.concat(TorchCase.all(), TorchCase.functional());
  }

  @Tag("vectors")
  @ParameterizedTest
  @MethodSource("networks")
  void onVectorsOutputsAreTorchs(TorchCase expected) {
    outputsAreTorchs(expected, Mode.FAST, Engine.VECTORS);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void inPlainJavaOutputsAreTorchs(TorchCase expected, Mode mode) {
    outputsAreTorchs(expected, mode, Engine.PLAIN_JAVA);
  }

  private static void outputsAreTorchs(TorchCase expected, Mode mode, Engine engine) {
    Graph graph = expected.graph();
    try (Program program = engine.prepare(graph, expected.inputs(), mode)) {
      program.load(Fill::weight);
      List<Tensor> outputs = program.run(LayerChecks.inputs(graph, program.geometry()));
      for (int i = 0; i < outputs.size(); i++) {
        check(outputs.get(i), expected, i);
      }
    }
  }

  private static void check(Tensor output, TorchCase torch, int index) {
    assertThat(output.dtype()).isEqualTo(torch.outputs().get(index).dtype());
    assertThat(output.shape()).isEqualTo(torch.outputs().get(index).array());
    List<Double> expected = torch.elements().get(index);
    double scale =
        expected.stream().mapToDouble(Math::abs).filter(Double::isFinite).max().orElse(0);
    Offset<Double> tolerance = Offset.offset(output.dtype().isFloating() ? TOLERANCE * scale : 0);
    for (int i = 0; i < expected.size(); i++) {
      int place = (int) ((long) i * output.numel() / expected.size());
      assertThat(output.get(place))
          .as("element %s of output %s", place, index)
          .isCloseTo(expected.get(i), tolerance);
    }
  }
}
