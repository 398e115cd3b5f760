package dev.cnnsummary.specs.op;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks up a row of a table for each element, a whole number: {@code [*] → [*, embeddingDim]}.
 *
 * @param numEmbeddings rows of the table
 * @param embeddingDim elements of a row
 * @param paddingIdx the row that is not trained, negative counts from the end; null for none
 * @param maxNorm rows with a larger norm are scaled down to it when they are looked up; null for
 *     none
 * @param normType the power of that norm
 * @param scaleGradByFreq PyTorch's training option; it changes no number here
 * @param sparse PyTorch's training option; it changes no number here
 */
public record Embedding(
    int numEmbeddings,
    int embeddingDim,
    @Nullable Integer paddingIdx,
    @Nullable Double maxNorm,
    double normType,
    boolean scaleGradByFreq,
    boolean sparse)
    implements Op {
  @Override
  public List<WeightSlot> weights() {
    return WeightSlot.weight(false);
  }
}
