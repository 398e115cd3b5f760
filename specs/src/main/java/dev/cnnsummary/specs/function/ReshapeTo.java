package dev.cnnsummary.specs.function;

/**
 * Counts the same elements by the axes that the second operand tells; one may be -1, which takes
 * what is left, and 0 keeps the input's.
 *
 * @param allowZero whether 0 means no elements
 */
public record ReshapeTo(boolean allowZero) implements TensorFunction {}
