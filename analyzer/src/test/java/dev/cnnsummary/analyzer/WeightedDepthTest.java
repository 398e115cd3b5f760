package dev.cnnsummary.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.specs.Models;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Networks are as deep as their papers say: ResNet-18 has 18 = 1 + 16 + 1 layers. */
class WeightedDepthTest {
  @ParameterizedTest
  @CsvSource({
    "lenet5, 5",
    "alexnet, 8",
    "vgg11, 11",
    "vgg16, 16",
    "vgg19_bn, 19",
    "googlenet, 22",
    "googlenet-d2l, 22",
    "resnet18, 18",
    "resnet18-d2l, 18",
    "resnet18-cifar, 18",
    "resnet34, 34",
    "resnet50, 50",
    "resnet101, 101",
    "resnet152, 152",
    "densenet121, 121",
    "densenet201, 201",
    "inception_v3, 48",
    "mobilenet_v2, 53",
    "squeezenet1_0, 18",
  })
  void aNetworkIsAsDeepAsItsNameOrPaperSays(String model, int depth) {
    assertThat(Analyzer.analyze(Models.load(model, null, Map.of())).totals().weightedDepth())
        .isEqualTo(depth);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ReLU, MaxPool2d                                  | 0
          BatchNorm2d, PReLU                               | 0
          conv: CONV                                       | 1
          conv: CONV, {reuse: conv}                        | 2
          a: CONV, b: CONV, {from: [a, b], type: add}      | 2
          a: CONV, b: {from: input, CONV}, {from: [a, b], type: add} | 1
          sum: {type: add, from: [input, input]}, {type: matmul, from: [sum, sum]} | 0
          a: CONV, aux: {training_only: true, CONV}        | 1
          """)
  void onlyCallsWithWeightsAndProductsOnOnePathCount(String layers, int depth) {
    String convolution = "type: Conv2d, in_channels: 3, out_channels: 3, kernel_size: 1";
    String spec =
        layers
            .replace("MaxPool2d", "{type: MaxPool2d, kernel_size: 2}")
            .replaceAll(": CONV", ": {" + convolution + "}")
            .replace("CONV", convolution);
    assertThat(
            Analyzer.analyze(Networks.graph("{name: deep, input: 3x4x4, layers: [" + spec + "]}"))
                .totals()
                .weightedDepth())
        .isEqualTo(depth);
  }

  @Test
  void symbolsDoNotMatter() {
    assertThat(
            Analyzer.analyze(
                    Networks.graph(
                        """
                        name: deep
                        input: CxHxW
                        layers:
                          - {type: Conv2d, out_channels: 4, kernel_size: 3}
                          - {type: Conv2d, out_channels: 4, kernel_size: 3}
                        """))
                .totals()
                .weightedDepth())
        .isEqualTo(2);
  }
}
