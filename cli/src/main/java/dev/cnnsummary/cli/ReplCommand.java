package dev.cnnsummary.cli;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.cli.render.Screen;
import dev.cnnsummary.cli.repl.Engine;
import dev.cnnsummary.cli.repl.Session;
import dev.cnnsummary.cli.repl.Shell;
import dev.cnnsummary.executor.Program;
import dev.cnnsummary.executor.Tensor;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/** {@code cnnsummary repl [MODEL]}: a session. */
final class ReplCommand extends Command {
  private final ModelOptions model = new ModelOptions(this);
  private final EngineOptions engine = new EngineOptions(this);
  private final Argument<Long> inputSeed =
      option(
          "--input-seed",
          "NUMBER",
          Long.class,
          1L,
          "Which numbers 'run' is given. Default: ${DEFAULT-VALUE}.");

  ReplCommand() {
    super(
        "repl",
        "Designs and explores a model interactively, layer by layer; 'help' lists the commands.",
        "",
        "Reads commands from standard input where that is no terminal, and ends at the first that"
            + " fails.");
    usage().parameterListHeading("%n");
  }

  @Override
  public Integer call() throws IOException {
    boolean terminal = Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    return terminal ? talk() : read();
  }

  private int talk() throws IOException {
    // JLine would ask the terminal how it draws characters that are joined, and lose what is typed
    // until it answers.
    TerminalBuilder builder =
        TerminalBuilder.builder().name("cnnsummary").system(true).graphemeCluster(false);
    try (Terminal terminal = builder.build()) {
      if (terminal.getColumns() == 0 || terminal.getRows() == 0) {
        terminal.setSize(Size.of(80, 24)); // it does not say, and lines need an end
      }
      boolean colour = Screen.ofStandardOutput().colour();
      PrintWriter out = terminal.writer();
      Session session =
          new Session(out, () -> new Screen(terminal.getColumns(), colour), engine(), true);
      begin(session);
      new Shell(session, out).talk(terminal, history());
    }
    return 0;
  }

  private int read() throws IOException {
    Session session = new Session(out(), () -> Screen.NONE, engine(), true);
    begin(session);
    return new Shell(session, err())
        .script(new InputStreamReader(System.in, StandardCharsets.UTF_8));
  }

  private void begin(Session session) {
    GivenModel given = model.given();
    if (given.name() != null) {
      session.begin(
          given.name(), given.preset(), given.parameters(), given::inputs, given.batchSize());
    }
  }

  private Engine engine() {
    return new Engine() {
      @Override
      public Program program(Analysis analysis, Consumer<List<String>> unlike) {
        Program program = engine.prepare(analysis, Program.Mode.TRACE);
        try (EngineOptions.Source source = engine.weights(analysis.graph(), program.geometry())) {
          program.load(source.weights());
          unlike.accept(source.unlike());
          return program;
        } catch (RuntimeException e) {
          program.close();
          throw e;
        }
      }

      @Override
      public List<Tensor> inputs(Analysis analysis) {
        return SeededInputs.of(analysis, inputSeed.value());
      }
    };
  }

  /** Where lines are kept; null where that place cannot be written. */
  private static @Nullable Path history() {
    String state = System.getenv("XDG_STATE_HOME");
    Path folder =
        state == null || state.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".local", "state", "cnnsummary")
            : Path.of(state, "cnnsummary");
    try {
      Files.createDirectories(folder);
      return folder.resolve("history");
    } catch (IOException _) {
      return null;
    }
  }
}
