package dev.cnnsummary.specs.op;

/**
 * The gated linear unit: the first half along an axis times the sigmoid of the second half.
 *
 * @param dim the axis, an even number of elements; negative counts from the end
 */
public record Glu(int dim) implements Op {}
