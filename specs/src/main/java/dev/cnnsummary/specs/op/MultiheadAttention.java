package dev.cnnsummary.specs.op;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Attention with several heads (Vaswani et al., 2017), its projections included. Operands: query
 * {@code [L, N, embedDim]}, key {@code [S, N, kdim]} and value {@code [S, N, vdim]}; {@code N}
 * comes first where the batch does, and all three may be without it. Outputs: {@code [L, N,
 * embedDim]}, and the weights where they are wanted: {@code [N, L, S]}, or {@code [N, heads, L,
 * S]}.
 *
 * @param embedDim features of the query and the output, a multiple of {@code numHeads}
 * @param numHeads heads
 * @param dropout the probability of a weight being zeroed while training
 * @param bias whether the projections add amounts
 * @param addBiasKv whether a learnable element is put after key and value
 * @param addZeroAttn whether a zero is put after key and value
 * @param kdim features of the key; null for {@code embedDim}
 * @param vdim features of the value; null for {@code embedDim}
 * @param batchFirst whether the batch is the first axis
 * @param needWeights whether the weights are a second output, as PyTorch's call asks for
 * @param averageAttnWeights whether they are averaged over heads
 */
public record MultiheadAttention(
    int embedDim,
    int numHeads,
    double dropout,
    boolean bias,
    boolean addBiasKv,
    boolean addZeroAttn,
    @Nullable Integer kdim,
    @Nullable Integer vdim,
    boolean batchFirst,
    boolean needWeights,
    boolean averageAttnWeights)
    implements Op {
  /** Features of the key. */
  public int keyFeatures() {
    return kdim == null ? embedDim : kdim;
  }

  /** Features of the value. */
  public int valueFeatures() {
    return vdim == null ? embedDim : vdim;
  }

  /** Whether one weight projects query, key and value, which then have the same features. */
  public boolean sharesProjection() {
    return keyFeatures() == embedDim && valueFeatures() == embedDim;
  }

  @Override
  public List<WeightSlot> weights() {
    List<String> names = new ArrayList<>();
    if (sharesProjection()) {
      names.add("in_proj_weight");
    } else {
      names.addAll(List.of("q_proj_weight", "k_proj_weight", "v_proj_weight"));
    }
    if (bias) {
      names.add("in_proj_bias");
    }
    if (addBiasKv) {
      names.addAll(List.of("bias_k", "bias_v"));
    }
    names.add("out_proj.weight");
    if (bias) {
      names.add("out_proj.bias");
    }
    return names.stream().map(WeightSlot::parameter).toList();
  }

  @Override
  public int outputs() {
    return needWeights ? 2 : 1;
  }
}
