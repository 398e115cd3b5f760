package dev.cnnsummary.specs.function;

/**
 * A convolution of integers, in 32-bit ones. Operands: input, weight, then the zero points of both
 * that there are.
 *
 * @param sliding how the kernel slides
 * @param groups the number of groups that channels are split into
 * @param zeroPoints how many zero points there are: of the input, then of the weight
 */
public record IntegerConvolution(Sliding sliding, int groups, int zeroPoints)
    implements TensorFunction {}
