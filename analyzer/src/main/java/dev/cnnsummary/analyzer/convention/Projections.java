package dev.cnnsummary.analyzer.convention;

import dev.cnnsummary.specs.op.MultiheadAttention;
import dev.cnnsummary.specs.shape.Dim;

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

  private static Dim keys(Call call) {
    return call.inputs().get(1).with(-1, Dim.ONE).numel();
  }
}
