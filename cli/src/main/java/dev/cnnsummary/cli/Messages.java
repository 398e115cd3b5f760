package dev.cnnsummary.cli;

import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where messages go. The launcher hands over a descriptor of its own where the Java machine writes
 * warnings to standard error that are none of a user's business.
 */
final class Messages {
  private static final String DESCRIPTOR = "cnnsummary.messages";
  private static final String TERMINAL = "cnnsummary.messages.terminal";
  private static final PrintStream STREAM = open();

  private Messages() {}

  private static PrintStream open() {
    String descriptor = System.getProperty(DESCRIPTOR, "");
    if (!descriptor.matches("[0-9]")) {
      return System.err;
    }
    try {
      return new PrintStream(
          new FileOutputStream("/dev/fd/" + descriptor), true, StandardCharsets.UTF_8);
    } catch (FileNotFoundException _) {
      return System.err;
    }
  }

  /** Standard error, as the user sees it. */
  static PrintStream stream() {
    return STREAM;
  }

  /** Whether somebody watches it. */
  static boolean isTerminal() {
    return Boolean.getBoolean(TERMINAL);
  }
}
