package dev.cnnsummary.specs.op;

import java.util.List;

/**
 * Normalises the elements along the last axes by their mean and variance.
 *
 * @param normalizedShape the extents of these axes
 * @param eps added to the variance
 * @param elementwiseAffine whether there is a learnable scale for each of these elements
 * @param bias whether there is a learnable shift as well, where there is a scale
 * @param channelsFirst whether the input is {@code [N, C, H, W]} and its axes are taken in the
 *     order N, H, W, C: torchvision's LayerNorm2d
 */
public record LayerNorm(
    List<Integer> normalizedShape,
    double eps,
    boolean elementwiseAffine,
    boolean bias,
    boolean channelsFirst)
    implements Op {
  /** Copies the list. */
  public LayerNorm {
    normalizedShape = List.copyOf(normalizedShape);
  }

  @Override
  public List<WeightSlot> weights() {
    return elementwiseAffine ? WeightSlot.weight(bias) : List.of();
  }
}
