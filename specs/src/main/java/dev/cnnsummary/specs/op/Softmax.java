package dev.cnnsummary.specs.op;

import org.jspecify.annotations.Nullable;

/**
 * Exponentials that sum to one along an axis.
 *
 * @param kind which of the forms
 * @param dim the axis, negative counts from the end; null is PyTorch's implicit choice: 0 for
 *     tensors of rank 0, 1 and 3, otherwise 1
 */
public record Softmax(Kind kind, @Nullable Integer dim) implements Op {
  /** The forms. */
  public enum Kind {
    /** {@code exp(x) / Σ exp(x)}. */
    SOFTMAX,
    /** The logarithm of {@link #SOFTMAX}. */
    LOG_SOFTMAX,
    /** {@link #SOFTMAX} of {@code −x}. */
    SOFTMIN,
    /** {@link #SOFTMAX} over the channels of {@code [N, C, H, W]} or {@code [C, H, W]}. */
    SOFTMAX_2D
  }
}
