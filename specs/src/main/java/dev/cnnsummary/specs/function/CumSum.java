package dev.cnnsummary.specs.function;

/**
 * Sums of the elements up to each along an axis, which the second operand tells.
 *
 * @param exclusive whether the element itself is left out
 * @param reverse whether it is the elements from each to the end
 */
public record CumSum(boolean exclusive, boolean reverse) implements TensorFunction {}
