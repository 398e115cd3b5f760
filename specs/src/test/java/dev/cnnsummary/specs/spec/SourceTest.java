package dev.cnnsummary.specs.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cnnsummary.specs.InvalidSpecException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceTest {
  @TempDir Path folder;

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("net.yaml"), bytes);
  }

  private static void assertRefused(Path path, String expected) {
    assertThatThrownBy(() -> Source.of(path))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessage(path + expected);
  }

  @Test
  void aFileIsReadAsUtf8UnderItsOwnName() throws IOException {
    Path path = file("name: größe 😀\n".getBytes(StandardCharsets.UTF_8));
    assertThat(Source.of(path)).isEqualTo(new Source(path.toString(), "name: größe 😀\n"));
  }

  @Test
  void aMissingFileIsSaid() {
    assertRefused(folder.resolve("none.yaml"), ":1:1: there is no such file");
  }

  @Test
  void aFolderIsNotAFile() {
    assertRefused(folder, ":1:1: expected a file, got a directory");
  }

  @Test
  void aFileUnderAFileCannotBeRead() throws IOException {
    assertRefused(file(new byte[0]).resolve("inner"), ":1:1: the file cannot be read");
  }

  @Test
  void aByteThatIsNotUtf8IsLocated() throws IOException {
    byte[] bytes = "a: 1\nb: größe\n".getBytes(StandardCharsets.ISO_8859_1);
    assertRefused(file(bytes), ":2:6: the file is not UTF-8: byte 0xF6 does not fit");
  }

  @Test
  void aCharacterCutShortIsLocated() throws IOException {
    assertRefused(
        file(new byte[] {'a', (byte) 0xE2, (byte) 0x82}),
        ":1:2: the file is not UTF-8: byte 0xE2 does not fit");
  }

  @Test
  void fourMebibytesAreReadAndNotOneByteMore() throws IOException {
    byte[] bytes = " ".repeat(Source.MAX_BYTES).getBytes(StandardCharsets.UTF_8);
    assertThat(Source.of(file(bytes)).text()).hasSize(Source.MAX_BYTES);
    Files.write(folder.resolve("net.yaml"), new byte[Source.MAX_BYTES + 1]);
    assertRefused(
        folder.resolve("net.yaml"), ":1:1: the file is larger than the 4 MiB a spec may have");
  }
}
