package dev.cnnsummary.specs.function;

import java.util.Locale;

/**
 * Trades channels for pixels, blocks of pixels taking the outer place among channels; {@link
 * dev.cnnsummary.specs.op.PixelShuffle} has it the inner.
 *
 * @param kind which way
 * @param block pixels of a block along each axis
 */
public record SpaceDepth(Kind kind, int block) implements TensorFunction {

  /** The directions. */
  public enum Kind {
    /** Channels become pixels. */
    TO_SPACE,
    /** Pixels become channels. */
    TO_DEPTH;

    /** As people write it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
