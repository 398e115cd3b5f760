package dev.cnnsummary.executor.reference;

/**
 * One layer on given operands, by its definition: any single element of its outputs can be asked
 * for, and is computed in double precision with textbook loops from the operands alone.
 */
public interface Definition {
  /**
   * An element of an output, in double precision; a position or other integer as its number.
   *
   * @param output which output, from 0
   * @param index the element's place in row-major order
   */
  double at(int output, int index);

  /**
   * Multiply-accumulates of all outputs, counted by walking the windows or rows that they are
   * summed over; padded taps count. 0 for what multiplies no weights or matrices.
   */
  default long macs() {
    return 0;
  }

  /** The number of terms that are summed for an element; 1 where nothing is. */
  default long terms() {
    return 1;
  }
}
