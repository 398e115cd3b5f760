package dev.cnnsummary.specs.op;

/**
 * Joins tensors of one shape along a new axis.
 *
 * @param dim where that stands in the output; negative counts from the output's end
 */
public record Stack(int dim) implements Op {}
