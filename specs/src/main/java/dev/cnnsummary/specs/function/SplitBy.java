package dev.cnnsummary.specs.function;

/**
 * Divides an axis into parts.
 *
 * @param dim the axis; negative counts from the end
 * @param outputs the number of parts
 * @param sizes whether the second operand tells their sizes; otherwise they are equal but for a
 *     shorter last one
 */
public record SplitBy(int dim, int outputs, boolean sizes) implements TensorFunction {}
