package dev.cnnsummary.specs.function;

import java.util.Locale;

/**
 * Samples {@code [N, C, spatial…]} at the places that a grid {@code [N, out…, axes]} tells, in −1 …
 * 1, the last axis first: torch.nn.functional.grid_sample.
 *
 * @param mode how an output is made of its neighbours
 * @param border what lies outside
 * @param alignCorners whether −1 and 1 are the middles of the outermost elements; otherwise their
 *     outer edges
 */
public record GridSample(Mode mode, Border border, boolean alignCorners) implements TensorFunction {

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

  /** What lies outside. */
  public enum Border {
    /** Zeros. */
    ZEROS,
    /** The outermost element. */
    BORDER,
    /** The input mirrored at its border. */
    REFLECTION;

    /** As people write it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
