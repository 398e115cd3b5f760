package dev.cnnsummary.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cnnsummary.executor.ExecutionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelsTest {
  @TempDir Path folder;

  @Test
  void eachLineIsAClass() throws IOException {
    Path file = Files.writeString(folder.resolve("l"), "\uFEFFtench\r\n gold fish \n\n hén\n\n");
    assertThat(Labels.read(file)).containsExactly("tench", "gold fish", "", "hén");
  }

  @Test
  void whatIsNoTextIsSaid() throws IOException {
    Path file = Files.write(folder.resolve("l"), new byte[] {'a', (byte) 0xFF});
    assertThatThrownBy(() -> Labels.read(file))
        .isInstanceOf(ExecutionException.class)
        .hasMessage(file + ": is not UTF-8");
    assertThatThrownBy(() -> Labels.read(folder.resolve("m")))
        .hasMessage(folder.resolve("m") + ": there is no such file");
  }
}
