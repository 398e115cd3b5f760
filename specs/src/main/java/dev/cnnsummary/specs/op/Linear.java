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
  private static final WeightSlot WEIGHT = WeightSlot.parameter("weight");
  private static final List<WeightSlot> WEIGHT_ONLY = List.of(WEIGHT);
  private static final List<WeightSlot> WEIGHT_AND_BIAS =
      List.of(WEIGHT, WeightSlot.parameter("bias"));

  @Override
  public List<WeightSlot> weights() {
    return bias ? WEIGHT_AND_BIAS : WEIGHT_ONLY;
  }
}
