package dev.cnnsummary.specs.function;

/**
 * A matrix of the same elements: the axes before one joined, and the others joined.
 *
 * @param axis which axis; negative counts from the end
 */
public record FlattenTo(int axis) implements TensorFunction {}
