package dev.cnnsummary.cli.repl;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.explain.Explainer;
import dev.cnnsummary.cli.render.ExplanationText;
import dev.cnnsummary.cli.render.Screen;
import dev.cnnsummary.specs.graph.Node;
import java.util.ArrayList;
import java.util.List;
import org.jline.keymap.BindingReader;
import org.jline.keymap.KeyMap;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;

/** A list of the layers on the left, walked with the arrow keys, and what is known on the right. */
final class Browser {
  private final Terminal terminal;
  private final Stand stand;
  private final Analysis analysis;
  private final Explainer explainer;
  private int chosen;

  private enum Key {
    UP,
    DOWN,
    PAGE_UP,
    PAGE_DOWN,
    FIRST,
    LAST,
    LEAVE
  }

  Browser(Terminal terminal, Stand stand) {
    this.terminal = terminal;
    this.stand = stand;
    this.analysis = stand.analysis();
    this.explainer = new Explainer(analysis);
    this.chosen = Math.max(0, stand.current() - 1);
  }

  /** Until q, Enter, Escape or Ctrl-C; the layer that is chosen then is the session's. */
  void run() {
    int last = analysis.layers().size() - 1;
    if (last < 0) {
      return;
    }
    Attributes before = terminal.enterRawMode();
    terminal.puts(Capability.enter_ca_mode);
    terminal.puts(Capability.keypad_xmit);
    Display display = new Display(terminal, true);
    Terminal.SignalHandler resized = terminal.handle(Terminal.Signal.WINCH, _ -> draw(display));
    try {
      BindingReader keys = new BindingReader(terminal.reader());
      KeyMap<Key> map = keys();
      while (true) {
        draw(display);
        Key key = keys.readBinding(map);
        int page = Math.max(1, terminal.getSize().getRows() - 2);
        switch (key) {
          case null -> {
            return;
          }
          case LEAVE -> {
            return;
          }
          case UP -> chosen--;
          case DOWN -> chosen++;
          case PAGE_UP -> chosen -= page;
          case PAGE_DOWN -> chosen += page;
          case FIRST -> chosen = 0;
          case LAST -> chosen = last;
        }
        chosen = Math.clamp(chosen, 0, last);
      }
    } finally {
      stand.moveTo(chosen + 1);
      terminal.handle(Terminal.Signal.WINCH, resized);
      terminal.puts(Capability.keypad_local);
      terminal.puts(Capability.exit_ca_mode);
      terminal.setAttributes(before);
      terminal.flush();
    }
  }

  private KeyMap<Key> keys() {
    KeyMap<Key> map = new KeyMap<>();
    map.setAmbiguousTimeout(100);
    map.bind(Key.UP, KeyMap.key(terminal, Capability.key_up), "\u001b[A", "k");
    map.bind(Key.DOWN, KeyMap.key(terminal, Capability.key_down), "\u001b[B", "j");
    map.bind(Key.PAGE_UP, KeyMap.key(terminal, Capability.key_ppage), "\u001b[5~");
    map.bind(Key.PAGE_DOWN, KeyMap.key(terminal, Capability.key_npage), "\u001b[6~", " ");
    map.bind(Key.FIRST, KeyMap.key(terminal, Capability.key_home), "g");
    map.bind(Key.LAST, KeyMap.key(terminal, Capability.key_end), "G");
    map.bind(Key.LEAVE, "q", "\r", "\u001b", KeyMap.ctrl('C'), KeyMap.ctrl('D'));
    return map;
  }

  private synchronized void draw(Display display) {
    Size size = terminal.getSize();
    int rows = Math.max(1, size.getRows());
    int columns = Math.max(1, size.getColumns());
    display.resize(size);
    display.update(lines(rows, columns), 0);
  }

  /** The lines of the screen. */
  private List<AttributedString> lines(int rows, int columns) {
    int left = Math.clamp(columns / 3, 1, 40);
    int right = Math.max(1, columns - left - 3);
    int listed = Math.max(1, rows - 1);
    int first = Math.clamp(chosen - listed / 2, 0, Math.max(0, analysis.layers().size() - listed));
    List<String> panel = panel(right);
    List<AttributedString> lines = new ArrayList<>();
    for (int row = 0; row < listed; row++) {
      int layer = first + row;
      String name = layer < analysis.layers().size() ? label(layer) : "";
      AttributedStringBuilder line = new AttributedStringBuilder();
      line.style(layer == chosen ? AttributedStyle.INVERSE : AttributedStyle.DEFAULT);
      line.append(fit(name, left));
      line.style(AttributedStyle.DEFAULT).append(" │ ");
      line.append(fit(row < panel.size() ? panel.get(row) : "", right));
      lines.add(line.toAttributedString());
    }
    lines.add(new AttributedString(fit("arrow keys: walk   q: leave", columns)));
    return lines;
  }

  private String label(int layer) {
    Node node = analysis.layers().get(layer).node();
    return LayerLines.name(node) + "  " + node.type();
  }

  private List<String> panel(int width) {
    Node node = analysis.layers().get(chosen).node();
    List<String> lines = new ArrayList<>(FieldBar.lines(analysis, node, width));
    lines.addAll(
        ExplanationText.write(
                analysis, List.of(explainer.explain(node)), new Screen(width, false), false)
            .lines()
            .toList());
    return lines;
  }

  private static String fit(String text, int width) {
    return text.length() > width
        ? text.substring(0, Math.max(0, width - 1)) + "…"
        : text + " ".repeat(width - text.length());
  }
}
