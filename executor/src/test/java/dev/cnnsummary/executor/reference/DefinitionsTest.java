package dev.cnnsummary.executor.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.op.FreeTensor;
import dev.cnnsummary.specs.op.Op;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Definitions against what PyTorch 1.13.1 and torchvision 0.14.1 computed. */
class DefinitionsTest {
  private static final double TOLERANCE = 1e-5;

  static Stream<TorchCase> cases() {
    return TorchCase.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void elementsAreTorchs(TorchCase expected) {
    List<Tensor> outputs = expected.run();
    assertThat(outputs).hasSameSizeAs(expected.outputs());
    for (int i = 0; i < outputs.size(); i++) {
      Tensor output = outputs.get(i);
      assertThat(output.dtype()).isEqualTo(expected.outputs().get(i).dtype());
      assertThat(output.shape()).isEqualTo(expected.outputs().get(i).array());
      check(output, expected.elements().get(i));
    }
  }

  private static void check(Tensor output, List<Double> expected) {
    double scale =
        expected.stream().mapToDouble(Math::abs).filter(Double::isFinite).max().orElse(0);
    Offset<Double> tolerance = Offset.offset(output.dtype().isFloating() ? TOLERANCE * scale : 0);
    for (int i = 0; i < expected.size(); i++) {
      int index = (int) ((long) i * output.numel() / expected.size());
      assertThat(output.get(index)).as("element %s", index).isCloseTo(expected.get(i), tolerance);
    }
  }

  static Stream<Class<?>> operators() {
    return Arrays.<Class<?>>stream(Op.class.getPermittedSubclasses())
        .filter(op -> op != FreeTensor.class);
  }

  private static final Set<Class<?>> TESTED =
      cases()
          .flatMap(each -> each.graph().nodes().stream())
          .map(Node::op)
          .map(Op::getClass)
          .collect(Collectors.toSet());

  @ParameterizedTest
  @MethodSource("operators")
  void everyOperatorIsHeldAgainstTorch(Class<?> operator) {
    assertThat(TESTED).contains(operator);
  }
}
