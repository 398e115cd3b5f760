package dev.cnnsummary.executor.functions;

/**
 * A tensor seen as lines along one axis, or along several that follow one another: element {@code
 * i} of line {@code (outer, inner)} is number {@code (outer·length + i)·inners + inner}.
 *
 * @param outers the product of the extents before
 * @param length the product of the extents of the axes
 * @param inners the product of the extents after
 */
record Lines(int outers, int length, int inners) {
  /** What is done with a line. */
  @FunctionalInterface
  interface Body {
    /**
     * Does it.
     *
     * @param first the line's first element; others are {@link Lines#inners} apart
     * @param line its number
     */
    void run(int first, int line);
  }

  /** Along one axis. */
  static Lines along(int[] shape, int axis) {
    return along(shape, axis, axis + 1);
  }

  /** Along the axes from one on, before another. */
  static Lines along(int[] shape, int from, int to) {
    return new Lines(
        Axes.product(shape, 0, from),
        Axes.product(shape, from, to),
        Axes.product(shape, to, shape.length));
  }

  /** Visits all lines in order. */
  void each(Body body) {
    for (int outer = 0; outer < outers; outer++) {
      for (int inner = 0; inner < inners; inner++) {
        body.run(outer * length * inners + inner, outer * inners + inner);
      }
    }
  }
}
