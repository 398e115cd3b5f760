package dev.cnnsummary.executor.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.function.TensorFunction;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.op.Embedding;
import dev.cnnsummary.specs.op.FreeTensor;
import dev.cnnsummary.specs.op.IndexSelect;
import dev.cnnsummary.specs.op.MaxUnpool;
import dev.cnnsummary.specs.op.Op;
import dev.cnnsummary.specs.op.Padding;
import dev.cnnsummary.specs.op.Window;
import dev.cnnsummary.specs.shape.DType;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    List<Tensor> outputs = expected.run().outputs();
    assertThat(outputs).as(expected.toString()).hasSameSizeAs(expected.outputs());
    for (int i = 0; i < outputs.size(); i++) {
      Tensor output = outputs.get(i);
      String name = "output %s of %s".formatted(i, expected);
      assertThat(output.dtype()).as(name).isEqualTo(expected.outputs().get(i).dtype());
      assertThat(output.shape()).as(name).isEqualTo(expected.outputs().get(i).array());
      check(name, output, expected.elements().get(i));
    }
  }

  private static void check(String name, Tensor output, List<Double> expected) {
    double scale =
        expected.stream().mapToDouble(Math::abs).filter(Double::isFinite).max().orElse(0);
    Offset<Double> tolerance = Offset.offset(output.dtype().isFloating() ? TOLERANCE * scale : 0);
    for (int i = 0; i < expected.size(); i++) {
      int index = (int) ((long) i * output.numel() / expected.size());
      assertThat(output.get(index))
          .as("element %s of %s", index, name)
          .isCloseTo(expected.get(i), tolerance);
    }
  }

  static Stream<Class<?>> operators() {
    return Arrays.<Class<?>>stream(Op.class.getPermittedSubclasses())
        .filter(op -> op != FreeTensor.class && op != TensorFunction.class); // from files only
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
    assertThat(TESTED).as("operators with a case").contains(operator);
  }

  @Test
  void aRowThatAnEmbeddingHasNotIsRefused() {
    Embedding embedding = new Embedding(3, 2, null, null, 2, false, false);
    List<Tensor> table = List.of(Tensor.of(new int[] {3, 2}, new float[6]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Definitions.of(embedding, List.of(integers(0, 3)), table))
        .withMessage("there is no row 3 among 3");
  }

  @Test
  void anElementThatAnAxisHasNotIsRefused() {
    List<Tensor> operands = List.of(Tensor.of(new int[] {2}, 1, 2), integers(0, -1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Definitions.of(new IndexSelect(0), operands, List.of()))
        .withMessage("there is no element -1 among 2");
  }

  @Test
  void aPositionOutsideTheOutputIsRefused() {
    Window window = new Window(List.of(2), List.of(2), Padding.symmetric(List.of(0)), List.of(1));
    List<Tensor> operands =
        List.of(Tensor.of(new int[] {1, 1, 2}, 1, 2), integers(1, 4).reshaped(1, 1, 2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Definitions.of(new MaxUnpool(window, null), operands, List.of()))
        .withMessage("there is no position 4 among 4");
  }

  private static Tensor integers(long... elements) {
    return Tensor.of(DType.I64, new int[] {elements.length}, elements);
  }

  /** The products or sums that an element of the last layer is made of. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {type: Conv2d, in_channels: 6, out_channels: 4, kernel_size: 3, groups: 2} | 27
          {type: ConvTranspose2d, in_channels: 6, out_channels: 4, kernel_size: 2}   | 24
          {type: Linear, in_features: 5, out_features: 4}                            | 5
          {type: MaxPool2d, kernel_size: 3}                                          | 9
          {type: adaptive_avg_pool2d, output_size: 2}                                | 9
          {type: GroupNorm, num_groups: 2, num_channels: 6}                          | 75
          {type: BatchNorm2d, num_features: 6}                                       | 1
          {type: softmax, dim: 1}                                                    | 6
          {type: mean, dim: [2, 3]}                                                  | 25
          {type: local_response_norm, size: 5}                                       | 5
          {type: interpolate, size: 9, mode: bicubic}                                | 16
          ReLU                                                                       | 1
          """)
  void termsAreThoseOfAnElement(String layer, long terms) {
    Extent input = new Extent(DType.F32, List.of(2, 6, 5, 5));
    TorchCase network = new TorchCase("[" + layer + "]", List.of(input), List.of(), List.of());
    assertThat(network.run().definitions().getLast().terms()).isEqualTo(terms);
  }
}
