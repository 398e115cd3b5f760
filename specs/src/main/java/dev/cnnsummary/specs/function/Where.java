package dev.cnnsummary.specs.function;

/**
 * Takes elements of its second operand where the first is true and of the third where not; all
 * broadcast.
 */
public record Where() implements TensorFunction {}
