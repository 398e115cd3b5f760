package dev.cnnsummary.analyzer.memory;

import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Dim;
import java.util.ArrayList;
import java.util.List;

/**
 * What an operator keeps for its backward pass beside its weights.
 *
 * @param inputs which of its operands
 * @param outputs which of the tensors that it makes
 * @param own tensors that nothing else sees
 */
record Saved(List<Integer> inputs, List<Integer> outputs, List<Own> own) {
  static final Saved NOTHING = new Saved(List.of(), List.of(), List.of());
  static final Saved INPUT = new Saved(List.of(0), List.of(), List.of());
  static final Saved OUTPUT = new Saved(List.of(), List.of(0), List.of());

  /**
   * A tensor that an operator makes for itself.
   *
   * @param elements how many elements
   * @param dtype of what type
   */
  record Own(Dim elements, DType dtype) {}

  /** The same with floating-point elements of its own. */
  Saved and(Dim elements) {
    return and(elements, DType.F32);
  }

  /** The same with elements of its own. */
  Saved and(Dim elements, DType dtype) {
    List<Own> more = new ArrayList<>(own);
    more.add(new Own(elements, dtype));
    return new Saved(inputs, outputs, more);
  }

  /** Some operands. */
  static Saved inputs(List<Integer> inputs) {
    return new Saved(inputs, List.of(), List.of());
  }
}
