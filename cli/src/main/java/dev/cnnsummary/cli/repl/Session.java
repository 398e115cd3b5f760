package dev.cnnsummary.cli.repl;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.diff.Comparison;
import dev.cnnsummary.analyzer.diff.Portrait;
import dev.cnnsummary.analyzer.explain.Explainer;
import dev.cnnsummary.cli.render.Column;
import dev.cnnsummary.cli.render.Content;
import dev.cnnsummary.cli.render.DiffText;
import dev.cnnsummary.cli.render.ExplanationText;
import dev.cnnsummary.cli.render.LayerNames;
import dev.cnnsummary.cli.render.Numbers;
import dev.cnnsummary.cli.render.Screen;
import dev.cnnsummary.cli.render.Style;
import dev.cnnsummary.cli.render.TreeStyle;
import dev.cnnsummary.cli.render.WindowPicture;
import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.graph.Member;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.spec.Nearest;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What a session knows and does; it reads no keys and waits for nobody. */
public final class Session {
  private final PrintWriter out;
  private final Screen screen;
  private final Engine engine;
  private final boolean timed;
  private final Timeline designs = new Timeline();
  private final List<String> history = new ArrayList<>();
  private List<Column> columns = List.of();
  private Style style = Style.TREE;
  private int current;
  private @Nullable LayerRun run;
  private volatile boolean cancelled;
  private boolean left;

  /**
   * A session without a model.
   *
   * @param out where all that it says goes, but errors
   * @param screen what is shown there
   * @param timed whether runs say how long layers took, which is never the same twice
   */
  public Session(PrintWriter out, Screen screen, Engine engine, boolean timed) {
    this.out = out;
    this.screen = screen;
    this.engine = engine;
    this.timed = timed;
  }

  /**
   * Loads the model that the command line names.
   *
   * @throws InvalidSpecException if it cannot be
   */
  public void begin(
      String model,
      @Nullable String preset,
      Map<String, String> settings,
      List<String> inputs,
      OptionalLong batch) {
    load(new Design.Source(model, preset, settings), inputs, batch);
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
    cancelled = true;
  }

  /** The model as it is; null where none is loaded. */
  @Nullable Design design() {
    return designs.current();
  }

