package dev.cnnsummary.specs.function;

import dev.cnnsummary.specs.op.Padding;
import dev.cnnsummary.specs.op.Window;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
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

  /**
   * The window of a weight {@code [O, I, kernel…]}, where the input has no say in it; null where it
   * has, where the kernel is no number or the padding cuts elements off.
   */
  @Nullable Window window(Shape weight) {
    List<Integer> taps = new ArrayList<>();
    for (Dim extent : weight.dims().subList(2, weight.rank())) {
      if (!extent.isConstant() || extent.value() > Integer.MAX_VALUE) {
        return null;
      }
      taps.add((int) extent.value());
    }
    List<Integer> steps = filled(stride, taps.size(), 1);
    List<Integer> spread = filled(dilation, taps.size(), 1);
    Padding amounts =
        switch (padding) {
          case EXPLICIT ->
              new Padding(
                  Padding.Mode.EXPLICIT,
                  filled(before, taps.size(), 0),
                  filled(after, taps.size(), 0));
          case VALID -> Padding.none(taps.size());
          case SAME_UPPER -> Padding.same(taps, spread);
          case SAME_LOWER -> Padding.same(taps, spread).reversed();
        };
    boolean open =
        (padding == AutoPad.SAME_UPPER || padding == AutoPad.SAME_LOWER)
            && steps.stream().anyMatch(step -> step != 1);
    boolean cuts =
        Stream.concat(amounts.before().stream(), amounts.after().stream())
            .anyMatch(amount -> amount < 0);
    return open || cuts ? null : new Window(taps, steps, amounts, spread);
  }

  /** One number for each axis: those given, or else always the same. */
  public static List<Integer> filled(List<Integer> given, int axes, int otherwise) {
    return given.isEmpty() ? Collections.nCopies(axes, otherwise) : given;
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
