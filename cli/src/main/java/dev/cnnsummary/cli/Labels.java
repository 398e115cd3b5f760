package dev.cnnsummary.cli;

import dev.cnnsummary.executor.ExecutionException;
import dev.cnnsummary.executor.weights.FileFaults;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The names of classes, from a file with one in each line. */
final class Labels {
  private static final long MOST_BYTES = 16L << 20;

  private Labels() {}

  /**
   * Reads a file in UTF-8. Blanks around a name do not count, nor do empty lines at the end.
   *
   * @return the names, in the order of the classes
   * @throws ExecutionException if it cannot be read or is no text
   */
  static List<String> read(Path file) {
    try {
      if (Files.isDirectory(file)) {
        throw new ExecutionException(file + ": is a folder");
      }
      if (Files.size(file) > MOST_BYTES) {
        throw new ExecutionException(file + ": has more than " + MOST_BYTES + " bytes");
      }
      String text = Files.readString(file, StandardCharsets.UTF_8);
      String withoutMark = text.startsWith("\uFEFF") ? text.substring(1) : text;
      return withoutMark.stripTrailing().lines().map(String::strip).toList();
    } catch (CharacterCodingException e) {
      throw new ExecutionException(file + ": is not UTF-8", e);
    } catch (IOException e) {
      throw FileFaults.unreadable(file, e);
    }
  }
}
