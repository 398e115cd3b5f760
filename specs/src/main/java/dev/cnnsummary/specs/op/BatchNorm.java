package dev.cnnsummary.specs.op;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Batch normalisation with running statistics (evaluation mode). Input {@code [N, C, spatial…]}.
 *
 * @param axes the number of spatial axes: 1 (where none is fine as well), 2 or 3; null for any
 * @param numFeatures channels; null takes what comes
 * @param eps added to the variance
 * @param momentum the weight of a new batch in the running statistics; null for their plain mean
 * @param affine whether there is a learnable scale and shift per channel
 * @param trackRunningStats whether running statistics are kept
 */
public record BatchNorm(
    @Nullable Integer axes,
    @Nullable Integer numFeatures,
    double eps,
    @Nullable Double momentum,
    boolean affine,
    boolean trackRunningStats)
    implements Op {
  @Override
  public List<WeightSlot> weights() {
    return WeightSlot.perChannel(affine, trackRunningStats);
  }
}
