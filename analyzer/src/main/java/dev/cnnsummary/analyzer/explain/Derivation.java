package dev.cnnsummary.analyzer.explain;

import dev.cnnsummary.specs.shape.Dim;

/**
 * How one number comes about.
 *
 * @param label what it is the number of: {@code H}, {@code weight}
 * @param formula its arithmetic
 * @param note what a formula cannot say; empty for nothing
 */
public record Derivation(String label, Formula formula, String note) {
  /**
   * A number whose formula must come to what the analysis says.
   *
   * @throws IllegalStateException if it does not, which is a fault of the program
   */
  static Derivation of(String label, Formula formula, String note, Dim analysed) {
    Dim value = formula.value();
    if (!value.equals(analysed)) {
      throw new IllegalStateException(
          label + " is explained as " + value + ", but analysed as " + analysed + ": " + formula);
    }
    return new Derivation(label, formula, note);
  }

  /** What it comes to. */
  public Dim value() {
    return formula.value();
  }
}
