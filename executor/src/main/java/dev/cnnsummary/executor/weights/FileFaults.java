package dev.cnnsummary.executor.weights;

import dev.cnnsummary.executor.ExecutionException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What is said of a file that cannot be read or written. */
public final class FileFaults {
  private FileFaults() {}

  /** The file cannot be read, and why. */
  public static ExecutionException unreadable(Path file, IOException fault) {
    return new ExecutionException(
        file
            + ": "
            + switch (fault) {
              case NoSuchFileException _ -> "there is no such file";
              case AccessDeniedException _ -> "reading it is not allowed";
              default -> "cannot be read: " + reason(fault);
            },
        fault);
  }

  /** The file cannot be written, and why. */
  public static ExecutionException unwritable(Path file, IOException fault) {
    return new ExecutionException(
        file
            + ": "
            + switch (fault) {
              case NoSuchFileException _ -> "there is no such folder";
              case AccessDeniedException _ -> "writing there is not allowed";
              default -> "cannot be written: " + reason(fault);
            },
        fault);
  }

  private static String reason(IOException fault) {
    String reason = fault instanceof FileSystemException failure ? failure.getReason() : null;
    return reason == null ? String.valueOf(fault.getMessage()) : reason;
  }
}
