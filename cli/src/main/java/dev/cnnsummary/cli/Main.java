package dev.cnnsummary.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/** The program. Exit codes: 0 fine, 1 a check failed, 2 bad usage or bad input. */
public final class Main {
  static final String DEBUG = "--debug";

  private Main() {}

  /**
   * Runs a command line and ends the process with its exit code.
   *
   * @param arguments as a shell hands them over
   */
  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int code = run(out, err, arguments);
    out.flush();
    err.flush();
    System.exit(code);
  }

  /**
   * Runs a command line.
   *
   * @param out where results go
   * @param err where messages go
   * @return the exit code
   */
  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    CommandLine commandLine = new CommandLine(new SummaryCommand());
    commandLine
        .getCommandSpec()
        .addOption(
            OptionSpec.builder(DEBUG)
                .description("Shows where in the program an error arose.")
                .type(boolean.class)
                .arity("0")
                .scopeType(ScopeType.INHERIT)
                .build());
    commandLine.addSubcommand(new ListCommand());
    commandLine.addSubcommand(new ShowCommand());
    commandLine.setOut(out);
    commandLine.setErr(err);
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setExpandAtFiles(false);
    commandLine.setParameterExceptionHandler(Failures::badUsage);
    commandLine.setExecutionExceptionHandler(Failures::failed);
    return commandLine.execute(arguments);
  }
}
