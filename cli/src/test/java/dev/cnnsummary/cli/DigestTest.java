package dev.cnnsummary.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.analyzer.Analyzer;
import dev.cnnsummary.analyzer.ModelInputs;
import dev.cnnsummary.analyzer.SmallestInput;
import dev.cnnsummary.specs.Models;
import dev.cnnsummary.specs.graph.Graph;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Every convolutional network of torchvision has the weights and makes the calls that it has and
 * makes in PyTorch. Where a digest differs, {@code digests.py NAME} prints PyTorch's two lists.
 */
class DigestTest {
  /**
   * A network and what PyTorch says of it.
   *
   * @param file what the script calls it
   * @param totals parameters, multiply-accumulates, elements of running statistics
   * @param state digest of its state_dict
   * @param calls digest of its calls
   * @param least the least height and width of an image that it runs on
   */
  record Case(
      String file,
      List<String> arguments,
      List<String> totals,
      String state,
      String calls,
      long least) {
    @Override
    public String toString() {
      return file;
    }
  }

  static Stream<Case> cases() {
    return Resources.table("torch/digests.tsv").rows().stream()
        .map(row ->
            new Case(
                row.get(0),
                List.of(row.get(1).split(" ")),
                row.subList(2, 5),
                row.get(5),
                row.get(6),
                Long.parseLong(row.get(7))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void weightsCallsAndTotalsAreThoseOfPyTorch(Case network) {
    JsonNode json = TorchTest.oneSample(network.arguments);
    JsonNode totals = json.get("totals");
    assertThat(Stream.of("params", "macs", "buffers").map(key -> totals.get(key).asString()))
        .isEqualTo(network.totals);
    assertThat(digest(TorchTest.state(json))).as("state").isEqualTo(network.state);
    assertThat(digest(TorchTest.calls(json))).as("calls").isEqualTo(network.calls);
  }

  /** PyTorch ran it on images of 1x1, 2x2 and so on until it did not fail. */
  @ParameterizedTest
  @MethodSource("cases")
  void theLeastImageIsTheFirstThatPyTorchRunsOn(Case network) {
    Graph graph = Models.load(network.arguments.getFirst());
    ModelInputs inputs = ModelInputs.of(graph, List.of("3xSxS"), OptionalLong.empty());
    assertThat(SmallestInput.of(Analyzer.analyze(graph, inputs)))
        .hasValueSatisfying(found -> assertThat(found.least("S")).hasValue(network.least));
  }

  private static String digest(Table table) {
    String text =
        Stream.concat(Stream.of(table.header()), table.rows().stream())
            .map(row -> String.join("\t", row) + "\n")
            .collect(Collectors.joining());
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
