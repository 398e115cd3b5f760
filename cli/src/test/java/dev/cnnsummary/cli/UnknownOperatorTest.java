package dev.cnnsummary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An ONNX file with an operator of a domain of its own: a Conv of 3 to 8 channels without a bias,
 * {@code com.acme.FancyNorm} and a Relu of it; beside them a pooling of the input.
 */
class UnknownOperatorTest {
  private static final String NOT_COUNTED =
      """
      cnnsummary: not counted: fancy.FancyNorm: FancyNorm: an operator of the domain com.acme
      cnnsummary: not counted: relu: it depends on fancy.FancyNorm
      """;

  private static Run run(String... options) throws Exception {
    var file =
        Objects.requireNonNull(
            UnknownOperatorTest.class.getResource("/onnx/unknown_operator.onnx"));
    String[] all = new String[options.length + 1];
    all[0] = Path.of(file.toURI()).toString();
    System.arraycopy(options, 0, all, 1, options.length);
    Run run = Run.of(all);
    assertThat(run.code()).isZero();
    assertThat(run.err()).isEqualTo(NOT_COUNTED);
    return run;
  }

  @Test
  void theRestOfTheTreeIsCounted() throws Exception {
    assertThat(run().out().lines())
        .anyMatch(line -> line.matches("MACs +194,400 \\+ \\?"))
        .anyMatch(line -> line.matches("Not counted +fancy.FancyNorm, relu"))
        .anyMatch(line -> line.matches(".*relu +ReLU .*\\[unknown] .* \\? .*"));
  }

  @Test
  void jsonTellsTheReasonOfEachLayer() throws Exception {
    JsonNode json = new JsonMapper().readTree(run("--format", "json").out());
    assertThat(json.get("layers").valueStream().map(layer -> layer.path("unknown").asString("")))
        .containsExactly(
            "",
            "FancyNorm: an operator of the domain com.acme",
            "it depends on fancy.FancyNorm",
            "",
            "");
    assertThat(json.at("/totals/macs").asLong()).isEqualTo(194_400);
    assertThat(json.at("/layers/1/macs").isNull()).isTrue();
  }

  @Test
  void torchsummaryAddsUpWhatIsKnown() throws Exception {
    // 2 × 4 bytes × (8 × 30 × 30 + 3 + 3)
    assertThat(run("--style", "torchsummary").out())
        .contains("Forward/backward pass size (MB): 0.05\n");
  }
}
