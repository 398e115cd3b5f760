package dev.cnnsummary.specs.op;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Normalises each channel of each sample by its own mean and variance, or by running ones where
 * they are kept (evaluation mode). Input {@code [N, C, spatial…]}.
 *
 * @param axes the number of spatial axes; null for any
 * @param numFeatures channels; null takes what comes. Without weights and statistics PyTorch does
 *     not look at it
 * @param eps added to the variance
 * @param momentum the weight of a new batch in the running statistics
 * @param affine whether there is a learnable scale and shift per channel
 * @param trackRunningStats whether running statistics are kept
 */
public record InstanceNorm(
    @Nullable Integer axes,
    @Nullable Integer numFeatures,
    double eps,
    double momentum,
    boolean affine,
    boolean trackRunningStats)
    implements Op {
  @Override
  public List<WeightSlot> weights() {
    return WeightSlot.perChannel(affine, trackRunningStats);
  }
}
