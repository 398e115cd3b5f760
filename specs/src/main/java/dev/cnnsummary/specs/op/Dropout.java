package dev.cnnsummary.specs.op;

/**
 * Zeroes elements at random while training; the identity in evaluation mode, which is what this
 * project analyses and runs.
 *
 * @param kind what is zeroed together
 * @param p the probability of being zeroed
 * @param inplace PyTorch's flag; it changes no number here
 */
public record Dropout(Kind kind, double p, boolean inplace) implements Op {
  /** What is zeroed together. */
  public enum Kind {
    /** Single elements. */
    ELEMENT,
    /** Whole channels of {@code [N, C, L]}. */
    CHANNEL_1D,
    /** Whole channels of {@code [N, C, H, W]}. */
    CHANNEL_2D,
    /** Whole channels of {@code [N, C, D, H, W]}. */
    CHANNEL_3D,
    /** Single elements, to the value that keeps SELU networks normalised. */
    ALPHA,
    /** Whole channels, as {@link #ALPHA}. */
    FEATURE_ALPHA,
    /** Whole samples: torchvision's StochasticDepth of mode {@code row}. */
    ROW,
    /** The whole batch: torchvision's StochasticDepth of mode {@code batch}. */
    BATCH
  }
}
