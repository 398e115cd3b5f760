package dev.cnnsummary.specs.function;

/**
 * A convolution of quantized numbers that quantizes what it makes. Operands: input, its scale and
 * zero point, weight, its scale and zero point (scalars or one for each output channel), the
 * output's scale and zero point, and bias where there is one.
 *
 * @param sliding how the kernel slides
 * @param groups the number of groups that channels are split into
 * @param bias whether an integer is added to each output channel
 */
public record QuantizedConvolution(Sliding sliding, int groups, boolean bias)
    implements TensorFunction {}
