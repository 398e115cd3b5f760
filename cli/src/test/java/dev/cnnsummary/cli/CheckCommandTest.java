package dev.cnnsummary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

class CheckCommandTest {
  private static final Pattern PATH = Pattern.compile("\"path\":\"([^\"]*)\"");
  private static final String LENET = Resources.text("golden/zoo/lenet5.json");

  @TempDir private Path folder;

  private Run check(String golden) throws IOException {
    Path file = Files.writeString(folder.resolve("golden.json"), golden);
    return Run.of("check", "lenet5", "--golden", file.toString());
  }

  /** {@code -Dgolden.update=true} writes them anew; a reviewer reads what has changed. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "lenet5",
        "alexnet",
        "resnet18",
        "mobilenet_v2",
        "googlenet-d2l",
        "shufflenet_v2_x1_0",
        "unet"
      })
  void theZooIsWhatItWas(String model) {
    Path file =
        Path.of(
            System.getProperty("basedir", "."), "src/test/resources/golden/zoo", model + ".json");
    if (Boolean.getBoolean("golden.update")) {
      Run.fine("check", model, "--golden", file.toString(), "--update");
    }
    assertThat(Run.of("check", model, "--golden", file.toString()).out()).startsWith("ok ");
  }

  /** Every digit that says something of the model, by its place in the file. */
  static IntStream digits() {
    int first = LENET.indexOf("\"inputs\"");
    return IntStream.range(first, LENET.length()).filter(i -> Character.isDigit(LENET.charAt(i)));
  }

