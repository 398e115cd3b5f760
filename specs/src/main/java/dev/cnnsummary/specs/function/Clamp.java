package dev.cnnsummary.specs.function;

/**
 * Keeps elements within bounds. Operands: the tensor, then a scalar for each bound that there is.
 *
 * @param min whether there is a lower bound
 * @param max whether there is an upper bound
 */
public record Clamp(boolean min, boolean max) implements TensorFunction {}
