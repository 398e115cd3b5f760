package dev.cnnsummary.specs.function;

/**
 * Keeps the elements of matrices on one side of a diagonal; the others are zero: torch.tril and
 * torch.triu.
 *
 * @param upper whether the upper side is kept
 * @param diagonal whether a second operand, an integer, moves the diagonal to the right
 */
public record Triangle(boolean upper, boolean diagonal) implements TensorFunction {}
