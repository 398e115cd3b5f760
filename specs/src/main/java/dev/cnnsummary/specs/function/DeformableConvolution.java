package dev.cnnsummary.specs.function;

/**
 * Convolution whose taps are moved by offsets: torchvision's deform_conv2d. Operands: input, weight
 * {@code [Cout, Cin/groups, kernel…]}, offsets {@code [N, offsetGroups·taps·axes, out…]}, then bias
 * and mask where there are.
 *
 * @param sliding how the kernel slides
 * @param groups the number of groups that channels are split into
 * @param offsetGroups the number of groups of channels with offsets of their own
 * @param bias whether an amount is added to each output channel
 * @param mask whether each tap is multiplied by a mask {@code [N, offsetGroups·taps, out…]}
 */
public record DeformableConvolution(
    Sliding sliding, int groups, int offsetGroups, boolean bias, boolean mask)
    implements TensorFunction {}
