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

/** {@code -Dgolden.update=true} writes the documents. */
class ManualTest {
  private static final Path COMMANDS = Path.of("../docs/commands.md");
  private static final Path TYPES = Path.of("../docs/types.md");

  @Test
  void theDocumentOfTheCommandsIsWhatTheySay() throws IOException {
    check(COMMANDS, Manual.commands());
  }

  @Test
  void theDocumentOfTheTypesIsWhatTheySay() throws IOException {
    check(TYPES, Manual.types());
  }

  private static void check(Path document, String text) throws IOException {
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(document, text);
    }
    assertThat(Files.readString(document)).isEqualTo(text);
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
