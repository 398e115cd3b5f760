package dev.cnnsummary.specs.function;

/**
 * Adds columns of blocks back to an image: torch.nn.functional.fold. Operands: {@code [N, C·taps,
 * positions]}, the image's extents and the block's.
 *
 * @param sliding how blocks slide over the image; its kernel is the second operand
 */
public record Fold(Sliding sliding) implements TensorFunction {}
