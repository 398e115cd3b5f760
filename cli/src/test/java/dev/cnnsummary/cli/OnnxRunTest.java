package dev.cnnsummary.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs ONNX files of whole networks, with the weights that they hold. */
class OnnxRunTest {
  private static final Path SHARED =
      Path.of(System.getProperty("cnnsummary.shared", "../../shared"));

  @TempDir private Path folder;

  private static String shared(String file) {
    Path path = SHARED.resolve(file);
    assumeTrue(Files.exists(path), "the file is not there: " + path + " (cnnsummary.shared)");
    return path.toString();
  }

  private static String small(String name) {
    return Resources.file("onnx/" + name + ".onnx").toString();
  }

  /** Of a network with one output, against PyTorch's numbers. */
  private static void check(JsonNode run, JsonNode wanted, String first, String norm) {
    JsonNode output = run.get("outputs").get(0);
    double largest = 0;
    for (JsonNode element : wanted.get(first)) {
      largest = Math.max(largest, Math.abs(element.asDouble()));
    }
    for (int i = 0; i < wanted.get(first).size(); i++) {
      assertThat(output.get("first16").get(i).asDouble())
          .as("element %s", i)
          .isCloseTo(wanted.get(first).get(i).asDouble(), within(1e-5 * largest));
    }
    double length = wanted.get(norm).asDouble();
    assertThat(output.get("l2").asDouble()).isCloseTo(length, within(1e-5 * length));
  }

  @ParameterizedTest
  @ValueSource(strings = {"squeezenet1_1", "shufflenet_v2_x0_5"})
  void exportsOfPyTorchAnswerAsItDid(String name) throws IOException {
    String file = shared("onnx/models/" + name + ".onnx");
    JsonNode wanted = json(shared("onnx/models/" + name + ".json"));
    JsonNode run = Run.json("run", file);
    check(run, wanted, "logits_first16", "logits_l2");
    assertThat(run.get("outputs").get(0).get("argmax").asInt())
        .isEqualTo(wanted.get("logits_argmax").asInt());
  }

