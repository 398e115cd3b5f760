package dev.cnnsummary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of each wrong spec in {@code errors}; {@code -Dgolden.update=true} rewrites it. */
class ErrorsTest {
  private static final Path FOLDER = Path.of("src", "test", "resources", "errors");

  static List<String> specs() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.endsWith(".txt"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("specs")
  void aWrongSpecEndsInCodeTwoAndInLocatedLines(String name) throws IOException {
    Path spec = FOLDER.resolve(name);
    Run run = Run.of(spec.toString());
    String said = run.err().replace(FOLDER + spec.getFileSystem().getSeparator(), "");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    Path expected = FOLDER.resolve(name.substring(0, name.lastIndexOf('.')) + ".txt");
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(expected, said);
    }
    assertThat(said).isEqualTo(Files.readString(expected));
    assertThat(said.lines()).allMatch(line -> line.startsWith("cnnsummary: " + name + ":"));
  }

  @Test
  void aFileOfTenMegabytesIsRefusedBeforeItIsRead(@TempDir Path folder) throws IOException {
    Path spec = folder.resolve("large.yaml");
    Files.writeString(spec, "# a comment that goes on and on\n".repeat(330_000));
    Run run = Run.of(spec.toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "cnnsummary: " + spec + ":1:1: the file is larger than the 4 MiB a spec may have\n");
  }
}
