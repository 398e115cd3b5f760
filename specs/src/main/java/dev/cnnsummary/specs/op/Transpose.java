package dev.cnnsummary.specs.op;

/**
 * Swaps two axes; negative ones count from the end.
 *
 * @param dim0 one axis
 * @param dim1 the other
 */
public record Transpose(int dim0, int dim1) implements Op {}
