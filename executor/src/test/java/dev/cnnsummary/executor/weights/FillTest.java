package dev.cnnsummary.executor.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cnnsummary.executor.ExecutionException;
import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.shape.DType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values were computed with Python's integers and NumPy's float32. */
class FillTest {
  @Test
  void hashOfAName() {
    assertThat(Fill.hash("input")).isEqualTo(0x1ebbae8f5810b65bL);
  }

  @Test
  void inputTensorIsNotScaled() {
    Tensor input = Fill.input("input", new Extent(DType.F32, List.of(1, 3, 1, 1)), 1);
    assertThat(input.shape()).containsExactly(1, 3, 1, 1);
    assertThat(input.floats()).containsExactly(0.30472076f, -0.5927515f, -0.45111072f);
  }

  @Test
  void integersAreNotMadeFromASeed() {
    assertThatThrownBy(() -> Fill.input("tokens", new Extent(DType.I64, List.of(4)), 1))
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("'tokens' is of type i64");
  }

  @ParameterizedTest(name = "{0} of shape {1}, seed {2}, gain {3}, element {4}")
  @CsvSource({
    "conv.weight, 2x3x3x3, 0, 2, 0, -0.2933375835418701",
    "conv.weight, 2x3x3x3, 0, 2, 1, 0.15092477202415466",
    "conv.weight, 2x3x3x3, 0, 2, 53, 0.18191023170948029",
    "conv.weight, 2x3x3x3, 7, 1.5, 0, 0.24163539707660675",
    "conv.weight, 2x3x3x3, 7, 1.5, 53, -0.10909892618656158",
    "attn.in_proj_weight, 18x4, 0, 2, 0, 0.9860233664512634",
    "attn.in_proj_weight, 18x4, 0, 2, 71, -0.32299137115478516",
    "bn.weight, 6, 0, 2, 0, 1.0396249294281006",
    "bn.weight, 6, 0, 2, 5, 1.0201815366744995",
    "größe.weight, 6, 0, 2, 0, 0.7892810702323914",
    "bn.bias, 6, 0, 2, 0, -0.09554658830165863",
    "bn.bias, 6, 0, 2, 5, -0.09810837358236313",
    "bn.running_mean, 6, 0, 2, 0, 0.08470924198627472",
    "bn.running_mean, 6, 0, 2, 5, 0.09842050075531006",
    "bn.running_var, 6, 0, 2, 0, 1.361659049987793",
    "bn.running_var, 6, 0, 2, 5, 0.569252610206604",
    "block.layer_scale, 6x1x1, 0, 2, 0, 0.4107191264629364",
    "block.layer_scale, 6x1x1, 0, 2, 5, 0.46774595975875854",
    "class_token, 1x1x6, 0, 2, 0, -0.042253006249666214",
    "class_token, 1x1x6, 0, 2, 5, -0.056713055819272995",
    "big.weight, 1000003, 3, 2, 0, 0.808044970035553",
    "big.weight, 1000003, 3, 2, 65535, 1.0447332859039307",
    "big.weight, 1000003, 3, 2, 65536, 0.9827995300292969",
    "big.weight, 1000003, 3, 2, 1000002, 0.8705739378929138"
  })
  void seededWeight(String name, String shape, long seed, double gain, int index, float expected) {
    Integer[] extents =
        List.of(shape.split("x", -1)).stream().map(Integer::valueOf).toArray(Integer[]::new);
    Weight weight = Weight.parameter(name, extents);
    Tensor tensor = new SeededWeights(seed, gain).get(weight.value(), weight.extent());
    assertThat(tensor.get(index)).isEqualTo(expected);
  }

  @Test
  void countersAreZero() {
    Weight weight = Weight.counter("bn.num_batches_tracked");
    Tensor tensor = new SeededWeights(0, 2).get(weight.value(), weight.extent());
    assertThat(tensor.dtype()).isEqualTo(DType.I64);
    assertThat(tensor.integers()).containsExactly(0);
  }

  @Test
  void theScaleOfLogitsKeepsTheNumberItIsConstructedWith() {
    Weight weight = Weight.parameter("attn.logit_scale", 3, 1, 1);
    assertThat(new SeededWeights(0, 2).get(weight.value(), weight.extent()).floats())
        .containsOnly(2.3025851f);
  }

  @Test
  void aBufferThatNothingConstructsIsNamed() {
    Weight weight = Weight.counter("attn.relative_position_index", 49);
    assertThatThrownBy(() -> new SeededWeights(0, 2).get(weight.value(), weight.extent()))
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("attn.relative_position_index")
        .hasMessageContaining("i64");
  }
}
