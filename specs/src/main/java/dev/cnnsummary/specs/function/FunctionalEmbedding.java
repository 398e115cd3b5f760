package dev.cnnsummary.specs.function;

import org.jspecify.annotations.Nullable;

/**
 * Looks up rows of a table that is an operand: torch.nn.functional.embedding. Operands: whole
 * numbers {@code [*]}, and the table {@code [rows, features]}.
 *
 * @param paddingIdx the row that is not trained, negative counts from the end; null for none
 * @param maxNorm rows with a larger norm are scaled down to it when they are looked up; null for
 *     none
 * @param normType the power of that norm
 * @param scaleGradByFreq PyTorch's training option; it changes no number here
 * @param sparse PyTorch's training option; it changes no number here
 */
public record FunctionalEmbedding(
    @Nullable Integer paddingIdx,
    @Nullable Double maxNorm,
    double normType,
    boolean scaleGradByFreq,
    boolean sparse)
    implements TensorFunction {}
