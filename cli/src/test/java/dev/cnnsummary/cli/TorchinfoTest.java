package dev.cnnsummary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The style torchinfo prints what torchinfo 1.8.0 prints. */
class TorchinfoTest {
  private static final int NAME_WIDTH = 41;

  static Stream<TorchTest.Case> cases() {
    return TorchTest.cases()
        .filter(network -> Resources.has("torch/torchinfo/" + network.file() + ".txt"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theTextIsThatOfTorchinfo(TorchTest.Case network) {
    String expected = Resources.text("torch/torchinfo/" + network.file() + ".txt").stripTrailing();
    for (List<String> row : Resources.table("torch/torchinfo/exceptions.tsv").rows()) {
      if (row.getFirst().equals(network.file())) {
        expected = expected.replace(padded(row.get(1)), padded(row.get(2)));
      }
    }
    List<String> arguments = new ArrayList<>(network.arguments());
    arguments.addAll(List.of("--style", "torchinfo"));
    String printed = Run.fine(arguments.toArray(String[]::new)).out().stripTrailing();
    assertThat(Table.ofLines(expected).difference(Table.ofLines(printed))).isEmpty();
  }

  private static String padded(String name) {
    return "\n" + name + " ".repeat(NAME_WIDTH - name.length());
  }
}
