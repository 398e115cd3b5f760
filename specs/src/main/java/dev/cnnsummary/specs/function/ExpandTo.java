package dev.cnnsummary.specs.function;

/** Broadcasts a tensor with the shape that the second operand tells. */
public record ExpandTo() implements TensorFunction {}
