package dev.cnnsummary.executor.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.op.Elementwise;
import dev.cnnsummary.specs.op.Linear;
import dev.cnnsummary.specs.op.MatMul;
import dev.cnnsummary.specs.op.Op;
import dev.cnnsummary.specs.shape.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ShapesTest {
  static Stream<TorchCase> casesWithWeights() {
    return TorchCase.all().filter(each -> !each.graph().weights().isEmpty());
  }

  /** What is declared suffices in these tables. */
  @ParameterizedTest
  @MethodSource("casesWithWeights")
  void aModuleThatIsNeverCalledHasTheSameWeights(TorchCase network) {
    Op op = network.graph().nodes().getLast().op();
    Shapes called = Shapes.of(op, network.operands().getLast());
    assertThat(Shapes.of(op, List.of()))
        .as(network.toString())
        .isEqualTo(new Shapes(List.of(), called.weights()));
  }

  @Test
  void aModuleThatIsNeverCalledMustDeclareWhatItsWeightsNeed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Shapes.of(new Linear(null, 3, true), List.of()))
        .withMessage("in_features must be given for a layer that is never called");
  }

  @Test
  void aRefusalSaysWhatCame() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Shapes.of(new MatMul(MatMul.Kind.BROADCAST), List.of(floats(2, 3), floats(4, 5))))
        .withMessage("rows of 3 elements, but columns of 4");
  }

  @Test
  void weightsOfAnotherShapeAreRefused() {
    List<Tensor> weights = List.of(Tensor.of(new int[] {3, 2}, new float[6]));
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            Definitions.of(
                new Linear(null, 3, false),
                List.of(Tensor.of(new int[] {4}, new float[4])),
                weights))
        .withMessage("weights [[3, 2]] for [[3, 4]]");
  }

  /** As torch.promote_types of PyTorch 1.13.1. */
  @ParameterizedTest
  @CsvSource({
    "F32, F32, F32",
    "F32, F64, F64",
    "F16, BF16, F32",
    "F16, I64, F16",
    "BF16, U8, BF16",
    "I64, F32, F32",
    "BOOL, U8, U8",
    "BOOL, BOOL, BOOL",
    "U8, I8, I16",
    "U8, I16, I16",
    "I8, I16, I16",
    "I32, I16, I32",
    "I64, U8, I64",
    "BOOL, F16, F16",
  })
  void aSumHoldsBothTypes(DType left, DType right, DType joined) {
    Elementwise add = new Elementwise(Elementwise.Kind.ADD, null);
    List<Extent> operands =
        new ArrayList<>(List.of(new Extent(left, List.of(2)), new Extent(right, List.of(2))));
    assertThat(Shapes.of(add, operands).outputs())
        .containsExactly(new Extent(joined, List.of(2)))
        .isEqualTo(Shapes.of(add, operands.reversed()).outputs());
  }

  private static Extent floats(Integer... shape) {
    return new Extent(DType.F32, List.of(shape));
  }
}
