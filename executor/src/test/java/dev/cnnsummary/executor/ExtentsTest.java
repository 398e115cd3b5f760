package dev.cnnsummary.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.specs.op.Padding;
import dev.cnnsummary.specs.op.Window;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtentsTest {
  private static Window window(int kernel, int stride, int before, int after, int dilation) {
    return new Window(
        List.of(kernel),
        List.of(stride),
        new Padding(Padding.Mode.EXPLICIT, List.of(before), List.of(after)),
        List.of(dilation));
  }

  /** Layers as PyTorch 1.13.1 ran them: s000 to s003 are networks of lecture documents. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      useHeadersInDisplayName = false,
      textBlock =
          """
          # layer, input, kernel, stride, padding, dilation, ceil_mode, output
          convnext_tiny features.7.0.block.0, 7, 7, 1, 3, 1, false, 7
          convnext_tiny features.0.0, 224, 4, 4, 0, 1, false, 56
          efficientnet_b0 features.6.0.block.1.0, 14, 5, 2, 2, 1, false, 7
          efficientnet_b0 features.3.0.block.1.0, 56, 5, 2, 2, 1, false, 28
          googlenet inception5a.branch4.0, 7, 3, 1, 1, 1, true, 7
          googlenet maxpool4, 14, 2, 2, 0, 1, true, 7
          googlenet maxpool3, 28, 3, 2, 0, 1, true, 14
          googlenet maxpool2, 56, 3, 2, 0, 1, true, 28
          inception_v3 Mixed_7a.branch3x3_2.conv, 17, 3, 2, 0, 1, false, 8
          inception_v3 Conv2d_4a_3x3.conv, 73, 3, 1, 0, 1, false, 71
          inception_v3 Conv2d_2a_3x3.conv, 149, 3, 1, 0, 1, false, 147
          mnasnet1_0 layers.10.0.layers.3, 28, 5, 2, 2, 1, false, 14
          s000_alexnet features.12, 9, 3, 2, 0, 1, false, 4
          s000_alexnet features.3, 17, 3, 1, 2, 1, false, 19
          s000_alexnet features.0, 32, 3, 1, 2, 1, false, 34
          s000_lenet5 8, 5, 5, 1, 0, 1, false, 1
          s000_lenet5 6, 10, 2, 2, 0, 1, false, 5
          s000_lenet5 4, 14, 5, 1, 0, 1, false, 10
          s000_lenet5 0, 32, 5, 1, 0, 1, false, 28
          s000_resnet18 avgpool, 4, 4, 4, 0, 1, false, 1
          s000_resnet18 layer4.0.shortcut.0, 8, 1, 2, 0, 1, false, 4
          s000_resnet18 layer4.0.left.0, 8, 3, 2, 1, 1, false, 4
          s000_vgg16_32 features.30, 2, 2, 2, 0, 1, false, 1
          s000_vgg16_32 features.24, 2, 3, 1, 1, 1, false, 2
          s000_vgg16_32 features.16, 8, 2, 2, 0, 1, false, 4
          s002_alexnet net.12, 12, 3, 2, 0, 1, false, 5
          s002_alexnet net.0, 224, 11, 4, 1, 1, false, 54
          s002_googlenet 4.0.p3_2, 3, 5, 1, 2, 1, false, 3
          s002_googlenet 3.5, 6, 3, 2, 1, 1, false, 3
          s002_googlenet 0.0, 96, 7, 2, 3, 1, false, 48
          s002_nin 0.0, 224, 11, 4, 0, 1, false, 54
          s002_resnet18 4.0.conv3, 14, 1, 2, 0, 1, false, 7
          s003_alexnet features.12, 13, 3, 2, 0, 1, false, 6
          s003_alexnet features.0, 224, 11, 4, 2, 1, false, 55
          s003_zfnet features.3, 55, 5, 2, 0, 1, false, 26
          s003_zfnet features.0, 224, 7, 2, 1, 1, false, 110
          squeezenet1_0 features.11, 27, 3, 2, 0, 1, true, 13
          squeezenet1_0 features.6, 54, 3, 2, 0, 1, true, 27
          squeezenet1_0 features.2, 109, 3, 2, 0, 1, true, 54
          squeezenet1_0 features.0, 224, 7, 2, 0, 1, false, 109
          vit_b_16 conv_proj, 224, 16, 16, 0, 1, false, 14
          a convolution of dilation 2, 13, 3, 1, 2, 2, false, 13
          a convolution of stride 3, 13, 5, 3, 2, 1, false, 5
          a convolution of kernel 11, 11, 11, 4, 2, 1, false, 2
          a pool of dilation 3, 13, 2, 3, 0, 3, false, 4
          a pool of dilation 3 on less, 11, 2, 3, 0, 3, false, 3
          a pool that rounds up, 13, 2, 2, 0, 1, true, 7
          a pool whose last window ends at the edge, 13, 3, 2, 0, 1, true, 6
          a padded pool that rounds up, 11, 3, 2, 1, 1, true, 6
          """)
  void aWindowHasAsManyPositionsAsInPyTorch(
      String layer,
      int input,
      int kernel,
      int stride,
      int padding,
      int dilation,
      boolean ceilMode,
      int output) {
    Window window = window(kernel, stride, padding, padding, dilation);
    assertThat(Extents.positions(window, ceilMode, 0, input)).as(layer).isEqualTo(output);
  }

  @Test
  void evenKernelWithSamePaddingKeepsTheExtent() {
    assertThat(Extents.positions(window(4, 1, 1, 2, 1), false, 0, 13)).isEqualTo(13);
  }

  @Test
  void eachSideOfAsymmetricPaddingCounts() {
    assertThat(Extents.positions(window(3, 1, 2, 0, 1), false, 0, 5)).isEqualTo(5);
    assertThat(Extents.positions(window(3, 1, 0, 2, 1), false, 0, 5)).isEqualTo(5);
  }

  @Test
  void eachAxisHasItsOwnWindow() {
    Window window =
        new Window(List.of(3, 2), List.of(2, 1), Padding.symmetric(List.of(1, 0)), List.of(1, 1));
    assertThat(Extents.positions(window, false, 0, 13)).isEqualTo(7);
    assertThat(Extents.positions(window, false, 1, 11)).isEqualTo(10);
  }

  @Test
  void aWindowThatWouldStartInTheRightPaddingIsLeftOut() {
    assertThat(Extents.positions(window(2, 2, 1, 1, 1), true, 0, 5)).isEqualTo(3);
    assertThat(Extents.positions(window(1, 2, 0, 0, 1), true, 0, 4)).isEqualTo(2);
    assertThat(Extents.positions(window(2, 3, 1, 1, 1), true, 0, 5)).isEqualTo(2);
  }

  @Test
  void roundingUpFitsAWindowThatRunsOverByLessThanItsStride() {
    assertThat(Extents.positions(window(3, 2, 0, 0, 1), true, 0, 2)).isEqualTo(1);
    assertThat(Extents.positions(window(3, 2, 0, 0, 1), true, 0, 1)).isZero();
  }

  @Test
  void aWindowLargerThanItsInputHasNoPosition() {
    assertThat(Extents.positions(window(3, 1, 0, 0, 1), false, 0, 2)).isZero();
    assertThat(Extents.positions(window(2, 1, 0, 0, 5), false, 0, 5)).isZero();
  }

  @Test
  void sizesNearTheLimitOfAnIntAreExact() {
    int most = Integer.MAX_VALUE;
    assertThat(Extents.positions(window(most, most, most, most, 1), false, 0, most)).isEqualTo(3);
    assertThat(Extents.positions(window(most, 1, 0, 0, most), false, 0, most)).isZero();
  }
}
