package dev.cnnsummary.specs.op;

import java.util.Set;

/**
 * The power norm of each window, each channel by itself: {@code (Σ x^p)^(1/p)}.
 *
 * @param normType the power {@code p}, not zero
 * @param window how the kernel slides, without padding and dilation
 * @param ceilMode whether a last window that starts inside the input counts even where it runs over
 *     the edge
 * @param strideGiven whether a stride was written; where not, it is the kernel's size. PyTorch's
 *     repr tells
 * @param listed which sizes were written as a list, one for each axis; PyTorch's repr tells
 */
public record LpPool(
    double normType, Window window, boolean ceilMode, boolean strideGiven, Set<Pool.Size> listed)
    implements Op {
  /** Copies the set. */
  public LpPool {
    listed = Set.copyOf(listed);
  }
}
