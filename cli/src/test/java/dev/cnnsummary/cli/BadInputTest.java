package dev.cnnsummary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of models and inputs that are not there or do not fit. */
class BadInputTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          resnet81 | there is no model 'resnet81' in the zoo (did you mean 'resnet18'?); a file is given as a path to .yaml, .yml, .json or .onnx
          missing.yaml | missing.yaml:1:1: there is no such file
          missing/ | missing:1:1: there is no such file
          vgg16 --set num_class=10 | --set num_class: vgg has no such parameter (did you mean 'num_classes'?)
          vgg16 --set num_classes=ten | classifier.6: out_features: expected a whole number of at least 1, got the string 'ten'
          vgg16 --preset vgg17 | zoo/vgg.yaml has no preset 'vgg17' (did you mean 'vgg11'?)
          lenet5 --preset small | zoo/lenet5.yaml has no preset 'small'
          vgg16 --input 3x224 | --input: expected 3 sizes for 'input', as in 3x224x224, or one more with the batch first; got 3x224
          vgg16 --input 1x2x3x4x5 | --input: expected 3 sizes for 'input', as in 3x224x224, or one more with the batch first; got 1x2x3x4x5
          vgg16 --input 3x0x4 | --input: a size is at least 1; got '3x0x4'
          vgg16 --input 3x-1x4 | --input: expected sizes and symbols with an x between, such as 3x224x224 or 3xHxW; got '3x-1x4'
          vgg16 --input 3x | --input: expected sizes and symbols with an x between, such as 3x224x224 or 3xHxW; got '3x'
          vgg16 --input 3,4,5 | --input: expected sizes and symbols with an x between, such as 3x224x224 or 3xHxW; got '3,4,5'
          vgg16 --input 3x1e3x5 | --input: expected sizes and symbols with an x between, such as 3x224x224 or 3xHxW; got '3x1e3x5'
          vgg16 --input 3x2.5x5 | --input: expected sizes and symbols with an x between, such as 3x224x224 or 3xHxW; got '3x2.5x5'
          vgg16 --input image=3x5x5 | --input: vgg16 has no input 'image'
          vgg16 --input 3x64x64 --input 3x32x32 | --input: 'input' is given twice
          vgg16 --input 3xNxN | --input: 'N' stands for the batch; use another letter in [3, N, N]
          vgg16 --batch 2 --input 4x3x224x224 | --input: the batch is 4 and also 2
          vgg16 --batch 0 | --batch: expected a number of at least 1, got 0
          vgg16 --input 3x4000000000x4000000000 | features.0: a number is too large: the result does not fit in 64 bits
          vgg16 --input 4x224x224 | features.0: in_channels is 3, but the input has 4 channels
          vgg16 --input 3x16x224 | features.30: the height must be at least 2 for this window, got 1
          lenet5 --input 1x33x40 | fc1: in_features is 400, but the input's last axis is 560
          """)
  void aFaultIsSaidInOneLine(String line, String message) {
    Run run = Run.of(line.split(" ", -1));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines()).singleElement().asString().startsWith("cnnsummary: ");
    assertThat(run.err()).contains(message);
  }

  @Test
  void aFolderIsNoSpec(@TempDir Path folder) {
    assertThat(Run.of(folder.toString()).err())
        .isEqualTo("cnnsummary: " + folder + ":1:1: expected a file, got a directory\n");
  }

  @Test
  void everyFaultOfAFileIsSaidAndLocated(@TempDir Path folder) {
    String file =
        SmallModels.file(
            folder,
            """
            name: wrong
            input: 3x8x8
            layers:
              - {type: Conv2d, out_channel: 4, kernel_size: 3}
              - Relu
            """);
    Run run = Run.of(file);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err().lines())
        .hasSizeGreaterThanOrEqualTo(2)
        .allMatch(line -> line.startsWith("cnnsummary: " + file + ":"))
        .anyMatch(line -> line.contains(":4:") && line.contains("did you mean 'out_channels'?"))
        .anyMatch(line -> line.contains(":5:") && line.contains("did you mean 'ReLU'?"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          --input 3x8x8 | --input: two has 2 inputs (image, mask): write name=shape
          --input image=3x8x8 --input maks=1x8x8 | --input: two has no input 'maks' (did you mean 'mask'?)
          --input image=2x3x8x8 --input mask=4x1x8x8 | --input: the batch is 4 and also 2
          --input image=3x9x9 | sum: add: sizes 9 and 8 do not broadcast
          """)
  void severalInputsAreGivenByName(String options, String message, @TempDir Path folder) {
    String file = SmallModels.file(folder, SmallModels.TWO_INPUTS);
    Run run = Run.of((file + " " + options).split(" ", -1));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains(message);
  }

  @Test
  void severalInputsMayBeGivenInAnyOrder(@TempDir Path folder) {
    String file = SmallModels.file(folder, SmallModels.TWO_INPUTS);
    assertThat(
            Run.json(file, "--input", "mask=1xHx8", "--input", "image=3xHx8")
                .get("layers")
                .get(0)
                .get("output_shapes")
                .toString())
        .isEqualTo("[[\"N\",3,\"H\",8]]");
  }

  @Test
  void aPresetOfAFileIsAVariantOfIt(@TempDir Path folder) {
    String file =
        SmallModels.file(
            folder,
            """
            name: family
            input: [4]
            parameters: {width: 10}
            presets:
              wide: {width: 20}
            layers:
              - fc: {type: Linear, out_features: $width}
            """);
    assertThat(Run.fine(file).out()).contains("Total params: 50\n");
    assertThat(Run.fine(file, "--preset", "wide").out()).contains("Total params: 100\n");
    assertThat(Run.fine(file, "--preset", "wide", "--set", "width=2").out())
        .contains("Total params: 10\n");
    assertThat(Run.of(file, "--preset", "wied").err())
        .contains("has no preset 'wied' (did you mean 'wide'?)");
  }

  @Test
  void aSpecMayComeFromStandardInput() {
    assertThat(withInput(SmallModels.SHARED, "-").out()).contains("Conv2d-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "]", "name: x", "{}", "\0", "a: *b", "layers: 3"})
  void aFaultyStandardInputIsLocated(String spec) {
    Run run = withInput(spec, "-");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err().lines()).isNotEmpty().allMatch(l -> l.startsWith("cnnsummary: <stdin>:"));
  }

  private static Run withInput(String text, String... arguments) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    try {
      return Run.of(arguments);
    } finally {
      System.setIn(before);
    }
  }

  /** Only what the user asked for with {@code --debug} shows where in the program it arose. */
  @Test
  void aStackTraceIsShownOnRequestOnly() {
    String trace = "\tat dev.cnnsummary";
    assertThat(Run.of("vgg16", "--input", "3x1x1").err()).doesNotContain(trace);
    assertThat(Run.of("vgg16", "--input", "3x1x1", "--debug").err()).contains(trace);
  }

  /** One style sums more than another: the sums of each must fit, or be refused. */
  @ParameterizedTest
  @MethodSource("hugeSizes")
  void numbersAboutAsLargeAs64BitsAreNoFaultOfTheProgram(String style, int bits) {
    String input = "1x" + (1L << 30) + "x" + (1L << (bits - 30));
    Run run =
        withInput(
            "name: huge\ninput: 1x1x1\nlayers: [ReLU, ReLU]\n",
            "-",
            "--style",
            style,
            "--input",
            input);
    if (run.code() == 0) {
      assertThat(run.out()).contains(Integer.toString(1 << 30));
    } else {
      assertThat(run.err()).contains("a number is too large");
    }
  }

  static Stream<Arguments> hugeSizes() {
    return Stream.of("torchsummary", "tree", "torchinfo", "shapes", "lecture")
        .flatMap(style -> IntStream.range(56, 64).mapToObj(bits -> Arguments.of(style, bits)));
  }

  @Test
  void aFolderCannotBeReplaced(@TempDir Path folder) throws IOException {
    Path empty = Files.createDirectory(folder.resolve("out"));
    Run run = Run.of("lenet", "--output", empty.toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).startsWith("cnnsummary: " + empty + ": ");
    assertThat(empty).isEmptyDirectory();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(empty);
    }
  }

  @Test
  void aModelThatIsRefusedLeavesTheFileAsItWas(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("summary.txt"), "old");
    assertThat(Run.of("lenet", "--input", "1x1x1", "--output", file.toString()).code())
        .isEqualTo(2);
    assertThat(file).hasContent("old");
  }
}
