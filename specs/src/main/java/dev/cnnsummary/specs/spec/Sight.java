package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.graph.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The lists that an entry of a flat spec sees: its own first, then those around.
 *
 * @param levels the lists, the innermost first
 */
record Sight(List<Level> levels) {
  /**
   * A list as it is seen.
   *
   * @param limit how many of its entries stand before
   * @param calls for each call of the innermost list, the call of this one during which it takes
   *     place
   */
  record Level(Body body, int limit, List<Integer> calls) {
    /** The entries that stand before, the latest first. */
    List<Body.Entry> entries() {
      return body.entries().subList(0, limit).reversed();
    }

    /** Which input of the list has the values in all calls; -1 if none has. */
    int input(List<Value> values) {
      return find(values, body.inputs());
    }

    /** Which output of an entry has the values in all calls; -1 if none has. */
    int output(Body.Entry entry, List<Value> values) {
      return entry.isCalled() ? find(values, entry.outputs()) : -1;
    }

    private int find(List<Value> values, List<List<Value>> operands) {
      for (int i = 0; i < operands.size(); i++) {
        List<Value> operand = operands.get(i);
        if (IntStream.range(0, values.size())
            .allMatch(call -> operand.get(calls.get(call)).index() == values.get(call).index())) {
          return i;
        }
      }
      return -1;
    }
  }

  /** What is seen from a place in a list. */
  static Sight from(Body body, int place) {
    List<Level> levels = new ArrayList<>();
    List<Integer> calls = IntStream.range(0, body.outerCalls().size()).boxed().toList();
    int limit = place;
    for (Body list = body; list != null; list = list.outer()) {
      levels.add(new Level(list, limit, calls));
      List<Integer> outer = list.outerCalls();
      calls = calls.stream().map(outer::get).toList();
      limit = list.place();
    }
    return new Sight(levels);
  }

  /** Whether no list further in has an entry of that name, which would hide another one's. */
  boolean reaches(String name, int depth) {
    return levels.subList(0, depth).stream()
        .flatMap(level -> level.entries().stream())
        .noneMatch(entry -> !(entry.kind() instanceof Body.ReuseKind) && entry.name().equals(name));
  }
}
