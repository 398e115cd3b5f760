package dev.cnnsummary.cli.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cnnsummary.executor.ExecutionException;
import dev.cnnsummary.executor.Tensor;
import org.junit.jupiter.api.Test;

class ClassActivationMapTest {
  private static final Tensor FEATURES = Tensor.of(new int[] {1, 2, 2, 2}, 1, 0, 0, 0, 0, 0, 0, 4);
  private static final Tensor WEIGHT = Tensor.of(new int[] {2, 2}, 1, 0.5f, -3, 0.25f);

  @Test
  void featuresAreWeightedForTheClass() {
    assertThat(ClassActivationMap.of(FEATURES, WEIGHT, 0).numbers()).containsExactly(1, 0, 0, 2);
    assertThat(ClassActivationMap.of(FEATURES, WEIGHT, 1).numbers()).containsExactly(-3, 0, 0, 1);
  }

  @Test
  void withoutALinearLayerEachChannelIsAClass() {
    assertThat(ClassActivationMap.of(FEATURES, null, 1).numbers()).containsExactly(0, 0, 0, 4);
    assertThatThrownBy(() -> ClassActivationMap.of(FEATURES, null, -1))
        .hasMessage("there is no class -1: there are 2, from 0");
  }

  /** A black picture keeps half of each colour. */
  @Test
  void theMapIsStretchedOverThePicture() {
    Picture black = new Picture(300, 300, 1, new byte[300 * 300]);
    Picture picture = ClassActivationMap.of(FEATURES, WEIGHT, 0).over(black);
    assertThat(picture.width()).isEqualTo(300);
    assertThat(Samples.color(picture, 299, 299)).as("greatest").isEqualTo(0x641406);
    assertThat(Samples.color(picture, 299, 0)).as("least").isEqualTo(0x262666);
    assertThat(Samples.color(picture, 0, 0)).as("in the middle").isEqualTo(0x4b7d28);
    assertThat(picture.sample(149, 299, 0)).as("between").isCloseTo(0x4b, within(2));
  }

  @Test
  void smallPicturesAreEnlarged() {
    Picture small = new Picture(28, 14, 3, new byte[28 * 14 * 3]);
    Picture picture = ClassActivationMap.of(FEATURES, WEIGHT, 0).over(small);
    assertThat(picture.width()).isEqualTo(448);
    assertThat(picture.height()).isEqualTo(224);
  }

  @Test
  void whatDoesNotFitTogetherIsSaid() {
    assertThatThrownBy(() -> ClassActivationMap.of(FEATURES, WEIGHT, 2))
        .isInstanceOf(ExecutionException.class)
        .hasMessage("there is no class 2: there are 2, from 0");
    assertThatThrownBy(
            () -> ClassActivationMap.of(FEATURES, Tensor.of(new int[] {1, 3}, 1, 2, 3), 0))
        .hasMessageContaining("got f32[1, 2, 2, 2] and f32[1, 3]");
  }

  @Test
  void anInputIsShownFromItsLeastNumberToItsGreatest() {
    Picture picture =
        Picture.of(Tensor.of(new int[] {2, 3, 1, 2}, 0, 1, 2, 3, 4, 5, 9, 9, 9, 9, 9, 9));
    assertThat(Samples.color(picture, 0, 0)).isEqualTo(0x0066cc);
    assertThat(Samples.color(picture, 1, 0)).isEqualTo(0x3399ff);
    assertThatThrownBy(() -> Picture.of(Tensor.of(new int[] {1, 2, 1, 1}, 0, 1)))
        .hasMessageStartingWith("an input of f32[1, 2, 1, 1] is no picture");
  }
}
