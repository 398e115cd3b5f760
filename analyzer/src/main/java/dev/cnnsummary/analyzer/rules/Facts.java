package dev.cnnsummary.analyzer.rules;

import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.List;

/**
 * Everything about one operator on given operands.
 *
 * @param outputs the types of what it makes
 * @param weights the shapes of its weights, in the order of the operator's slots
 * @param macs multiply-accumulates
 * @param flops floating-point operations
 * @param view whether its output shares the memory of its first operand
 */
public record Facts(
    List<TensorType> outputs, List<Shape> weights, Dim macs, Dim flops, boolean view) {

  /** Of an operator without weights and products. */
  static Facts of(TensorType output, Dim flops) {
    return new Facts(List.of(output), List.of(), Dim.ZERO, flops, false);
  }

  /** Of an operator that only shows its operand in another way. */
  static Facts view(TensorType output) {
    return new Facts(List.of(output), List.of(), Dim.ZERO, Dim.ZERO, true);
  }
}
