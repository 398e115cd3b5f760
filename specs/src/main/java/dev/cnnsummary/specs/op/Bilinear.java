package dev.cnnsummary.specs.op;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bilinear map of the last axes of two tensors, whose other axes agree: {@code y = x₁ᵀ·A·x₂ + b},
 * {@code [*, in1], [*, in2] → [*, out]}.
 *
 * @param in1Features size of the first operand's last axis; null takes what comes
 * @param in2Features size of the second operand's last axis; null takes what comes
 * @param outFeatures size of the output's last axis
 * @param bias whether an amount is added to each output feature
 */
public record Bilinear(
    @Nullable Integer in1Features, @Nullable Integer in2Features, int outFeatures, boolean bias)
    implements Op {
  @Override
  public List<WeightSlot> weights() {
    return WeightSlot.weight(bias);
  }
}
