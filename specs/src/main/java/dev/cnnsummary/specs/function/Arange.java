package dev.cnnsummary.specs.function;

/**
 * Numbers from the first operand on, before the second, the third apart; all are scalars of one
 * type.
 */
public record Arange() implements TensorFunction {}
