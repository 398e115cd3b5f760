package dev.cnnsummary.executor.kernels;

/**
 * One axis of a convolution of stride 1, as minimal filtering F(m, r) computes it (Lavin and Gray,
 * 2016): from a tile of {@code m + r - 1} inputs, as many products for {@code m} outputs, of which
 * the sum itself would take {@code m·r}. Seven taps are two parts of four, the last one zero, whose
 * products add up: tiles of more points would lose digits.
 *
 * @param parts how many the taps are cut into
 * @param taps those of a part
 * @param points the inputs of a tile, and its products: 6, 4 or, for an axis of one tap, 1
 */
record WinogradAxis(int parts, int taps, int points) {
  /** Lavin and Gray's points: powers of 0, 1, −1, 2 and −2, divided by these, and infinity. */
  private static final double[] LARGE = {4, -6, -6, 24, 24};

  /** Of 0, 1, −1. */
  private static final double[] SMALL = {1, 2, 2};

  private static final int[] PLACES = {0, 1, -1, 2, -2};

  /** An axis of so many taps; with {@code small}, of three, in tiles of 2 outputs instead of 4. */
  static WinogradAxis of(int kernel, boolean small) {
    return switch (kernel) {
      case 1 -> new WinogradAxis(1, 1, 1);
      case 7 -> new WinogradAxis(2, 4, 6);
      default -> new WinogradAxis(1, kernel, small ? 4 : 6);
    };
  }

  /** Whether there are transforms for so many taps. */
  static boolean suits(int kernel) {
    return kernel == 1 || kernel == 3 || kernel == 5 || kernel == 7;
  }

  /** The outputs of a tile. */
  int outputs() {
    return points - taps + 1;
  }

  /** The tiles that cover an extent. */
  int tiles(int extent) {
    return Math.ceilDiv(extent, outputs());
  }

  /** What a tap is multiplied by for a point: an element of Lavin and Gray's {@code G}. */
  double factor(int point, int tap) {
    if (points == 1) {
      return 1;
    }
    if (point == points - 1) {
      return tap == taps - 1 ? 1 : 0;
    }
    return Math.pow(PLACES[point], tap) / (points == 4 ? SMALL : LARGE)[point];
  }
}
