package dev.cnnsummary.cli;

import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
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
    try {
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        Files.writeString(
            file, text, StandardCharsets.UTF_8); // a device or pipe cannot be replaced
      } else {
        replace(Files.exists(file) ? file.toRealPath() : file.toAbsolutePath(), text);
      }
    } catch (IOException e) {
      throw new InvalidSpecException(
          List.of(new Problem(null, "", "--output " + file + ": " + reason(e))));
    }
  }

  private static void replace(Path target, String text) throws IOException {
    Path aside = target.resolveSibling(".cnnsummary-" + ProcessHandle.current().pid() + ".tmp");
    try {
      Files.writeString(aside, text, StandardCharsets.UTF_8);
      Files.move(aside, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(aside);
    }
  }

  private static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "there is no such folder";
      case AccessDeniedException _ -> "writing there is not allowed";
      case FileSystemException failure when failure.getReason() != null ->
          "cannot be written: " + failure.getReason();
      default -> "cannot be written: " + e.getMessage();
    };
  }
}
