package dev.cnnsummary.cli;

import dev.cnnsummary.executor.weights.WholeFile;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where results go. */
final class Output {
  private Output() {}

  /**
   * Writes a result.
   *
   * @param file the file to replace as a whole; null for standard output
   */
  static void write(String text, @Nullable Path file, PrintWriter out) {
    if (file == null) {
      out.print(text);
      out.flush();
      return;
    }
    WholeFile.write(file, place -> Files.writeString(place, text));
  }
}
