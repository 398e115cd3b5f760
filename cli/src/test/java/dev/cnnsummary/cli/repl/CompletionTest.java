package dev.cnnsummary.cli.repl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.cli.render.Screen;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionTest {
  private final Session session =
      new Session(new PrintWriter(Writer.nullWriter()), () -> Screen.NONE, new Fixture(), false);

  CompletionTest() {
    session.execute("load lenet5");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                          | goto
          load                        | resnet18
          goto                        | conv1
          explain                     | fc1
          set                         | conv1.stride
          insert                      | after
          insert after                | conv1
          insert after conv1          | Dropout
          insert after conv1 Dropout  | p=
          insert after conv1 d: Dropout | p=
          replace conv1               | MaxPool2d
          replace conv1 MaxPool2d     | kernel_size=
          columns                     | params
          style                       | torchinfo
          help                        | insert
          """)
  void whatMayStandThereIsOffered(String before, String offer) {
    List<String> words = before.isEmpty() ? List.of() : Arrays.asList(before.split(" ", -1));
    assertThat(new Completion(session).offers(words, "")).contains(offer);
  }

  @Test
  void filesAndFoldersAreOffered(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("net.yaml"), "");
    Files.createDirectory(folder.resolve("nets"));
    assertThat(new Completion(session).offers(List.of("load"), folder + "/ne"))
        .contains(folder + "/net.yaml", folder + "/nets/");
  }

  @Test
  void nothingIsOfferedBehindWhatIsNoCommand() {
    assertThat(new Completion(session).offers(List.of("nonsense"), "")).isEmpty();
  }
}
