package dev.cnnsummary.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a command line did.
 *
 * @param code its exit code
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
public record Run(int code, String out, String err) {
  /** Runs a command line in this process. */
  static Run of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code;
    try (PrintWriter outWriter = new PrintWriter(out);
        PrintWriter errWriter = new PrintWriter(err)) {
      code = Main.run(outWriter, errWriter, arguments);
    }
    return new Run(code, out.toString(), err.toString().replace(System.lineSeparator(), "\n"));
  }

  /** Runs a command line that must succeed and say nothing beside its result. */
  public static Run fine(String... arguments) {
    Run run = of(arguments);
    if (run.code != 0 || !run.err.isEmpty()) {
      throw new AssertionError(
          String.join(" ", arguments) + ": exit code " + run.code + "\n" + run.err);
    }
    return run;
  }

  /** The JSON of a command line that must succeed. */
  static JsonNode json(String... arguments) {
    String[] all = new String[arguments.length + 2];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--format";
    all[arguments.length + 1] = "json";
    return new JsonMapper().readTree(fine(all).out);
  }
}
