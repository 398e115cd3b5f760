package dev.cnnsummary.analyzer.memory;

import dev.cnnsummary.specs.op.MultiheadAttention;
import dev.cnnsummary.specs.op.Recurrent;
import dev.cnnsummary.specs.op.ShiftedWindowAttention;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import java.util.List;

/** What attention and recurrent networks keep for the backward pass. */
final class Sequences {
  private Sequences() {}

  /**
   * Its operands, the projected and scaled queries, the projected keys and values, every head's
   * weights, and what the heads make of them.
   */
  static Saved saved(MultiheadAttention attention, Step step) {
    Shape query = step.input();
    Shape key = step.inputs().get(1);
    int batch = query.rank() == 2 ? -1 : attention.batchFirst() ? 0 : 1;
    int sequence = batch == 0 ? 1 : 0;
    int added = (attention.addBiasKv() ? 1 : 0) + (attention.addZeroAttn() ? 1 : 0);
    Dim samples = batch < 0 ? Dim.ONE : query.dim(batch);
    Dim queries = query.dim(sequence);
    Dim keys = key.dim(sequence).plus(added);
    Dim rows = queries.times(2).plus(keys.times(2)).times(attention.embedDim());
    Dim weights = queries.times(keys).times(attention.numHeads());
    return Saved.inputs(List.of(0, 1, 2)).and(samples.times(rows.plus(weights)));
  }

  /**
   * The padded input in windows; queries, keys and values; every head's weights, and with the scale
   * of each head what it scales; and what the heads make of them.
   */
  static Saved saved(ShiftedWindowAttention attention, Step step) {
    Shape input = step.input();
    int height = attention.windowHeight();
    int width = attention.windowWidth();
    Dim down = input.dim(1).plus(height - 1L).floorDivide(height);
    Dim across = input.dim(2).plus(width - 1L).floorDivide(width);
    Dim rows = input.dim(0).times(down).times(across).times(attention.places());
    Dim weights = rows.times(attention.places()).times(attention.numHeads());
    boolean cosine = step.inputs().size() > ShiftedWindowAttention.LOGIT_SCALE;
    int tensors = cosine ? 7 : 5; // normalized queries and keys beside those that were projected
    return Saved.NOTHING.and(
        rows.times(input.dim(3)).times(tensors).plus(weights.times(cosine ? 2 : 1)));
  }

  /** Its operands but the mask, and the weights. */
  static Saved attention(Step step) {
    Shape keys = step.inputs().get(1);
    Dim weights = step.outputs().getFirst().with(-1, keys.dim(-2)).numel();
    return Saved.inputs(List.of(0, 1, 2)).and(weights);
  }

  /**
   * For each step, layer and direction the gates and states, as many as were measured: seven for
   * each element of the state with LSTM and GRU, one with RNN and the first state; a projection's
   * result; and what each layer hands to the next.
   */
  static Saved saved(Recurrent network, Step step) {
    Shape input = step.input();
    Dim rows = input.with(-1, Dim.ONE).numel();
    int batch = input.rank() == 2 ? -1 : network.batchFirst() ? 0 : 1;
    Dim samples = batch < 0 ? Dim.ONE : input.dim(batch);
    Dim states =
        switch (network.kind()) {
          case RNN_TANH, RNN_RELU -> rows.plus(samples);
          case LSTM, GRU -> rows.times(7);
        };
    long cells = Math.multiplyExact((long) network.numLayers(), network.directions());
    Dim kept = states.times(network.hiddenSize()).plus(rows.times(network.projSize())).times(cells);
    Dim between = step.out().times(network.numLayers() - 1L);
    return Saved.INPUT.and(kept.plus(between));
  }
}
