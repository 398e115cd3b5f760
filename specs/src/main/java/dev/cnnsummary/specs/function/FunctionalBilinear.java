package dev.cnnsummary.specs.function;

/**
 * A bilinear map of the last axes of two tensors whose weight is an operand:
 * torch.nn.functional.bilinear. Operands: inputs {@code [*, in1]} and {@code [*, in2]}, weight
 * {@code [out, in1, in2]}, bias {@code [out]} where there is one.
 *
 * @param bias whether an amount is added to each output feature
 */
public record FunctionalBilinear(boolean bias) implements TensorFunction {}
