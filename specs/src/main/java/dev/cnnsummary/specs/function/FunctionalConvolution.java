package dev.cnnsummary.specs.function;

/**
 * Convolution whose weight is an operand: torch.nn.functional.conv2d. Operands: input {@code [N,
 * Cin, spatial…]}, weight {@code [Cout, Cin/groups, kernel…]}, bias where there is one.
 *
 * @param sliding how the kernel slides
 * @param groups the number of groups that channels are split into
 * @param bias whether an amount is added to each output channel
 */
public record FunctionalConvolution(Sliding sliding, int groups, boolean bias)
    implements TensorFunction {}
