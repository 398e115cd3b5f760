package dev.cnnsummary.cli.repl;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.cli.render.LayerNames;
import dev.cnnsummary.specs.graph.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a session stands: at which design, and at which of its layers. */
final class Stand {
  private final Timeline designs = new Timeline();
  private int current;

  /** Begins with a model, before its first layer. */
  void begin(Design design) {
    designs.begin(design);
    current = 0;
  }

  /** The model as it is; null where none is loaded. */
  @Nullable Design loadedOrNull() {
    return designs.current();
  }

  /** The model as it is. */
  Design design() {
    Design design = designs.current();
    if (design == null) {
      throw Refusal.of("no model is loaded: 'load NAME' does it");
    }
    return design;
  }

  /** What was loaded. */
  Design first() {
    design();
    return designs.first();
  }

  /** Goes on to a design that follows. */
  Design add(Design next) {
    Design before = design();
    designs.add(next);
    settle(before);
    return before;
  }

  /** Goes back; returns the design that it leaves. */
  Design undo() {
    Design before = designs.undo();
    settle(before);
    return before;
  }

  /** Goes forth again; returns the design that it leaves. */
  Design redo() {
    Design before = designs.redo();
    settle(before);
    return before;
  }

  /** Keeps the layer as far as it is still there. */
  private void settle(Design before) {
    if (current == 0) {
      return;
    }
    Node was = before.graph().nodes().get(current - 1);
    List<Node> nodes = design().graph().nodes();
    current =
        nodes.stream()
            .filter(node -> node.path().equals(was.path()) && node.call() == was.call())
            .findFirst()
            .map(node -> node.index() + 1)
            .orElse(Math.min(current, nodes.size()));
  }

  Analysis analysis() {
    return design().analysis();
  }

  /** The place of the layer, from 1; 0 before the first. */
  int current() {
    return current;
  }

  /** Goes to a layer. */
  void moveTo(int place) {
    current = place;
  }

  /** The layer. */
  Node here() {
    Analysis analysis = analysis();
    if (current == 0) {
      throw Refusal.of("no layer is chosen yet: 'next' goes to the first, 'goto' to any");
    }
    return analysis.graph().nodes().get(current - 1);
  }

  /** A layer by its name; the current one without. */
  Node node(String name) {
    return name.isEmpty() ? here() : LayerNames.firstNode(analysis().graph(), name);
  }
}
