package dev.cnnsummary.cli;

import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Where results go. */
final class Output {
  private Output() {}

  /** The command line's standard output. */
  static PrintWriter of(@Nullable CommandSpec spec) {
    if (spec == null) {
      throw new IllegalStateException("picocli sets it");
    }
    return spec.commandLine().getOut();
  }

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
    try {
      Path target = file.toAbsolutePath();
      Path folder = target.getParent();
      Path aside = Files.createTempFile(folder, ".cnnsummary", ".tmp");
      try {
        Files.writeString(aside, text, StandardCharsets.UTF_8);
        Files.move(aside, target, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(aside);
      }
    } catch (IOException e) {
      throw new InvalidSpecException(
          List.of(new Problem(null, "", "--output " + file + ": cannot be written: " + e)));
    }
  }
}
