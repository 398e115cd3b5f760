package dev.cnnsummary.specs.function;

/**
 * {@code x} above zero, {@code weight·x} below: torch.nn.functional.prelu. Operands: input, and a
 * weight of one element, or of one for each channel.
 */
public record FunctionalPRelu() implements TensorFunction {}
