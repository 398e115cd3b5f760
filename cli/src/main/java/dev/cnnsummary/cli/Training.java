package dev.cnnsummary.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Scanner;

/**
 * The program as it is trained: runs commands, one for each line of standard input, and shows
 * nothing. The JVM keeps what they had it load and link, so that later starts find it done.
 */
final class Training {
  private Training() {}

  /**
   * Runs the commands.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) {
    PrintStream messages = Messages.stream();
    try (Scanner commands = new Scanner(System.in, StandardCharsets.UTF_8);
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter())) {
      while (commands.hasNextLine()) {
        String command = commands.nextLine();
        int code = Main.run(nowhere, nowhere, command.split(" "));
        if (code != 0) {
          messages.println("exit code " + code + ": " + command);
        }
      }
    }
  }
}
