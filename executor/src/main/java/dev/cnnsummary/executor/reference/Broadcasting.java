package dev.cnnsummary.executor.reference;

import static dev.cnnsummary.executor.reference.Operands.require;

import java.util.ArrayList;
import java.util.List;

/** NumPy's broadcasting: shapes meet at their last axes, and one element is as many as needed. */
final class Broadcasting {
  private Broadcasting() {}

  /** The extents that two become. */
  static List<Integer> of(List<Integer> left, List<Integer> right) {
    int rank = Math.max(left.size(), right.size());
    List<Integer> joined = new ArrayList<>(rank);
    for (int fromEnd = rank; fromEnd > 0; fromEnd--) {
      int a = fromEnd(left, fromEnd);
      int b = fromEnd(right, fromEnd);
      require(a == b || a == 1 || b == 1, left + " and " + right + " do not broadcast");
      joined.add(a == 1 ? b : a);
    }
    return joined;
  }

  private static int fromEnd(List<Integer> shape, int place) {
    return place > shape.size() ? 1 : shape.get(shape.size() - place);
  }
}
