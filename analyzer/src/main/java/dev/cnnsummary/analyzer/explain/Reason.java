package dev.cnnsummary.analyzer.explain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why the numbers of an operator are what they are. Parameters are not in it: their shapes tell.
 *
 * @param outputs for each output its axes; empty where the only one has the shape of the input
 * @param macs multiply-accumulates
 * @param flops floating-point operations
 * @param law the arithmetic of spatial axes in letters; null where there is none
 * @param bins the regions of adaptive pooling
 * @param note what the sizes' formulas do not say; empty for nothing
 */
record Reason(
    List<List<Axis>> outputs,
    Formula macs,
    Formula flops,
    @Nullable Formula law,
    List<Derivation> bins,
    String note) {
  private static final Formula NONE = Formula.of(0);

  /** Of what keeps its shape. */
  static Reason keeping(Formula flops) {
    return new Reason(List.of(), NONE, flops, null, List.of(), "the input's shape is kept");
  }

  /** Of what makes one tensor without products. */
  static Reason of(List<Axis> output, Formula flops) {
    return new Reason(List.of(List.copyOf(output)), NONE, flops, null, List.of(), "");
  }

  /** Of what computes nothing. */
  static Reason moving(List<Axis> output) {
    return of(output, NONE);
  }

  /** Of what makes several tensors without computing anything. */
  static Reason parts(List<List<Axis>> outputs) {
    return new Reason(List.copyOf(outputs), NONE, NONE, null, List.of(), "");
  }

  /** The same with products. */
  Reason withMacs(Formula products) {
    return new Reason(outputs, products, flops, law, bins, note);
  }

  /** The same with other work. */
  Reason withFlops(Formula operations) {
    return new Reason(outputs, macs, operations, law, bins, note);
  }

  /** The same with the law of its sizes. */
  Reason withLaw(Formula letters) {
    return new Reason(outputs, macs, flops, letters, bins, note);
  }

  /** The same with a sentence on its sizes. */
  Reason withNote(String sentence) {
    return new Reason(outputs, macs, flops, law, bins, sentence);
  }

  /** The same with regions. */
  Reason withBins(List<Derivation> regions) {
    return new Reason(outputs, macs, flops, law, regions, note);
  }

  /** The same with positions as a second output of the first one's shape. */
  Reason withPositions() {
    return new Reason(
        List.of(outputs.getFirst(), outputs.getFirst()), macs, flops, law, bins, note);
  }
}
