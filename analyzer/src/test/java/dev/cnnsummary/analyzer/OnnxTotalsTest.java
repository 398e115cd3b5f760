package dev.cnnsummary.analyzer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cnnsummary.specs.Models;
import dev.cnnsummary.specs.shape.Bindings;
import dev.cnnsummary.specs.shape.Dim;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds parameters and multiply-accumulates of ONNX files to numbers that others counted. */
class OnnxTotalsTest {
  private static final Path SHARED =
      Path.of(System.getProperty("cnnsummary.shared", "../../shared"));

  private static Analysis analysis(String file) {
    Path path = SHARED.resolve(file);
    assumeTrue(Files.exists(path), "the file is not there: " + path + " (cnnsummary.shared)");
    return Analyzer.analyze(Models.load(path.toString()));
  }

  private static void check(Analysis analysis, long params, long buffers, long macs) {
    assertThat(analysis.totals().params()).isEqualTo(Dim.of(params));
    assertThat(analysis.totals().buffers()).isEqualTo(Dim.of(buffers));
    assertThat(analysis.totals().macs()).isEqualTo(Dim.of(macs));
  }

  /**
   * Networks of the ONNX model zoo. The first number of parameters is that of weights which the
   * light files make by ConstantOfShape; the second that of small ones, which are still stored.
   */
  @ParameterizedTest
  @CsvSource({
    "bvlc_alexnet, 60965224, 0, 0, 654560384",
    "densenet121, 8061992, 512, 83648, 2834161664",
    "inception_v1, 6997480, 1072, 0, 1431556352",
    "inception_v2, 11211688, 3200, 19904, 2018851840",
    "resnet50, 25556136, 896, 53120, 4089184256",
    "shufflenet, 1393248, 72, 26832, 124664528",
    "squeezenet, 1234856, 640, 0, 349151936",
    "vgg19, 143667112, 128, 0, 19632062464",
    "zfnet512, 87250536, 0, 0, 1481727008",
  })
  void lightNetworks(String name, long made, long stored, long buffers, long macs) {
    check(analysis("onnx/light/light_" + name + ".onnx"), made + stored, buffers, macs);
  }

  /** Batch norms that follow a convolution are folded into it, where there are some. */
  @ParameterizedTest
  @CsvSource({
    "onnx/models/cnn_mnist.onnx, 21840, 480500",
    "onnx/models/mobilenet_v3_small.onnx, 2536800, 56510400",
    "onnx/models/shufflenet_v2_x0_5.onnx, 1362816, 40476448",
    "onnx/models/squeezenet1_1.onnx, 1235496, 349151936",
    "golden/numeric/convnext_tiny_block.onnx, 2614, 37176",
    "golden/numeric/dense_tiny.onnx, 3010, 391780",
    "golden/numeric/inception_s003.onnx, 1442, 113724",
    "golden/numeric/lenet5_s000.onnx, 61706, 416520",
    "golden/numeric/nin_small.onnx, 14206, 1484848",
    "golden/numeric/residual_d2l.onnx, 2190, 89988",
    "golden/numeric/resnet_tiny.onnx, 18306, 1070400",
  })
  void exportsOfPyTorch(String file, long params, long macs) {
    Analysis analysis = analysis(file);
    assertThat(analysis.totals().params()).isEqualTo(Dim.of(params));
    assertThat(analysis.totals().macs()).isEqualTo(Dim.of(macs));
  }

  @ParameterizedTest
  @CsvSource({"squeezenet1_1", "shufflenet_v2_x0_5", "mobilenet_v3_small"})
  void productsAreThoseOfTheZoo(String model) {
    Analysis file = analysis("onnx/models/" + model + ".onnx");
    Analysis zoo = Analyzer.analyze(Models.load(model));
    assertThat(file.totals().macs()).isEqualTo(zoo.totals().macs());
    assertThat(file.bind(Bindings.of("N", 2)).outputs())
        .isEqualTo(zoo.bind(Bindings.of("N", 2)).outputs());
  }
}
