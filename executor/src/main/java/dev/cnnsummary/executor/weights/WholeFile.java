package dev.cnnsummary.executor.weights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes files that appear whole or not at all: beside their place first, then moved there. */
public final class WholeFile {
  private WholeFile() {}

  /** What a file is to hold. */
  public interface Content {
    /** Writes it to a place that may exist and is to be replaced. */
    void writeTo(Path place) throws IOException;
  }

  /**
   * Writes a file, or replaces it. What a link points to is replaced; a device or pipe is written
   * to.
   *
   * @throws dev.cnnsummary.executor.ExecutionException if it cannot be written
   */
  public static void write(Path file, Content content) {
    try {
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        content.writeTo(file);
        return;
      }
      Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
      Path aside =
          target.resolveSibling(
              "." + target.getFileName() + "-" + ProcessHandle.current().pid() + ".tmp");
      try {
        content.writeTo(aside);
        Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(aside);
      }
    } catch (IOException e) {
      throw FileFaults.unwritable(file, e);
    }
  }
}
