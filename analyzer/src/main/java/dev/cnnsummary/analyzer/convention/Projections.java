package dev.cnnsummary.analyzer.convention;

import dev.cnnsummary.specs.op.MultiheadAttention;
import dev.cnnsummary.specs.op.ShiftedWindowAttention;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;

/** The linear layers in an attention, for programs that see no more of it. */
final class Projections {
  private Projections() {}

  /** Multiply-accumulates of the projections of query, key, value and output. */
  static Dim macs(MultiheadAttention attention, Call call) {
    Dim inner = Dim.of(attention.keyFeatures()).plus(attention.valueFeatures());
    return call.rows()
        .times(2)
        .times(attention.embedDim())
        .plus(keys(call).times(inner))
        .times(attention.embedDim());
  }

  /** The additions of their biases. */
  static Dim biases(MultiheadAttention attention, Call call) {
    return attention.bias()
        ? call.rows().plus(keys(call)).times(2).times(attention.embedDim())
        : Dim.ZERO;
  }

  /** The additions of the biases of attention within windows, to padded places as well. */
  static Dim biases(ShiftedWindowAttention attention, Call call) {
    Dim rows = places(attention, call).times(call.inputs().getFirst().dim(-1));
    int inputs = call.inputs().size();
    return rows.times(
        inputs > ShiftedWindowAttention.PROJ_BIAS
            ? 4
            : inputs > ShiftedWindowAttention.QKV_BIAS ? 3 : 0);
  }

  /** The places of all windows. */
  static Dim places(ShiftedWindowAttention attention, Call call) {
    Shape input = call.inputs().getFirst();
    int height = attention.windowHeight();
    int width = attention.windowWidth();
    return input
        .dim(0)
        .times(input.dim(1).plus(height - 1L).floorDivide(height))
        .times(input.dim(2).plus(width - 1L).floorDivide(width))
        .times(attention.places());
  }

  private static Dim keys(Call call) {
    return call.inputs().get(1).with(-1, Dim.ONE).numel();
  }
}
