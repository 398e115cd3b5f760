package dev.cnnsummary.specs.function;

/**
 * One element for each channel, of all along the spatial axes, which stay with one element each.
 *
 * @param kind what is taken of them
 * @param normType the power of a norm
 */
public record GlobalPool(FunctionalPool.Kind kind, double normType) implements TensorFunction {}
