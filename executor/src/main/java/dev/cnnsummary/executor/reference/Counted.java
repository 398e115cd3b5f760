package dev.cnnsummary.executor.reference;

/**
 * A definition with its costs.
 *
 * @param element what an element is
 * @param macs multiply-accumulates of all outputs
 * @param terms the number of terms that are summed for an element
 */
record Counted(Definition element, long macs, long terms) implements Definition {
  /** One that multiplies no weights or matrices. */
  static Definition summing(long terms, Definition element) {
    return new Counted(element, 0, terms);
  }

  @Override
  public double at(int output, int index) {
    return element.at(output, index);
  }
}
