package dev.cnnsummary.specs.function;

/** The number of elements of a tensor, as a 64-bit integer. */
public record Numel() implements TensorFunction {}
