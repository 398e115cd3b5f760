package dev.cnnsummary.executor.reference;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntFunction;

/** Numbers that several elements need, computed when the first of them is asked for. */
final class Rows {
  private final AtomicReferenceArray<double[]> rows;
  private final IntFunction<double[]> maker;

  /**
   * Computes nothing yet.
   *
   * @param maker computes a row; always the same for one number, as it may be called again by
   *     another thread
   */
  Rows(int count, IntFunction<double[]> maker) {
    this.rows = new AtomicReferenceArray<>(count);
    this.maker = maker;
  }

  /** The row of a number; not a copy. */
  double[] get(int index) {
    double[] known = rows.get(index);
    if (known == null) {
      known = maker.apply(index);
      rows.set(index, known);
    }
    return known;
  }
}
