package dev.cnnsummary.executor.reference;

/** An operand seen as an array of more axes or more elements along them. */
final class Broadcast {
  private final Grid operand;
  private final int added;

  /**
   * Aligns the last axes.
   *
   * @param axes of the places that are asked for
   */
  Broadcast(Grid operand, int axes) {
    this.operand = operand;
    this.added = axes - operand.axes();
  }

  /** The element of the operand that stands at a place of the whole. */
  int index(int[] place) {
    int[] own = new int[operand.axes()];
    for (int axis = 0; axis < own.length; axis++) {
      own[axis] = operand.extent(axis) == 1 ? 0 : place[axis + added];
    }
    return operand.index(own);
  }
}
