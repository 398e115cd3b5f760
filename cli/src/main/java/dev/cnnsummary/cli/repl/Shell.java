package dev.cnnsummary.cli.repl;

import dev.cnnsummary.executor.ExecutionException;
import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.file.Path;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/** Reads commands and has a session carry them out. */
public final class Shell {
  private static final int FAILED = 2;

  private final Session session;
  private final PrintWriter err;

  /**
   * A shell.
   *
   * @param err where errors go
   */
  public Shell(Session session, PrintWriter err) {
    this.session = session;
    this.err = err;
  }

  /**
   * Carries out a script up to the first command that fails.
   *
   * @return the exit code
   */
  public int script(Reader reader) throws IOException {
    BufferedReader lines = new BufferedReader(reader);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (!execute(line)) {
        return FAILED;
      }
      if (session.isLeft()) {
        return 0;
      }
    }
    return 0;
  }

  /**
   * Talks with a person until they leave.
   *
   * @param history the file that keeps the lines from one session to the next; null for none
   */
  public void talk(Terminal terminal, @Nullable Path history) {
    DefaultParser parser = new DefaultParser();
    parser.setEscapeChars(null);
    parser.setQuoteChars(new char[0]);
    LineReaderBuilder builder =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .appName("cnnsummary")
            .parser(parser)
            .completer(new Completion(session))
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .option(LineReader.Option.HISTORY_IGNORE_SPACE, true);
    if (history != null) {
      builder.variable(LineReader.HISTORY_FILE, history);
    }
    LineReader reader = builder.build();
    terminal.handle(Terminal.Signal.INT, _ -> session.cancel());
    while (!session.isLeft()) {
      try {
        String line = reader.readLine(prompt());
        if (line.strip().equals("browse")) {
          browse(terminal);
        } else {
          execute(line);
        }
      } catch (UserInterruptException _) {
        session.cancel(); // Ctrl-C gives the line up
      } catch (EndOfFileException _) {
        return; // Ctrl-D leaves
      }
    }
  }

  private String prompt() {
    Design design = session.design();
    return (design == null ? "cnnsummary" : design.graph().name()) + "> ";
  }

  private void browse(Terminal terminal) {
    if (session.design() == null) {
      err.println("cnnsummary: no model is loaded: 'load NAME' does it");
      err.flush();
    } else {
      new Browser(terminal, session.stand()).run();
    }
  }

  /** Carries out a line; false if it failed, which is said. */
  boolean execute(String line) {
    try {
      session.execute(line);
      return true;
    } catch (InvalidSpecException e) {
      for (Problem problem : e.problems()) {
        err.println("cnnsummary: " + problem);
      }
    } catch (ExecutionException e) {
      String.valueOf(e.getMessage()).lines().forEach(each -> err.println("cnnsummary: " + each));
    } catch (ArithmeticException e) {
      err.println("cnnsummary: a number is too large: " + e.getMessage());
    } catch (LayerRun.Cancelled _) {
      err.println("cnnsummary: cancelled");
    } finally {
      session.flush();
      err.flush();
    }
    return false;
  }
}
