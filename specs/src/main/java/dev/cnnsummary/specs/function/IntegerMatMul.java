package dev.cnnsummary.specs.function;

/**
 * A product of matrices of integers, in 32-bit ones. Operands: left, right, then the zero points of
 * both that there are.
 *
 * @param zeroPoints how many zero points there are: of the left, then of the right
 */
public record IntegerMatMul(int zeroPoints) implements TensorFunction {}
