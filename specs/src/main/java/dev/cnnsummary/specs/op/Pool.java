package dev.cnnsummary.specs.op;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Pooling with a sliding window, each channel by itself.
 *
 * @param kind what is taken of a window
 * @param window how the kernel slides; its padding is at most half the kernel
 * @param ceilMode whether a last window that starts inside the input or its left padding counts
 *     even where it runs over the edge
 * @param countIncludePad whether an average divides by the padded elements too
 * @param divisor what an average divides by; null divides by the number of elements
 * @param returnIndices whether the positions of the maxima are a second output
 * @param listed which sizes were written as a list, one for each axis; PyTorch's repr tells
 */
public record Pool(
    Kind kind,
    Window window,
    boolean ceilMode,
    boolean countIncludePad,
    @Nullable Integer divisor,
    boolean returnIndices,
    Set<Size> listed)
    implements Op {
  /** Copies the set. */
  public Pool {
    listed = Set.copyOf(listed);
  }

  /** The sizes of a window. */
  public enum Size {
    /** Its extent. */
    KERNEL,
    /** Its steps. */
    STRIDE,
    /** What surrounds the input. */
    PADDING,
    /** The steps between its taps. */
    DILATION
  }

  /** What is taken of a window. */
  public enum Kind {
    /** The largest element. */
    MAX,
    /** The mean. */
    AVERAGE
  }

  @Override
  public int outputs() {
    return returnIndices ? 2 : 1;
  }
}
