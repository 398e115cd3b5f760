package dev.cnnsummary.specs.op;

/** The numbers that a tensor is constructed with, each as a function of its place. */
public interface Formula {
  /** As a spec has it: an expression over {@code i0}, {@code i1} and so on. */
  String text();

  /**
   * An element.
   *
   * @param place where it stands, along each axis
   * @throws ArithmeticException if the formula has no number there
   */
  double at(int... place);
}
