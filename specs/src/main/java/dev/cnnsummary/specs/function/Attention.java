package dev.cnnsummary.specs.function;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code softmax(query·keyᵀ·scale + mask)·value} with heads, of {@code [N, heads, length,
 * features]} or {@code [N, length, heads·features]}; heads of query may share those of key and
 * value. Operands: query, key, value, then those that there are: mask, past key and value, lengths
 * without padding. Outputs: the result, then present key and value and the products.
 *
 * @param causal whether a place sees itself and those before it only
 * @param queryHeads heads of the query, for inputs of three axes
 * @param keyHeads heads of key and value, likewise
 * @param scale null for {@code 1/√features}
 * @param softcap products are kept within it by a hyperbolic tangent; 0 for not
 * @param productsMode which products are put out: 0 the plain ones, 1 after the cap, 2 after the
 *     mask, 3 after the softmax
 * @param mask whether there is a mask
 * @param past whether there are a past key and value
 * @param lengths whether there are lengths without padding
 * @param made which of the outputs after the first are there: present key, present value, products
 */
public record Attention(
    boolean causal,
    @Nullable Integer queryHeads,
    @Nullable Integer keyHeads,
    @Nullable Double scale,
    double softcap,
    int productsMode,
    boolean mask,
    boolean past,
    boolean lengths,
    List<Boolean> made)
    implements TensorFunction {
  /** Copies the list. */
  public Attention {
    made = List.copyOf(made);
  }

  @Override
  public int outputs() {
    return 1 + (int) made.stream().filter(each -> each).count();
  }
}
