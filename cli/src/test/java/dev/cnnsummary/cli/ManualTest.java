package dev.cnnsummary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.OptionSpec;

class ManualTest {
  private static final Path COMMANDS = Path.of("../docs/commands.md");

  /** To renew it: {@code java -cp 'target/lib/*:target/*' dev.cnnsummary.cli.Manual commands}. */
  @Test
  void theDocumentOfTheCommandsIsWhatTheySay() throws IOException {
    assertThat(Files.readString(COMMANDS)).isEqualTo(Manual.commands());
  }

  static Stream<String> options() {
    return Stream.concat(
            Stream.of(Main.commandLine()), Main.commandLine().getSubcommands().values().stream())
        .flatMap(command -> command.getCommandSpec().options().stream())
        .map(OptionSpec::longestName)
        .distinct();
  }

  @ParameterizedTest
  @MethodSource("options")
  void theManualPageHasEveryOption(String option) {
    assertThat(Manual.page()).contains("\n.B ").contains(option.replace("-", "\\-"));
  }

  @Test
  void theManualPageHasNoPlaceholder() {
    assertThat(Manual.page()).doesNotContain("${").doesNotContain("%n");
  }

  @Test
  void noLineOfTheManualPageIsTakenForAnUnknownMacro() {
    List<String> macros = List.of(".TH", ".SH", ".SS", ".TP", ".B ", ".br", ".nf", ".fi");
    assertThat(Manual.page().lines().filter(line -> line.startsWith(".")))
        .allMatch(line -> macros.stream().anyMatch(line::startsWith));
  }
}
