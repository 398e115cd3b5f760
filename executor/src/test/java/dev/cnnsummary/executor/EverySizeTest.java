package dev.cnnsummary.executor;

import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.reference.TorchCase;
import dev.cnnsummary.specs.shape.DType;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Vectors and what is left over beside them, at every size that is more or less than some. */
@Tag("vectors")
class EverySizeTest {
  private static final int MOST = 67;

  static Stream<Arguments> channels() {
    return cases(
        "{type: Conv2d, out_channels: 5, kernel_size: 1}",
        "{type: Conv2d, out_channels: 20, kernel_size: 3, padding: 1}",
        "{type: Conv2d, out_channels: 5, kernel_size: 3, stride: 2}",
        "{type: ConvTranspose2d, out_channels: 5, kernel_size: 2, stride: 2}",
        "{type: MaxPool2d, kernel_size: 3, stride: 2}, BatchNorm2d, ReLU",
        "{type: AvgPool2d, kernel_size: 2}, {type: interpolate, scale_factor: 2, mode: bilinear}",
        "{type: LayerNorm2d, normalized_shape: N}");
  }

  static Stream<Arguments> outputs() {
    return cases(
        "{type: Conv2d, out_channels: N, kernel_size: 1}",
        "{type: Conv2d, out_channels: N, kernel_size: 3, padding: 1}",
        "{type: Conv2d, out_channels: N, kernel_size: [2, 3], stride: 2}",
        "{type: ConvTranspose2d, out_channels: N, kernel_size: 2}");
  }

  static Stream<Arguments> widths() {
    return cases(
        "{type: Conv2d, out_channels: 3, kernel_size: 1}",
        "{type: Conv2d, out_channels: 3, kernel_size: [1, 3], padding: [0, 1]}",
        "{type: Conv2d, out_channels: 2, groups: 2, kernel_size: [1, 3], padding: [0, 1]}",
        "{type: Linear, out_features: 5}",
        "{type: Linear, out_features: 7}, {type: Linear, out_features: N}",
        "{type: softmax, dim: 3}",
        "{type: LayerNorm, normalized_shape: N}",
        "{type: GroupNorm, num_groups: 1}",
        "{type: sum, dim: 3}",
        "{type: add, from: [x, x]}, GELU, Sigmoid, Softplus");
  }

  private static Stream<Arguments> cases(String... layers) {
    return Stream.of(layers)
        .flatMap(layer ->
            IntStream.rangeClosed(1, MOST)
                .mapToObj(n ->
                    Arguments.of(
                        n, "[" + layer.replace("N}", n + "}").replace("N,", n + ",") + "]")));
  }

  @ParameterizedTest
  @MethodSource("channels")
  void layersOfAnyNumberOfChannelsAreTheirDefinitions(int n, String layers) {
    check(layers, 1, n, 6, 5);
  }

  @ParameterizedTest
  @MethodSource("outputs")
  void layersThatMakeAnyNumberOfChannelsAreTheirDefinitions(int n, String layers) {
    check(layers, n % 2 + 1, 17, 5, 4);
  }

  @ParameterizedTest
  @MethodSource("widths")
  void layersOnRowsOfAnyLengthAreTheirDefinitions(int n, String layers) {
    check(layers, 2, 2, 2, n);
  }

  private static void check(String layers, Integer... shape) {
    List<Extent> inputs = List.of(new Extent(DType.F32, List.of(shape)));
    TorchCase network = new TorchCase(layers, inputs, List.of(), List.of());
    LayerChecks.layersAreTheirDefinitions(network, Engine.VECTORS);
  }
}
