package dev.cnnsummary.analyzer.diff;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Matches the layers of two models: the alignment of two sequences with the greatest sum of scores
 * (Needleman and Wunsch 1970), where a gap costs nothing. A longest common subsequence is the case
 * of scores 0 and 1; here a pair that agrees in more counts for more.
 */
final class Alignment {
  /** Above that many pairs, layers are matched by their paths alone: 64 MB of directions. */
  private static final long MOST_PAIRS = 64_000_000;

  private static final int SAME = 8;
  private static final int SAME_PATH_AND_TYPE = 5;
  private static final int SAME_OPTIONS = 2;
  private static final int SAME_OUTPUT = 1;
  private static final int SAME_ELSEWHERE = 5;
  private static final int SAME_OPTIONS_ELSEWHERE = 4;
  private static final int SAME_TYPE = 1;
  private static final int SAME_PATH = 1;

  private static final byte PAIR = 0;
  private static final byte REMOVED = 1;
  private static final byte ADDED = 2;

  private final List<Portrait.Layer> before;
  private final List<Portrait.Layer> after;

  private Alignment(List<Portrait.Layer> before, List<Portrait.Layer> after) {
    this.before = before;
    this.after = after;
  }

  static List<Change> of(List<Portrait.Layer> before, List<Portrait.Layer> after) {
    int least = Math.min(before.size(), after.size());
    int head = 0;
    while (head < least && before.get(head).equals(after.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < least - head
        && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
      tail++;
    }
    List<Change> changes = new ArrayList<>();
    pairs(before.subList(0, head), after.subList(0, head), changes);
    Alignment middle =
        new Alignment(
            before.subList(head, before.size() - tail), after.subList(head, after.size() - tail));
    changes.addAll(middle.align());
    pairs(
        before.subList(before.size() - tail, before.size()),
        after.subList(after.size() - tail, after.size()),
        changes);
    return changes;
  }

  private static void pairs(
      List<Portrait.Layer> before, List<Portrait.Layer> after, List<Change> changes) {
    for (int i = 0; i < before.size(); i++) {
      changes.add(new Change(before.get(i), after.get(i)));
    }
  }

  private List<Change> align() {
    return (long) before.size() * after.size() > MOST_PAIRS ? byPath() : byScore();
  }

  /** The greatest score: {@code best(i, j)} of what is left behind places i and j, from the end. */
  private List<Change> byScore() {
    byte[][] steps = new byte[before.size()][after.size()];
    int[] below = new int[after.size() + 1];
    for (int i = before.size() - 1; i >= 0; i--) {
      int[] row = new int[after.size() + 1];
      for (int j = after.size() - 1; j >= 0; j--) {
        int score = score(before.get(i), after.get(j));
        int pair = score == 0 ? -1 : score + below[j + 1];
        int best = Math.max(pair, Math.max(below[j], row[j + 1]));
        steps[i][j] = pair == best ? PAIR : below[j] == best ? REMOVED : ADDED;
        row[j] = best;
      }
      below = row;
    }
    List<Change> changes = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < before.size() || j < after.size()) {
      byte step = i == before.size() ? ADDED : j == after.size() ? REMOVED : steps[i][j];
      changes.add(
          new Change(step == ADDED ? null : before.get(i), step == REMOVED ? null : after.get(j)));
      i += step == ADDED ? 0 : 1;
      j += step == REMOVED ? 0 : 1;
    }
    return changes;
  }

  private static int score(Portrait.Layer before, Portrait.Layer after) {
    boolean path = before.path().equals(after.path()) && before.call() == after.call();
    boolean type = before.type().equals(after.type());
    if (!type) {
      return path ? SAME_PATH : 0;
    }
    boolean options = before.settings().equals(after.settings());
    boolean output = before.outputs().equals(after.outputs());
    if (path) {
      return options && output
          ? SAME
          : SAME_PATH_AND_TYPE + (options ? SAME_OPTIONS : 0) + (output ? SAME_OUTPUT : 0);
    }
    if (options) {
      return output ? SAME_ELSEWHERE : SAME_OPTIONS_ELSEWHERE;
    }
    return SAME_TYPE;
  }

  /** Pairs of the same path and call, as long as they stand in the same order in both. */
  private List<Change> byPath() {
    Map<String, Integer> places = new HashMap<>();
    for (int j = 0; j < after.size(); j++) {
      places.put(after.get(j).label(), j);
    }
    List<Change> changes = new ArrayList<>();
    Deque<Portrait.Layer> left = new ArrayDeque<>(after);
    int reached = 0;
    for (Portrait.Layer layer : before) {
      Integer place = places.get(layer.label());
      if (place == null || place < reached) {
        changes.add(new Change(layer, null));
        continue;
      }
      for (; reached < place; reached++) {
        changes.add(new Change(null, left.remove()));
      }
      changes.add(new Change(layer, left.remove()));
      reached++;
    }
    left.forEach(layer -> changes.add(new Change(null, layer)));
    return changes;
  }
}
