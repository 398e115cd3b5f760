package dev.cnnsummary.specs.function;

/**
 * An affine map of the last axis whose weight is an operand: torch.nn.functional.linear. Operands:
 * input {@code [*, in]}, weight {@code [out, in]}, bias {@code [out]} where there is one.
 *
 * @param bias whether an amount is added to each output feature
 */
public record FunctionalLinear(boolean bias) implements TensorFunction {}
