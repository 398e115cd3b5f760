package dev.cnnsummary.specs.function;

import org.jspecify.annotations.Nullable;

/**
 * The extents of a tensor, as a vector of 64-bit integers.
 *
 * @param start the first axis; negative counts from the end
 * @param end the axis before which they end, likewise; null for all
 */
public record ShapeOf(int start, @Nullable Integer end) implements TensorFunction {}