  private static JsonNode json(String file) throws IOException {
    return new JsonMapper().readTree(Files.readString(Path.of(file)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "convnext_tiny_block",
        "dense_tiny",
        "inception_d2l",
        "inception_s003",
        "lenet5_s000",
        "lenet_s002",
        "nin_small",
        "residual_d2l",
        "resnet_tiny"
      })
  void smallNetworksAnswerAsPyTorchDid(String name) throws IOException {
    String file = shared("golden/numeric/" + name + ".onnx");
    JsonNode wanted = json(shared("golden/numeric/" + name + ".json"));
    JsonNode run = Run.json("run", file, "--batch", wanted.get("input").get(0).asString());
    check(run, wanted, "output_first16", "output_l2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "onnx/models/cnn_mnist.onnx",
        "onnx/models/mobilenet_v3_small.onnx",
        "onnx/models/shufflenet_v2_x0_5.onnx",
        "onnx/light/light_inception_v2.onnx",
        "onnx/light/light_shufflenet.onnx",
        "onnx/light/light_squeezenet.onnx",
        "golden/numeric/convnext_tiny_block.onnx",
        "golden/numeric/dense_tiny.onnx",
      })
  void tableIsConfirmed(String file) {
    assertThat(Run.json("verify", shared(file)).get("status").asString()).isEqualTo("ok");
  }

  @Test
  void atLeastNineOfTenDrawnDigitsAreRead() throws IOException {
    String model = shared("onnx/models/cnn_mnist.onnx");
    for (int digit = 0; digit < 10; digit++) {
      DrawnDigit.write(digit, folder.resolve(digit + ".png"));
    }
    List<Integer> read =
        IntStream.range(0, 10)
            .filter(digit -> read(model, folder.resolve(digit + ".png")) == digit)
            .boxed()
            .toList();
    assertThat(read).hasSizeGreaterThanOrEqualTo(9);
  }

  private static int read(String model, Path picture) {
    String[] arguments = {
      "run",
      model,
      "--image",
      picture.toString(),
      "--resize",
      "28",
      "--mean",
      "0.1307",
      "--std",
      "0.3081"
    };
    return Run.json(arguments).get("outputs").get(0).get("argmax").asInt();
  }

  @Test
  void otherWeightsThanTheFilesCanBeAskedFor() {
    JsonNode own = Run.json("run", small("half_precision"));
    JsonNode seeded = Run.json("run", small("half_precision"), "--init", "seeded");
    assertThat(seeded.get("outputs").get(0).get("l2").asDouble())
        .isNotEqualTo(own.get("outputs").get(0).get("l2").asDouble());
  }

  @Test
  void weightsThatWereSavedGiveTheSameAnswer() {
    String weights = folder.resolve("w.safetensors").toString();
    JsonNode own = Run.json("run", small("half_precision"), "--save-weights", weights);
    assertThat(Run.json("run", small("half_precision"), "--weights", weights)).isEqualTo(own);
  }

  @Test
  void everyLayerOfAnyTypeIsDumped() {
    String dump = folder.resolve("d.safetensors").toString();
    Run.fine("run", small("count_of_positives"), "--dump", dump);
    assertThat(Path.of(dump)).isNotEmptyFile();
  }

  @Test
  void sixteenBitNumbersAreConfirmed() {
    JsonNode layer = Run.json("verify", small("half_precision")).get("layers").get(0);
    assertThat(layer.get("actual_type").asString()).isEqualTo("f16");
    assertThat(layer.get("checked").asInt()).isEqualTo(72);
    assertThat(layer.get("max_error").asDouble()).isPositive();
    assertThat(layer.get("ok").asBoolean()).isTrue();
  }

  @Test
  void sizeThatDataDecidesIsTakenFromTheRunAndHeldFromThereOn() {
    JsonNode layers = Run.json("verify", small("count_of_positives")).get("layers");
    int count = layers.get(1).get("actual_shape").get(1).asInt();
    assertThat(count).isBetween(1, 74);
    assertThat(layers.get(2).get("expected_shape").toString()).isEqualTo("[" + count + ",4]");
    assertThat(layers.get(4).get("expected_shape").toString()).isEqualTo("[" + 2 * count + ",4]");
    assertThat(layers.get(1).get("checked").asInt()).isZero();
  }

  @Test
  void scalesOfOldFilesAreAnAttribute() {
    JsonNode output = Run.json("run", small("upsample_by_attribute")).get("outputs").get(0);
    assertThat(output.get("shape").toString()).isEqualTo("[1,1,4,6]");
    assertThat(output.get("first16").get(2)).isEqualTo(output.get("first16").get(6));
    assertThat(output.get("first16").get(2)).isNotEqualTo(output.get("first16").get(3));
  }

  /** As PyTorch's exporter writes padding. */
  @Test
  void paddingThatIsComputedOfConstantsIsPredicted() {
    JsonNode verified = Run.json("verify", small("computed_pad"));
    JsonNode sum = verified.get("layers").get(verified.get("layers").size() - 1);
    assertThat(verified.get("status").asString()).isEqualTo("ok");
    assertThat(sum.get("expected_shape").toString()).isEqualTo("[1,2,3,7]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          run    | divide_by_zero       | div: an integer is divided by 0
          run    | expand_beyond_arrays | expand_to: a size does not fit in 32 bits
          run    | gather_beyond        | gather: there is no element 7 among 4
          verify | gather_beyond        | gather: there is no element 7 among 4
          bench  | gather_beyond        | gather: there is no element 7 among 4
          run    | tile_too_often       | repeat: the number 1099511627776 is too large
          """)
  void whatCannotBeRunIsRefused(String command, String name, String message) {
    Run run = Run.of(command, small(name));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).isEqualTo("cnnsummary: " + message + "\n");
  }

  @Test
  void everyUnknownOperatorIsTold() {
    Run run = Run.of("verify", small("unknown_operators"));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err().lines())
        .containsExactly(
            "cnnsummary: NoSuchThing: the operator NoSuchThing cannot be run: not supported",
            "cnnsummary: NorThis: the operator NorThis cannot be run: not supported");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "verify", "bench"})
  void damagedFilesAreRefused(String command) throws IOException {
    byte[] whole = Files.readAllBytes(Path.of(small("half_precision")));
    Path file = folder.resolve("cut.onnx");
    Files.write(file, Arrays.copyOf(whole, whole.length - 40));
    Run run = Run.of(command, file.toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).startsWith("cnnsummary: " + file + ": ").hasLineCount(1);
  }
}
