package dev.cnnsummary.cli.repl;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.specs.graph.Node;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** Runs a model, and keeps what its last run made until the model changes. */
final class Running {
  private final Stand stand;
  private final PrintWriter out;
  private final Engine engine;
  private final boolean timed;
  private @Nullable LayerRun last;
  private volatile boolean cancelled;

  Running(Stand stand, PrintWriter out, Engine engine, boolean timed) {
    this.stand = stand;
    this.out = out;
    this.engine = engine;
    this.timed = timed;
  }

  void run() {
    Analysis analysis = stand.analysis();
    Analysis one = analysis.bind(analysis.inputs().sample());
    if (one.inputs().types().stream().anyMatch(type -> !type.shape().isConstant())) {
      throw Refusal.of("a run needs numbers: give them with 'input'");
    }
    forget();
    cancelled = false;
    last = LayerRun.of(one, engine, out, () -> cancelled, timed);
  }

  /** Stops a run at its next layer. */
  void cancel() {
    cancelled = true;
  }

  void peek(String rest) {
    String[] words = rest.isEmpty() ? new String[0] : rest.split("\\s+");
    boolean channel = words.length > 0 && words[words.length - 1].matches("[0-9]{1,9}");
    int layerWords = channel ? words.length - 1 : words.length;
    Node node = stand.node(layerWords == 0 ? "" : words[0]);
    if (layerWords > 1) {
      throw Refusal.usage(CommandWord.PEEK);
    }
    LayerRun run = last;
    if (run == null) {
      throw Refusal.of("nothing has run yet: 'run' does it");
    }
    out.print(run.peek(node, channel ? Integer.parseInt(words[words.length - 1]) : 0));
  }

  /** Lets what the last run made go. */
  void forget() {
    LayerRun run = last;
    if (run != null) {
      run.close();
      last = null;
    }
  }
}
