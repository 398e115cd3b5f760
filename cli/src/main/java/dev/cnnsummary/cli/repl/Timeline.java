package dev.cnnsummary.cli.repl;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The designs of a session in order, and which of them is the one that is looked at. */
final class Timeline {
  private final List<Design> designs = new ArrayList<>();
  private int current = -1;

  @Nullable Design current() {
    return current < 0 ? null : designs.get(current);
  }

  /** That which it began with. */
  Design first() {
    return designs.getFirst();
  }

  /** Begins anew. */
  void begin(Design design) {
    designs.clear();
    designs.add(design);
    current = 0;
  }

  /** Adds the next; what was undone is forgotten. */
  void add(Design design) {
    designs.subList(current + 1, designs.size()).clear();
    designs.add(design);
    current++;
  }

  /** Goes back; returns the one that it leaves. */
  Design undo() {
    if (current < 1) {
      throw Refusal.of("there is nothing to undo");
    }
    return designs.get(current--);
  }

  /** Goes forth again; returns the one that it leaves. */
  Design redo() {
    if (current + 1 >= designs.size()) {
      throw Refusal.of("there is nothing to redo");
    }
    return designs.get(current++);
  }
}
