package dev.cnnsummary.cli.repl;

import dev.cnnsummary.analyzer.ModelInputs;
import dev.cnnsummary.cli.render.Numbers;
import dev.cnnsummary.cli.render.Screen;
import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.spec.Nearest;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a session knows and does; it reads no keys and waits for nobody. */
public final class Session {
  private final PrintWriter out;
  private final Stand stand = new Stand();
  private final Looking looking;
  private final Editing editing;
  private final Running running;
  private final List<String> history = new ArrayList<>();
  private boolean left;

  /**
   * A session without a model.
   *
   * @param out where all that it says goes, but errors
   * @param screen what that is, asked anew for each answer
   * @param timed whether runs say how long layers took, which is never the same twice
   */
  public Session(PrintWriter out, Supplier<Screen> screen, Engine engine, boolean timed) {
    this.out = out;
    this.looking = new Looking(stand, out, screen);
    this.editing = new Editing(stand, out);
    this.running = new Running(stand, out, engine, timed);
  }

  /**
   * Loads the model that the command line names.
   *
   * @param inputs what it gives a graph
   * @param batch the batch of inputs that the session gives it later; empty for a symbol
   * @throws InvalidSpecException if it cannot be
   */
  public void begin(
      String model,
      @Nullable String preset,
      Map<String, String> settings,
      Function<Graph, ModelInputs> inputs,
      OptionalLong batch) {
    load(Design.load(new Design.Source(model, preset, settings), inputs, batch));
  }

  /** Whether the user has asked to leave. */
  boolean isLeft() {
    return left;
  }

  /** Shows all that was said. */
  void flush() {
    out.flush();
  }

  /** Stops a run at its next layer. */
  void cancel() {
    running.cancel();
  }

  /** Which model and layer it is at. */
  Stand stand() {
    return stand;
  }

  /** The model as it is; null where none is loaded. */
  @Nullable Design design() {
    return stand.loadedOrNull();
  }

  /**
   * Carries out a line. Empty lines and those that begin with {@code #} do nothing.
   *
   * @throws InvalidSpecException if it cannot be carried out; then nothing has changed
   */
  void execute(String line) {
    String stripped = line.strip();
    if (stripped.isEmpty() || stripped.startsWith("#")) {
      return;
    }
    history.add(stripped);
    String[] parts = stripped.split("\\s+", 2);
    String rest = parts.length == 1 ? "" : parts[1];
    CommandWord command = CommandWord.of(parts[0].toLowerCase(Locale.ROOT));
    if (command == null) {
      throw Refusal.of(
          "there is no command '"
              + parts[0]
              + "'"
              + Nearest.suggestion(parts[0], CommandWord.words())
              + "; 'help' lists them");
    }
    if (!rest.isEmpty() && !command.takesMore()) {
      throw Refusal.usage(command);
    }
    carryOut(command, rest);
  }

  private void carryOut(CommandWord command, String rest) {
    switch (command) {
      case LOAD -> load(required(command, rest));
      case INPUT -> {
        if (rest.isEmpty()) {
          looking.inputs();
        } else {
          changed(() -> editing.input(rest));
        }
      }
      case NEXT, STEP -> looking.move(count(command, rest));
      case BACK -> looking.move(-count(command, rest));
      case GOTO -> looking.moveTo(required(command, rest));
      case PRINT -> looking.print();
      case SHOW -> looking.show(rest);
      case EXPLAIN -> looking.explain(rest);
      case WINDOW -> looking.window(rest);
      case BROWSE -> throw Refusal.of("browse needs a terminal");
      case RUN -> running.run();
      case PEEK -> running.peek(rest);
      case STATS -> looking.stats();
      case SET, INSERT, REMOVE, REPLACE -> changed(() -> editing.edit(command, rest));
      case UNDO -> changed(editing::undo);
      case REDO -> changed(editing::redo);
      case DIFF -> editing.diff();
      case COLUMNS -> looking.columns(rest);
      case STYLE -> looking.style(rest);
      case SAVE -> editing.save(required(command, rest));
      case SOURCE -> SpecFiles.lines(required(command, rest)).forEach(this::sourced);
      case HISTORY -> history.forEach(out::println);
      case HELP -> help(rest);
      case QUIT -> left = true;
    }
  }

  /** What ran before was another model's. */
  private void changed(Runnable change) {
    change.run();
    running.forget();
  }

  private void load(String name) {
    if (name.equals("-")) {
      throw Refusal.of("load: a session reads its commands from standard input, and no model");
    }
    load(
        Design.load(
            new Design.Source(name, null, Map.of()), ModelInputs::declared, OptionalLong.empty()));
  }

  private void load(Design design) {
    stand.begin(design);
    running.forget();
    out.println(
        design.graph().name()
            + ": "
            + design.analysis().layers().size()
            + " layers, "
            + Numbers.grouped(design.analysis().totals().params())
            + " params");
  }

  private void sourced(String line) {
    if (!left) {
      execute(line);
    }
  }

  private void help(String rest) {
    if (rest.isEmpty()) {
      for (CommandWord command : CommandWord.values()) {
        out.println("  " + command.usage());
        out.println("      " + command.help());
      }
      return;
    }
    CommandWord command = CommandWord.of(rest.toLowerCase(Locale.ROOT));
    if (command == null) {
      throw Refusal.of(
          "there is no command '" + rest + "'" + Nearest.suggestion(rest, CommandWord.words()));
    }
    out.println(command.usage());
    out.println("  " + command.help());
  }

  private static int count(CommandWord command, String rest) {
    if (rest.isEmpty()) {
      return 1;
    }
    if (!rest.matches("[1-9][0-9]{0,8}")) {
      throw Refusal.usage(command);
    }
    return Integer.parseInt(rest);
  }

  private static String required(CommandWord command, String rest) {
    if (rest.isEmpty()) {
      throw Refusal.usage(command);
    }
    return rest;
  }
}
