package dev.cnnsummary.specs.function;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Samples axes anew in ONNX's many ways. Operands: the tensor, then the one that there is of scales
 * and sizes, after the region where that is used.
 *
 * @param mode how an output is made of its neighbours
 * @param place where an output lies in the input
 * @param rounding which element is the nearest
 * @param cubic the coefficient of cubic interpolation
 * @param excludeOutside whether weights outside the input are zero and the others sum to one
 * @param extrapolation what outputs outside the region are
 * @param antialias whether the kernel is stretched when the output is smaller
 * @param axes which axes; null for all
 * @param policy whether extents keep their ratio
 * @param region whether there is a region
 * @param sizes whether sizes are given; otherwise scales
 */
public record Resize(
    Mode mode,
    Place place,
    Rounding rounding,
    double cubic,
    boolean excludeOutside,
    double extrapolation,
    boolean antialias,
    @Nullable List<Integer> axes,
    Policy policy,
    boolean region,
    boolean sizes)
    implements TensorFunction {
  /** Copies the list. */
  public Resize {
    axes = axes == null ? null : List.copyOf(axes);
  }

  /** How an output is made. */
  public enum Mode {
    /** The nearest element. */
    NEAREST,
    /** Linear along each axis. */
    LINEAR,
    /** Cubic along each axis. */
    CUBIC;

    /** As people write it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Where an output lies. */
  public enum Place {
    /** {@code (i + ½)/scale − ½}. */
    HALF_PIXEL,
    /** {@link #HALF_PIXEL}, centred where an extent was rounded. */
    HALF_PIXEL_SYMMETRIC,
    /** {@link #HALF_PIXEL}, and 0 where the output has one element. */
    PYTORCH_HALF_PIXEL,
    /** {@code i·(in − 1)/(out − 1)}. */
    ALIGN_CORNERS,
    /** {@code i/scale}. */
    ASYMMETRIC,
    /** Within the region. */
    TF_CROP_AND_RESIZE;

    /** As people write it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Which element is the nearest. */
  public enum Rounding {
    /** Halves are rounded down. */
    ROUND_PREFER_FLOOR,
    /** Halves are rounded up. */
    ROUND_PREFER_CEIL,
    /** The one before. */
    FLOOR,
    /** The one after. */
    CEIL;

    /** As people write it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whether extents keep their ratio. */
  public enum Policy {
    /** They need not. */
    STRETCH,
    /** They do, and none is larger than given. */
    NOT_LARGER,
    /** They do, and none is smaller than given. */
    NOT_SMALLER;

    /** As people write it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
