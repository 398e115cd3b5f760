package dev.cnnsummary.specs.op;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Samples the spatial axes of {@code [N, C, spatial…]} anew. Either {@code size} or {@code
 * scaleFactor} is given, for all axes or for each; or neither, where a second operand gives the
 * sizes.
 *
 * @param mode how an output is made of its neighbours in the input
 * @param size the output's extents; null where they are not given
 * @param scaleFactor what the input's extents are multiplied by, then rounded down; null where it
 *     is not given
 * @param alignCorners whether the outermost elements of input and output lie on each other; null
 *     where it is not said, which means no
 * @param recomputeScaleFactor whether outputs are placed by the ratio of the extents rather than by
 *     {@code scaleFactor}
 */
public record Interpolate(
    Mode mode,
    @Nullable List<Size> size,
    @Nullable List<Ratio> scaleFactor,
    @Nullable Boolean alignCorners,
    boolean recomputeScaleFactor)
    implements Op {
  /** How an output is made. */
  public enum Mode {
    /** The element at the scaled index, rounded down. */
    NEAREST("nearest", 0, 1),
    /** The element whose middle is nearest. */
    NEAREST_EXACT("nearest-exact", 0, 1),
    /** Linear along one axis. */
    LINEAR("linear", 1, 2),
    /** Linear along two axes. */
    BILINEAR("bilinear", 2, 2),
    /** Linear along three axes. */
    TRILINEAR("trilinear", 3, 2),
    /** Cubic along two axes. */
    BICUBIC("bicubic", 2, 4),
    /** The mean of a region, as adaptive average pooling. */
    AREA("area", 0, 1);

    private final String word;
    private final int axes;
    private final int taps;

    Mode(String word, int axes, int taps) {
      this.word = word;
      this.axes = axes;
      this.taps = taps;
    }

    /** PyTorch's word for it. */
    public String word() {
      return word;
    }

    /** The number of spatial axes that it is for; 0 for any from one to three. */
    public int axes() {
      return axes;
    }

    /** The elements along an axis that an output is interpolated from. */
    public int taps() {
      return taps;
    }
  }

  /** Copies the lists. */
  public Interpolate {
    size = size == null ? null : List.copyOf(size);
    scaleFactor = scaleFactor == null ? null : List.copyOf(scaleFactor);
  }
}
