package dev.cnnsummary.specs.op;

import java.util.List;

/**
 * {@code x} above zero, {@code weight·x} below, with a learnable slope.
 *
 * @param numParameters the number of slopes: 1, or one for each channel
 * @param init the slopes that training begins with
 */
public record PRelu(int numParameters, double init) implements Op {
  @Override
  public List<WeightSlot> weights() {
    return WeightSlot.weight(false);
  }
}
