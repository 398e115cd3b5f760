package dev.cnnsummary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The style torchinfo prints what torchinfo 1.8.0 prints. */
class TorchinfoTest {
  private static final int NAME_WIDTH = 41;

  @TempDir private Path folder;

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

  /** torchinfo prints a module's kernel_size, which PyTorch keeps as it is given or as a tuple. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {type: LPPool2d, norm_type: 2, kernel_size: 2}        | 2
          {type: LPPool2d, norm_type: 2, kernel_size: [3, 2]}   | [3, 2]
          {type: MaxPool2d, kernel_size: 2}                     | 2
          {type: MaxUnpool2d, kernel_size: 2, from: [m, "m[1]"]} | [2, 2]
          {type: AvgPool2d, kernel_size: 2}                     | 2
          """)
  void aKernelIsPrintedAsPyTorchKeepsIt(String layer, String kernel) {
    String spec =
        "input: 4x8x8\nlayers:\n"
            + "  - m: {type: max_pool2d, kernel_size: 2, return_indices: true}\n  - "
            + layer
            + "\n";
    String text = Run.fine(SmallModels.file(folder, spec), "--style", "torchinfo").out();
    String row = text.lines().filter(line -> line.contains("2d: 1-1")).findFirst().orElseThrow();
    assertThat(row.split("  +")).contains(kernel);
  }

  private static String padded(String name) {
    return "\n" + name + " ".repeat(NAME_WIDTH - name.length());
  }
}
