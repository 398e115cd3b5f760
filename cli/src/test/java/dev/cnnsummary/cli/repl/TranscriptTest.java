package dev.cnnsummary.cli.repl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.cli.Run;
import dev.cnnsummary.cli.render.Screen;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sessions and what they print, errors included. {@code -Dgolden.update=true} writes the answers
 * anew; the commands are the lines that begin with {@code $ }.
 */
class TranscriptTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("basedir", "."), "src/test/resources/repl");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"walk.txt", "edit.txt", "run.txt", "errors.txt", "onnx.txt"})
  void theAnswersStay(String file) throws IOException {
    String kept = Files.readString(FOLDER.resolve(file));
    String said = play(kept.lines().filter(line -> line.startsWith("$ ")).toList());
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(FOLDER.resolve(file), said);
    }
    assertThat(said).isEqualTo(Files.readString(FOLDER.resolve(file)));
  }

  @BeforeEach
  void exportNetwork() {
    Run.fine(
        "export", "lenet5", "--init", "seeded", "-o", folder.resolve("lenet5.onnx").toString());
  }

  private String play(List<String> commands) {
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said);
    Session session = new Session(out, () -> Screen.NONE, new Fixture(), false);
    Shell shell = new Shell(session, out);
    for (String command : commands) {
      said.append(command).append('\n');
      shell.execute(command.substring(2).replace("FOLDER", folder.toString()));
    }
    return said.toString().replace(folder.toString(), "FOLDER").replace("\r\n", "\n");
  }

  @Test
  void everyCommandIsInATranscript() throws IOException {
    Set<String> used = new TreeSet<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.toList()) {
        for (String line : Files.readAllLines(file)) {
          if (line.startsWith("$ ")) {
            used.add(line.substring(2).split(" ", -1)[0]);
          }
        }
      }
    }
    List<String> words =
        new ArrayList<>(Arrays.stream(CommandWord.values()).map(CommandWord::word).toList());
    assertThat(used).containsAll(words);
  }
}
