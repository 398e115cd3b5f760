package dev.cnnsummary.specs.op;

/**
 * Takes the elements of an axis that its second operand lists, a vector of integers.
 *
 * @param dim the axis; negative counts from the end
 */
public record IndexSelect(int dim) implements Op {}
