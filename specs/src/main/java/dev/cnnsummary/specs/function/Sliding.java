package dev.cnnsummary.specs.function;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a kernel slides over spatial axes where not all of it is known beforehand: the kernel may be
 * a tensor, and the padding may depend on the input.
 *
 * @param kernel taps along each axis; null where the weight tells
 * @param stride steps between two positions; empty for 1 everywhere
 * @param padding how the padding is found
 * @param before elements before the first one, for {@link AutoPad#EXPLICIT}; empty for none
 * @param after elements after the last one, likewise
 * @param dilation steps between two taps; empty for 1 everywhere
 */
public record Sliding(
    @Nullable List<Integer> kernel,
    List<Integer> stride,
    AutoPad padding,
    List<Integer> before,
    List<Integer> after,
    List<Integer> dilation) {
  /** Copies the lists. */
  public Sliding {
    kernel = kernel == null ? null : List.copyOf(kernel);
    stride = List.copyOf(stride);
    before = List.copyOf(before);
    after = List.copyOf(after);
    dilation = List.copyOf(dilation);
  }

  /** How the padding is found. */
  public enum AutoPad {
    /** It is given. */
    EXPLICIT,
    /**
     * The output has {@code ⌈in/stride⌉} elements; of an odd number the larger half comes after.
     */
    SAME_UPPER,
    /** As {@link #SAME_UPPER}, but the larger half comes before. */
    SAME_LOWER,
    /** There is none. */
    VALID
  }
}