  @ParameterizedTest
  @MethodSource("digits")
  void oneOtherDigitFailsAndNamesTheLayer(int place) throws IOException {
    char other = LENET.charAt(place) == '9' ? '8' : (char) (LENET.charAt(place) + 1);
    Run run = check(LENET.substring(0, place) + other + LENET.substring(place + 1));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).startsWith("FAILED  golden: ");
    int line = LENET.lastIndexOf('\n', place);
    Matcher path = PATH.matcher(LENET.substring(line, LENET.indexOf('\n', place)));
    String named = path.find() ? path.group(1) : "";
    assertThat(run.out()).contains(named);
  }

  @Test
  void aLayerThatIsMissingIsNamed() throws IOException {
    String golden = LENET.replaceFirst("\n.*\"path\":\"conv2\".*", "");
    assertThat(check(golden).out()).contains("+ conv2: Conv2d, [N, 16, 10, 10], 2,416 params");
  }

  @Test
  void updateWritesWhatIsThenFine() throws IOException {
    Path file = folder.resolve("new.json");
    Run update = Run.fine("check", "resnet18", "--golden", file.toString(), "--update");
    assertThat(update.out()).isEqualTo("wrote   " + file + "\n");
    String text = Files.readString(file);
    Run.fine("check", "resnet18", "--golden", file.toString(), "--update");
    assertThat(file).hasContent(text);
    assertThat(Run.fine("check", "resnet18", "--golden", file.toString()).out())
        .isEqualTo("ok      golden: all 85 layers and modules are equal\n");
  }

  @Test
  void symbolsAreKeptAsTheyAre() throws IOException {
    Path file = folder.resolve("symbols.json");
    Run.fine("check", "alexnet", "--input", "3xHxW", "--golden", file.toString(), "--update");
    Run.fine("check", "alexnet", "--input", "3xHxW", "--golden", file.toString());
    assertThat(Run.of("check", "alexnet", "--golden", file.toString()).code()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "--max-params 61706, 0",
    "--max-params 61705, 1",
    "--max-params 61.706K, 0",
    "--max-params 0.1M, 0",
    "--max-macs 416520, 0",
    "--max-macs 416519, 1",
    "--max-memory 1GiB, 0",
    "--max-memory 64KiB, 1",
    "--max-layers 12, 0",
    "--max-layers 11, 1",
    "--accepts-input 32x32, 0",
    "--accepts-input 1x32x32, 0",
    "--accepts-input 40x32, 1",
    "--accepts-input 3x32x32, 1",
    "--accepts-input 32x32 --accepts-input 28x28, 1",
  })
  void budgetsAreKeptOrNot(String options, int code) {
    assertThat(Run.of(("check lenet5 " + options).split(" ")).code()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({"32x32, 0", "1x32x32, 0", "1x1x32x32, 0", "40x40, 1", "28x28, 1"})
  void aFileTakesAnInputOrNot(String input, int code, @TempDir Path folder) {
    String file = folder.resolve("m.onnx").toString();
    Run.fine("export", "lenet5", "--init", "zeros", "-o", file);
    assertThat(Run.of("check", file, "--accepts-input", input).code()).isEqualTo(code);
  }

  @Test
  void anExceededBudgetNamesTheHeaviestLayers() {
    assertThat(Run.of("check", "vgg16", "--max-params", "100M").out())
        .startsWith(
            """
            FAILED  max-params: 138,357,544 parameters, at most 100M
                    classifier.0: 102,764,544 (74.27%)
                    classifier.3: 16,781,312 (12.13%)
            """);
  }

  @Test
  void anInputThatDoesNotFitIsToldByTheLayerThatRefusesIt() {
    assertThat(Run.of("check", "lenet5", "--accepts-input", "28x28").out())
        .startsWith("FAILED  accepts-input: 28x28 does not fit\n")
        .contains("fc1: in_features is 400");
  }

  @Test
  void theReportForCiHasATestForEachCheck() throws Exception {
    Path file = folder.resolve("report.xml");
    Run run =
        Run.of(
            "check",
            "lenet5",
            "--max-params",
            "1K",
            "--max-macs",
            "1G",
            "--junit",
            file.toString());
    assertThat(run.code()).isEqualTo(1);
    Element suite =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(
                new ByteArrayInputStream(Files.readString(file).getBytes(StandardCharsets.UTF_8)))
            .getDocumentElement();
    assertThat(suite.getAttribute("tests")).isEqualTo("2");
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    Element failure = (Element) suite.getElementsByTagName("failure").item(0);
    assertThat(failure.getAttribute("message")).isEqualTo("61,706 parameters, at most 1K");
    assertThat(failure.getTextContent()).contains("48,120");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --max-params 5X            | --max-params: expected a number such as 4100000, 4.1M or 2G, got '5X'
          --max-params 0.0001K       | --max-params: expected a whole number
          --max-memory 5M            | --max-memory: expected a size such as 65536, 64MiB or 1.5GB, got '5M'
          --update                   | --update is for --golden
          --accepts-input 1x2x3x4x5  | --input: expected 3 sizes
          --input 1xHx32 --max-macs 5| --max-macs needs numbers: give them with --input
          --golden no/such.json      | no/such.json: there is no such file; --update writes it
          --golden no/such.json --update | no/such.json: there is no such folder
          ''                         | what is to be checked?
          """)
  void badUsageIsRefused(String options, String message) {
    Run run = Run.of(("check lenet5 " + options).strip().split(" "));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).startsWith("cnnsummary: ").contains(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                                     | is not a golden file
          {                                      | golden.json:1:
          []                                     | is not a golden file: expected a JSON object
          {}                                     | golden_version: expected 1, got nothing
          {"golden_version": 2}                  | golden_version: expected 1, got 2
          {"golden_version": 1, "golden_version": 1} | golden.json:1:
          {"golden_version": 1, "extra": 1}      | extra: no such field
          {"golden_version": 1, "layers": [{"path": 1}]} | layers[0].params: expected a whole number
          {"golden_version": 1, "layers": [1]}   | layers[0]: expected an object, got 1
          {"golden_version": 1, "layers": []}    | totals: expected an object, got nothing
          {"golden_version": 1, "layers": [], "totals": {"params": 1.5}} | totals.params: expected a whole number
          {"golden_version": 1, "layers": [], "totals": {"params": 9999999999999999999}} | totals.params
          {"golden_version": 1, "layers": [], "totals": {}} | model: expected a string, got nothing
          {} {}                                  | golden.json:1:
          """)
  void aBrokenGoldenFileIsRefused(String text, String message) throws IOException {
    Run run = check(text);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("cnnsummary: ").contains(message).hasLineCount(1);
  }
}
