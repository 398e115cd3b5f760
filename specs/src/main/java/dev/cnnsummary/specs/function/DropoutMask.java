package dev.cnnsummary.specs.function;

/**
 * A dropout that puts out which elements it kept, or that is in training. Operands: the tensor,
 * then the ratio and whether it is in training where they are given.
 *
 * @param outputs 2 where the mask is put out
 */
public record DropoutMask(int outputs) implements TensorFunction {}
