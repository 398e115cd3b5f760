package dev.cnnsummary.specs.op;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An affine map of the last axis: {@code [*, in] → [*, out]}.
 *
 * @param inFeatures size of the input's last axis; null takes what comes
 * @param outFeatures size of the output's last axis
 * @param bias whether an amount is added to each output feature
 */
public record Linear(@Nullable Integer inFeatures, int outFeatures, boolean bias) implements Op {
  @Override
  public List<WeightSlot> weights() {
    return WeightSlot.weight(bias);
  }
}
