package dev.cnnsummary.executor.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InitialWeightsTest {
  private static float[] floats(Weights weights, Weight weight) {
    return weights.get(weight.value(), weight.extent()).floats();
  }

  private static double moment(float[] numbers, int power) {
    return IntStream.range(0, numbers.length)
        .mapToDouble(i -> Math.pow(numbers[i], power))
        .average()
        .orElseThrow();
  }

  @Test
  void zerosLeaveBuffersAsConstructed() {
    Weights zeros = new ZeroWeights();
    assertThat(floats(zeros, Weight.parameter("conv.weight", 2, 3, 1, 1)))
        .hasSize(6)
        .containsOnly(0);
    assertThat(floats(zeros, Weight.parameter("bn.weight", 4))).containsOnly(0);
    assertThat(floats(zeros, Weight.buffer("bn.running_mean", 4))).containsOnly(0);
    assertThat(floats(zeros, Weight.buffer("bn.running_var", 4))).containsOnly(1);
  }

  @Test
  void kaimingWeightsHaveTheVarianceOfTheirFanIn() {
    float[] weight = floats(new KaimingWeights(5), Weight.parameter("fc.weight", 400, 50, 3, 3));
    assertThat(moment(weight, 1)).isCloseTo(0, within(1e-3));
    assertThat(moment(weight, 2) * 450 / 2).isCloseTo(1, within(0.02));
    assertThat(moment(weight, 4) / Math.pow(moment(weight, 2), 2)).isCloseTo(3, within(0.1));
  }

  @Test
  void kaimingWeightsDependOnNameAndSeedAlone() {
    Weight weight = Weight.parameter("conv.weight", 300, 300);
    float[] first = floats(new KaimingWeights(1), weight);
    assertThat(floats(new KaimingWeights(1), weight)).isEqualTo(first);
    assertThat(floats(new KaimingWeights(2), weight)).isNotEqualTo(first);
    assertThat(floats(new KaimingWeights(1), Weight.parameter("other.weight", 300, 300)))
        .isNotEqualTo(first);
  }

  @Test
  void kaimingLeavesNormsAndBiasesNeutral() {
    Weights kaiming = new KaimingWeights(0);
    assertThat(floats(kaiming, Weight.parameter("bn.weight", 4))).containsOnly(1);
    assertThat(floats(kaiming, Weight.parameter("bn.bias", 4))).containsOnly(0);
    assertThat(floats(kaiming, Weight.buffer("bn.running_var", 4))).containsOnly(1);
    assertThat(floats(kaiming, Weight.parameter("class_token", 1, 1, 4))).doesNotContain(0);
  }
}
