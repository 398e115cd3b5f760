package dev.cnnsummary.specs.op;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Normalises each group of channels of each sample by its mean and variance. Input {@code [N, C,
 * …]}.
 *
 * @param numGroups the number of groups that the channels are split into
 * @param numChannels channels, a multiple of {@code numGroups}; null takes what comes. Without
 *     weights PyTorch does not look at it
 * @param eps added to the variance
 * @param affine whether there is a learnable scale and shift per channel
 */
public record GroupNorm(int numGroups, @Nullable Integer numChannels, double eps, boolean affine)
    implements Op {
  @Override
  public List<WeightSlot> weights() {
    return affine ? WeightSlot.weight(true) : List.of();
  }
}
