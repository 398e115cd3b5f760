package dev.cnnsummary.specs.op;

/**
 * Trades channels for pixels: {@code [*, C·f², H, W]} and {@code [*, C, H·f, W·f]} hold the same
 * elements.
 *
 * @param kind which way
 * @param factor f, at least 1
 */
public record PixelShuffle(Kind kind, int factor) implements Op {
  /** The directions. */
  public enum Kind {
    /** Channels become pixels: PyTorch's PixelShuffle. */
    SHUFFLE,
    /** Pixels become channels: PyTorch's PixelUnshuffle. */
    UNSHUFFLE
  }
}
