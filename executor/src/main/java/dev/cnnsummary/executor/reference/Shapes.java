package dev.cnnsummary.executor.reference;

import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.specs.op.Identity;
import dev.cnnsummary.specs.op.Op;
import java.util.List;

/**
 * The extents that an operator makes and needs.
 *
 * @param outputs of what it makes
 * @param weights of its weights, in the order of the operator's slots
 */
public record Shapes(List<Extent> outputs, List<List<Integer>> weights) {
  /** Copies the lists. */
  public Shapes {
    outputs = List.copyOf(outputs);
    weights = List.copyOf(weights);
  }

  /**
   * The extents of one operator.
   *
   * @param operands its data operands; empty for a module that is never called, which declares what
   *     its weights need
   * @throws IllegalArgumentException if it cannot take them
   */
  public static Shapes of(Op op, List<Extent> operands) {
    if (op instanceof Identity) {
      return new Shapes(operands, List.of());
    }
    throw new IllegalArgumentException(op + " of " + operands);
  }
}
