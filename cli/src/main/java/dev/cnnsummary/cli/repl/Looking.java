package dev.cnnsummary.cli.repl;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.explain.Explainer;
import dev.cnnsummary.cli.render.Column;
import dev.cnnsummary.cli.render.Content;
import dev.cnnsummary.cli.render.ExplanationText;
import dev.cnnsummary.cli.render.LayerNames;
import dev.cnnsummary.cli.render.Screen;
import dev.cnnsummary.cli.render.Style;
import dev.cnnsummary.cli.render.TreeStyle;
import dev.cnnsummary.cli.render.WindowPicture;
import dev.cnnsummary.specs.graph.Member;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.spec.Nearest;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Walks through a model and shows it. */
final class Looking {
  private final Stand stand;
  private final PrintWriter out;
  private final Supplier<Screen> screen;
  private List<Column> columns = List.of();
  private Style style = Style.TREE;

  Looking(Stand stand, PrintWriter out, Supplier<Screen> screen) {
    this.stand = stand;
    this.out = out;
    this.screen = screen;
  }

  void move(int layers) {
    int size = stand.analysis().layers().size();
    int current = stand.current();
    int wanted = current + layers;
    if (wanted > size && current == size) {
      throw Refusal.of("this is the last layer");
    }
    if (wanted < 1 && current <= 1) {
      throw Refusal.of("this is the first layer");
    }
    wanted = Math.clamp(wanted, 1, size);
    int step = layers < 0 ? -1 : 1;
    while (stand.current() != wanted) {
      stand.moveTo(stand.current() + step);
      line();
    }
  }

  void moveTo(String layer) {
    stand.moveTo(stand.node(layer).index() + 1);
    line();
  }

  private void line() {
    out.println(LayerLines.line(stand.analysis(), stand.here()));
  }

  /** What the model takes. */
  void inputs() {
    Analysis analysis = stand.analysis();
    for (int i = 0; i < analysis.inputs().types().size(); i++) {
      out.println(analysis.graph().inputs().get(i).name() + " " + analysis.inputs().types().get(i));
    }
  }

  void print() {
    Content content = content();
    Node marked = stand.current() == 0 ? null : stand.here();
    out.print(
        style == Style.TREE
            ? TreeStyle.write(content, screen.get(), false, marked)
            : style.write(content, screen.get(), false));
  }

  void show(String layer) {
    out.print(LayerLines.details(stand.analysis(), stand.node(layer)));
  }

  void explain(String layer) {
    Explainer explainer = new Explainer(stand.analysis());
    List<Member> members =
        layer.isEmpty() ? List.of(stand.here()) : LayerNames.find(stand.analysis().graph(), layer);
    out.print(
        ExplanationText.write(
            stand.analysis(),
            members.stream().flatMap(member -> explainer.explainAll(member).stream()).toList(),
            screen.get(),
            false));
  }

  void window(String layer) {
    out.print(WindowPicture.write(stand.analysis(), stand.node(layer), screen.get(), false));
  }

  void stats() {
    out.print(TreeStyle.totals(content()));
  }

  private Content content() {
    return new Content(stand.analysis(), null, columns, null, null, null);
  }

  void columns(String names) {
    List<Column> chosen = new ArrayList<>();
    for (String name : names.isEmpty() ? new String[0] : names.split("[,\\s]+")) {
      chosen.add(word(Column.class, CommandWord.COLUMNS, name));
    }
    columns = List.copyOf(chosen);
  }

  void style(String name) {
    style = word(Style.class, CommandWord.STYLE, name);
  }

  private static <E extends Enum<E>> E word(Class<E> type, CommandWord command, String given) {
    List<String> words = new ArrayList<>();
    for (E each : type.getEnumConstants()) {
      if (each.toString().equals(given.toLowerCase(Locale.ROOT))) {
        return each;
      }
      words.add(each.toString());
    }
    throw Refusal.of(
        command.word()
            + ": expected one of "
            + String.join(", ", words)
            + Nearest.suggestion(given, words));
  }
}
