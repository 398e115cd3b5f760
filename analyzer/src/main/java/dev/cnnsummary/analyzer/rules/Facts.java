package dev.cnnsummary.analyzer.rules;

import dev.cnnsummary.analyzer.field.AxisStep;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything about one operator on given operands.
 *
 * @param outputs the types of what it makes
 * @param weights the shapes of its weights, in the order of the operator's slots
 * @param macs multiply-accumulates
 * @param flops floating-point operations
 * @param field how it depends on each axis of each operand
 * @param view whether its output shares the memory of its first operand
 * @param contents what its first output holds, if that is known; otherwise null
 */
public record Facts(
    List<TensorType> outputs,
    List<Shape> weights,
    Dim macs,
    Dim flops,
    List<List<AxisStep>> field,
    boolean view,
    @Nullable Contents contents) {

  /** Of an operator whose output is no shape. */
  Facts(
      List<TensorType> outputs,
      List<Shape> weights,
      Dim macs,
      Dim flops,
      List<List<AxisStep>> field,
      boolean view) {
    this(outputs, weights, macs, flops, field, view, null);
  }

  /** Of a function of operands alone, without products. */
  static Facts of(TensorType output, Dim flops, List<AxisStep> first, List<AxisStep> second) {
    return new Facts(List.of(output), List.of(), Dim.ZERO, flops, List.of(first, second), false);
  }

  /** The same, with what its first output holds. */
  Facts holding(@Nullable Contents held) {
    return held == null ? this : new Facts(outputs, weights, macs, flops, field, view, held);
  }

  /** Of an operator with one operand and without weights and products. */
  static Facts of(TensorType output, Dim flops, List<AxisStep> field) {
    return new Facts(List.of(output), List.of(), Dim.ZERO, flops, List.of(field), false);
  }

  /** Of an operator that only shows its operand in another way. */
  static Facts view(TensorType output, List<AxisStep> field) {
    return new Facts(List.of(output), List.of(), Dim.ZERO, Dim.ZERO, List.of(field), true);
  }
}
