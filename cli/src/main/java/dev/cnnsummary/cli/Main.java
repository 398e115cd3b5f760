package dev.cnnsummary.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** The program. Exit codes: 0 fine, 1 a check failed, 2 bad usage or bad input. */
public final class Main {
  static final String DEBUG = "--debug";

  /** The commands in the order of the help. Making one takes long, so it is made when needed. */
  private static final Map<String, Supplier<Command>> COMMANDS = new LinkedHashMap<>();

  static {
    // No option takes what picocli reads of java.time and java.sql, and it would look all of that
    // up
    // by reflection for every command; paths Command reads itself.
    System.setProperty("picocli.converters.excludes", "java[.].*");
    COMMANDS.put("list", ListCommand::new);
    COMMANDS.put("show", ShowCommand::new);
    COMMANDS.put("types", TypesCommand::new);
    COMMANDS.put("schema", SchemaCommand::new);
    COMMANDS.put("diff", DiffCommand::new);
    COMMANDS.put("check", CheckCommand::new);
    COMMANDS.put("explain", ExplainCommand::new);
    COMMANDS.put("verify", VerifyCommand::new);
    COMMANDS.put("run", RunCommand::new);
    COMMANDS.put("bench", BenchCommand::new);
    COMMANDS.put("export", ExportCommand::new);
    COMMANDS.put("convert", ConvertCommand::new);
    COMMANDS.put("repl", ReplCommand::new);
  }

  private final PrintWriter out;
  private final PrintWriter err;
  private final Collection<String> commands;
  private boolean executing;

  private Main(PrintWriter out, PrintWriter err, Collection<String> commands) {
    this.out = out;
    this.err = err;
    this.commands = commands;
  }

  /**
   * Runs a command line and ends the process with its exit code.
   *
   * @param arguments as a shell hands them over
   */
  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(Messages.stream(), true, StandardCharsets.UTF_8);
    int code = run(out, err, arguments);
    out.flush();
    err.flush();
    if (code != 0) { // exiting takes a while: the JVM first looks for a logger to say so to
      System.exit(code);
    }
  }

  /**
   * Runs a command line.
   *
   * @param out where results go
   * @param err where messages go
   * @return the exit code
   */
  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    List<String> given = Arrays.asList(arguments);
    boolean help = given.contains("-h") || given.contains("--help");
    return help
        ? new Main(out, err, COMMANDS.keySet()).run(arguments)
        : new Main(out, err, given).run(arguments);
  }

  private int run(String[] arguments) {
    CommandLine commandLine = commandLine(commands);
    commandLine.setOut(out);
    commandLine.setErr(err);
    commandLine.setExecutionStrategy(this::execute);
    commandLine.setParameterExceptionHandler(this::badUsage);
    commandLine.setExecutionExceptionHandler(Failures::failed);
    return commandLine.execute(arguments);
  }

  /** What the program understands: every command. */
  static CommandLine commandLine() {
    return commandLine(COMMANDS.keySet());
  }

  private static CommandLine commandLine(Collection<String> commands) {
    CommandLine commandLine = new CommandLine(new SummaryCommand().spec());
    commandLine
        .getCommandSpec()
        .versionProvider(new Version())
        .addOption(
            flag("-h", "--help")
                .usageHelp(true)
                .scopeType(ScopeType.INHERIT)
                .description("Shows this text.")
                .build())
        .addOption(
            flag("-V", "--version")
                .versionHelp(true)
                .description("Shows the program's version.")
                .build())
        .addOption(
            flag(DEBUG)
                .scopeType(ScopeType.INHERIT)
                .description("Shows where in the program an error arose.")
                .build());
    COMMANDS.forEach((name, command) -> {
      if (commands.contains(name)) {
        commandLine.addSubcommand(command.get().spec());
      }
    });
    commandLine.setExpandAtFiles(false);
    return commandLine;
  }

  /** What seems wrong to some of the commands may mean something to another. */
  private int badUsage(ParameterException e, String[] arguments) {
    return executing || commands.containsAll(COMMANDS.keySet())
        ? Failures.badUsage(e, arguments)
        : new Main(out, err, COMMANDS.keySet()).run(arguments);
  }

  private static OptionSpec.Builder flag(String... names) {
    return OptionSpec.builder(names).type(boolean.class).arity("0");
  }

  /** A model and its options have no meaning before another command. */
  private int execute(ParseResult result) {
    executing = true;
    if (result.hasSubcommand()) {
      for (ArgSpec argument : result.matchedArgs()) {
        if (argument.scopeType() != ScopeType.INHERIT) {
          String command = result.subcommand().commandSpec().name();
          throw new ParameterException(
              result.commandSpec().commandLine(),
              "'" + command + "' comes first: nothing may stand before it");
        }
      }
    }
    return new CommandLine.RunLast().execute(result);
  }
}
