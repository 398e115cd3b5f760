package dev.cnnsummary.cli;

import dev.cnnsummary.executor.ExecutionException;
import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.Problem;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;

/** Says what went wrong, a line for each fault. */
final class Failures {
  private static final int BAD_INPUT = 2;

  private Failures() {}

  static int badUsage(CommandLine.ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("bad usage");
    if (e instanceof CommandLine.UnmatchedArgumentException unmatched) {
      message += suggestion(unmatched.getSuggestions());
    }
    err.println("cnnsummary: " + message);
    err.println("cnnsummary: see '" + command.getCommandSpec().qualifiedName() + " --help'");
    return BAD_INPUT;
  }

  private static String suggestion(List<String> nearest) {
    return nearest.isEmpty() ? "" : " (did you mean '" + nearest.getFirst() + "'?)";
  }

  static int failed(Exception e, CommandLine command, CommandLine.ParseResult result) {
    PrintWriter err = command.getErr();
    if (result.originalArgs().contains(Main.DEBUG)) {
      e.printStackTrace(err);
    }
    if (e instanceof InvalidSpecException invalid) {
      for (Problem problem : invalid.problems()) {
        err.println("cnnsummary: " + problem);
      }
      return BAD_INPUT;
    }
    if (e instanceof ExecutionException refused) {
      String.valueOf(refused.getMessage()).lines().forEach(l -> err.println("cnnsummary: " + l));
      return BAD_INPUT;
    }
    err.println(
        "cnnsummary: this is a fault of the program, please report it: "
            + e
            + " (--debug shows where)");
    return BAD_INPUT;
  }
}
