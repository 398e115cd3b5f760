package dev.cnnsummary.specs.op;

/**
 * The power norm of each window, each channel by itself: {@code (Σ x^p)^(1/p)}.
 *
 * @param normType the power {@code p}, not zero
 * @param window how the kernel slides, without padding and dilation
 * @param ceilMode whether a last window that starts inside the input counts even where it runs over
 *     the edge
 */
public record LpPool(double normType, Window window, boolean ceilMode) implements Op {}
