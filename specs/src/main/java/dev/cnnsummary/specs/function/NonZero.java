package dev.cnnsummary.specs.function;

/**
 * The places of the elements that are not zero, as 64-bit integers: a row for each axis, a column
 * for each element.
 */
public record NonZero() implements TensorFunction {}
