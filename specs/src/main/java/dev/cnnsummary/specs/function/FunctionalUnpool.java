package dev.cnnsummary.specs.function;

/**
 * Puts maxima back where a pooling found them, among zeros. Operands: the maxima, their positions
 * counted over the whole tensor, and the output's shape where it is given.
 *
 * @param sliding how the pooling's kernel slid
 * @param outputShape whether the shape is an operand
 */
public record FunctionalUnpool(Sliding sliding, boolean outputShape) implements TensorFunction {}
