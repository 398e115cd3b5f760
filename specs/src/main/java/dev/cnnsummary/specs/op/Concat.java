package dev.cnnsummary.specs.op;

/**
 * Joins tensors along an axis; every other axis must agree.
 *
 * @param dim the axis; negative counts from the end
 */
public record Concat(int dim) implements Op {}
