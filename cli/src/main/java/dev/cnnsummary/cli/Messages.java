package dev.cnnsummary.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.nio.charset.StandardCharsets;

/**
 * Where messages go. The launcher hands over a descriptor of its own where the Java machine writes
 * warnings to standard error that are none of a user's business. Opening /dev/fd/N instead would
 * make it another file, which starts at its beginning, or one that may not be opened at all.
 */
final class Messages {
  private static final String DESCRIPTOR = "cnnsummary.messages";
  private static final String TERMINAL = "cnnsummary.messages.terminal";
  private static final PrintStream STREAM = open();

  private Messages() {}

  private static PrintStream open() {
    String descriptor = System.getProperty(DESCRIPTOR, "");
    if (descriptor.length() != 1 || !Character.isDigit(descriptor.charAt(0))) {
      return System.err;
    }
    try {
      Constructor<FileDescriptor> inherited =
          FileDescriptor.class.getDeclaredConstructor(int.class);
      inherited.setAccessible(true);
      FileOutputStream file =
          new FileOutputStream(inherited.newInstance(descriptor.charAt(0) - '0'));
      return new PrintStream(file, true, StandardCharsets.UTF_8);
    } catch (ReflectiveOperationException | InaccessibleObjectException _) {
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