  /** The commands so far. */
  List<String> history() {
    return history;
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
      throw LayerRun.refused(
          "there is no command '"
              + parts[0]
              + "'"
              + Nearest.suggestion(parts[0], CommandWord.words())
              + "; 'help' lists them");
    }
    cancelled = false;
    carryOut(command, rest);
  }

  private void carryOut(CommandWord command, String rest) {
    switch (command) {
      case LOAD -> {
        requireText(command, rest);
        load(new Design.Source(rest, null, Map.of()), List.of(), OptionalLong.empty());
      }
      case INPUT -> input(rest);
      case NEXT, STEP -> move(count(command, rest));
      case BACK -> move(-count(command, rest));
      case GOTO -> {
        requireText(command, rest);
        current = node(rest).index() + 1;
        out.println(LayerLines.line(analysis(), here()));
      }
      case PRINT -> print();
      case SHOW -> out.print(LayerLines.details(analysis(), node(rest)));
      case EXPLAIN -> explain(rest);
      case WINDOW -> out.print(WindowPicture.write(analysis(), node(rest), screen, false));
      case BROWSE -> throw LayerRun.refused("browse needs a terminal");
      case RUN -> run();
      case PEEK -> peek(rest);
      case STATS -> out.print(TreeStyle.totals(content()));
      case SET, INSERT, REMOVE, REPLACE -> change(EditLine.of(requireDesign(), command, rest));
      case UNDO -> changed(designs.undo());
      case REDO -> changed(designs.redo());
      case DIFF ->
          out.print(
              DiffText.of(
                  Comparison.of(Portrait.of(requireDesign().loaded()), Portrait.of(analysis())),
                  false));
      case COLUMNS -> columns(rest);
      case STYLE -> style = word(Style.class, command, rest);
      case SAVE -> SpecFiles.save(requireDesign().graph(), file(command, rest), out);
      case SOURCE -> SpecFiles.lines(file(command, rest)).forEach(this::sourced);
      case HISTORY -> history.forEach(out::println);
      case HELP -> help(rest);
      case QUIT -> left = true;
    }
  }

  private void load(Design.Source source, List<String> inputs, OptionalLong batch) {
    Design design = Design.load(source, inputs, batch);
    designs.begin(design);
    current = 0;
    forgetRun();
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

  private void input(String rest) {
    if (rest.isEmpty()) {
      Analysis analysis = analysis();
      for (int i = 0; i < analysis.inputs().types().size(); i++) {
        out.println(
            analysis.graph().inputs().get(i).name() + " " + analysis.inputs().types().get(i));
      }
      return;
    }
    change(requireDesign().withInputs(Arrays.asList(rest.split("\\s+"))));
  }

  private void change(Design next) {
    Design before = requireDesign();
    designs.add(next);
    changed(before);
  }

  /** Shows what has changed, and keeps the current layer where it was as far as it is there. */
  private void changed(Design before) {
    Node was = current == 0 ? null : before.graph().nodes().get(current - 1);
    current = was == null ? 0 : place(was);
    forgetRun();
    Comparison comparison = Comparison.of(Portrait.of(before.analysis()), Portrait.of(analysis()));
    out.print(DiffText.of(comparison, false));
  }

  private int place(Node was) {
    List<Node> nodes = analysis().graph().nodes();
    for (Node node : nodes) {
      if (node.path().equals(was.path()) && node.call() == was.call()) {
        return node.index() + 1;
      }
    }
    return Math.min(current, nodes.size());
  }

  private void move(int layers) {
    int size = analysis().layers().size();
    int wanted = current + layers;
    if (wanted > size && current == size) {
      throw LayerRun.refused("this is the last layer");
    }
    if (wanted < 1 && current <= 1) {
      throw LayerRun.refused("this is the first layer");
    }
    wanted = Math.clamp(wanted, 1, size);
    int step = layers < 0 ? -1 : 1;
    while (current != wanted) {
      current += step;
      out.println(LayerLines.line(analysis(), here()));
    }
  }

  private void print() {
    Node marked = current == 0 ? null : here();
    out.print(
        style == Style.TREE
            ? TreeStyle.write(content(), screen, false, marked)
            : style.write(content(), screen, false));
  }

  private void explain(String rest) {
    Explainer explainer = new Explainer(analysis());
    List<Member> members =
        rest.isEmpty() ? List.of(here()) : LayerNames.find(analysis().graph(), rest);
    out.print(
        ExplanationText.write(
            analysis(),
            members.stream().flatMap(member -> explainer.explainAll(member).stream()).toList(),
            screen,
            false));
  }

  private void run() {
    Analysis analysis = analysis();
    Analysis one = analysis.bind(analysis.inputs().sample());
    if (one.inputs().types().stream().anyMatch(type -> !type.shape().isConstant())) {
      throw LayerRun.refused("a run needs numbers: give them with 'input'");
    }
    forgetRun();
    run = LayerRun.of(one, engine, out, () -> cancelled, timed);
  }

  private void peek(String rest) {
    String[] words = rest.isEmpty() ? new String[0] : rest.split("\\s+");
    boolean channel = words.length > 0 && words[words.length - 1].matches("[0-9]{1,9}");
    int layerWords = channel ? words.length - 1 : words.length;
    Node node = node(layerWords == 0 ? "" : words[0]);
    if (layerWords > 1) {
      throw usage(CommandWord.PEEK);
    }
    LayerRun last = run;
    if (last == null) {
      throw LayerRun.refused("nothing has run yet: 'run' does it");
    }
    out.print(last.peek(node, channel ? Integer.parseInt(words[words.length - 1]) : 0));
  }

  private void columns(String rest) {
    List<Column> chosen = new ArrayList<>();
    for (String word : rest.isEmpty() ? new String[0] : rest.split("[,\\s]+")) {
      chosen.add(word(Column.class, CommandWord.COLUMNS, word));
    }
    columns = List.copyOf(chosen);
  }

  private static <E extends Enum<E>> E word(Class<E> type, CommandWord command, String given) {
    List<String> words = new ArrayList<>();
    for (E each : type.getEnumConstants()) {
      if (each.toString().equals(given.toLowerCase(Locale.ROOT))) {
        return each;
      }
      words.add(each.toString());
    }
    throw LayerRun.refused(
        command.word()
            + ": expected one of "
            + String.join(", ", words)
            + Nearest.suggestion(given, words));
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
      throw LayerRun.refused(
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
      throw usage(command);
    }
    return Integer.parseInt(rest);
  }

  private static String file(CommandWord command, String rest) {
    requireText(command, rest);
    return rest;
  }

  private static void requireText(CommandWord command, String rest) {
    if (rest.isEmpty()) {
      throw usage(command);
    }
  }

  static InvalidSpecException usage(CommandWord command) {
    return LayerRun.refused("usage: " + command.usage());
  }

  /** A layer by its name; the current one without. */
  private Node node(String name) {
    if (name.isEmpty()) {
      return here();
    }
    return LayerNames.firstNode(analysis().graph(), name);
  }

  private Node here() {
    Analysis analysis = analysis();
    if (current == 0) {
      throw LayerRun.refused("no layer is chosen yet: 'next' goes to the first, 'goto' to any");
    }
    return analysis.graph().nodes().get(current - 1);
  }

  /** The place of the current layer, from 1; 0 before the first. */
  int current() {
    return current;
  }

  /** Goes to a layer without a word. */
  void moveTo(int place) {
    current = place;
  }

  private Content content() {
    return new Content(analysis(), null, columns, null, null, null);
  }

  private Analysis analysis() {
    return requireDesign().analysis();
  }

  private Design requireDesign() {
    Design design = designs.current();
    if (design == null) {
      throw LayerRun.refused("no model is loaded: 'load NAME' does it");
    }
    return design;
  }

  private void forgetRun() {
    LayerRun last = run;
    if (last != null) {
      last.close();
      run = null;
    }
  }
}
