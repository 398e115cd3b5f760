package dev.cnnsummary.specs.op;

import java.util.ArrayList;
import java.util.List;

/**
 * A place for a weight among an operator's operands.
 *
 * @param name PyTorch's attribute name, such as {@code weight} or {@code running_mean}
 * @param kind whether training changes it by gradient or not
 */
public record WeightSlot(String name, Kind kind) {
  /** The kinds of weight that a module can register. */
  public enum Kind {
    /** Learnable, in the model's floating-point type. */
    PARAMETER,
    /** Not learnable, in the model's floating-point type, such as running statistics. */
    BUFFER,
    /** Not learnable, a 64-bit integer, such as the number of batches seen. */
    COUNTER
  }

  private static final List<WeightSlot> WEIGHT = List.of(parameter("weight"));
  private static final List<WeightSlot> WEIGHT_AND_BIAS =
      List.of(parameter("weight"), parameter("bias"));

  /** A {@code weight}, and a {@code bias} after it or none. */
  static List<WeightSlot> weight(boolean bias) {
    return bias ? WEIGHT_AND_BIAS : WEIGHT;
  }

  /**
   * A norm's slots.
   *
   * @param affine whether it has a {@code weight} and a {@code bias}
   * @param statistics whether it keeps running ones
   */
  static List<WeightSlot> perChannel(boolean affine, boolean statistics) {
    List<WeightSlot> slots = new ArrayList<>(affine ? WEIGHT_AND_BIAS : List.of());
    if (statistics) {
      slots.add(buffer("running_mean"));
      slots.add(buffer("running_var"));
      slots.add(new WeightSlot("num_batches_tracked", Kind.COUNTER));
    }
    return slots;
  }

  static WeightSlot parameter(String name) {
    return new WeightSlot(name, Kind.PARAMETER);
  }

  static WeightSlot buffer(String name) {
    return new WeightSlot(name, Kind.BUFFER);
  }
}
