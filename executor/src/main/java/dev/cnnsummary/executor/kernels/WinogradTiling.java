package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.specs.op.Convolution;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How Winograd's algorithm covers the outputs of a convolution with tiles.
 *
 * @param rows the first spatial axis
 * @param columns the second
 * @param down how many tiles cover the first
 * @param across how many cover the second
 */
record WinogradTiling(WinogradAxis rows, WinogradAxis columns, int down, int across) {
  /** Fewer tiles than these keep a matrix kernel waiting for its weights. */
  private static final int FEWEST = 9;

  /** Narrower groups leave too little of their tile that is not zero. */
  private static final int NARROWEST = 4;

  /** How many times fewer multiplications make up for the transforms. */
  private static final double SPARED = 1.3;

  /** That of a convolution; null where it cannot be computed so, or is not worth it. */
  static @Nullable WinogradTiling of(Site site, Convolution op) {
    int lanes = site.loops().lanes();
    int channels = site.operand(0).shape().get(1);
    boolean suits =
        !site.isDirect()
            && op.window().kernel().size() == 2
            && op.window().stride().equals(List.of(1, 1))
            && op.window().dilation().equals(List.of(1, 1))
            && op.window().kernel().stream().allMatch(WinogradAxis::suits)
            && !op.window().kernel().equals(List.of(1, 1))
            && op.paddingMode() == Convolution.PaddingMode.ZEROS
            && channels >= lanes
            && op.outChannels() >= lanes
            && (op.groups() == 1 || channels / op.groups() >= NARROWEST);
    if (!suits) {
      return null;
    }
    List<Integer> output = site.result(0).shape();
    WinogradTiling tiling = of(op, output.get(2), output.get(3));
    int taps = op.window().kernel().get(0) * op.window().kernel().get(1);
    return (op.groups() == 1 || tiling.parts() == 1)
            && tiling.tiles() >= FEWEST
            && tiling.saving(taps * (double) output.get(2) * output.get(3)) >= SPARED
        ? tiling
        : null;
  }

  private static WinogradTiling of(Convolution op, int height, int width) {
    List<Integer> kernel = op.window().kernel();
    boolean small =
        op.groups() == 1 && kernel.equals(List.of(3, 3)) && areSmallBetter(height, width);
    WinogradAxis rows = WinogradAxis.of(kernel.get(0), small);
    WinogradAxis columns = WinogradAxis.of(kernel.get(1), small);
    return new WinogradTiling(rows, columns, rows.tiles(height), columns.tiles(width));
  }

  /**
   * Whether 3x3 taps take small tiles: large ones do where they spare a third of the products of
   * small ones. Where they reach too far beyond the output, small ones take about as long, and less
   * than half the weights, which groups have few of.
   */
  private static boolean areSmallBetter(int height, int width) {
    int large = Math.ceilDiv(height, 4) * Math.ceilDiv(width, 4);
    int small = Math.ceilDiv(height, 2) * Math.ceilDiv(width, 2);
    return large < FEWEST || 2 * 16 * small < 3 * 36 * large;
  }

  /**
   * How many times fewer multiplications it makes. Transforms are not counted: they only add, or
   * multiply by constants.
   *
   * @param products what the definition makes for each pair of an input and an output channel
   */
  double saving(double products) {
    return products / ((double) places() * parts() * tiles());
  }

  int tiles() {
    return down * across;
  }

  /** The numbers of a transformed tile. */
  int places() {
    return rows.points() * columns.points();
  }

  /** The parts of the taps. */
  int parts() {
    return rows.parts() * columns.parts();
  }

  /** The first row of taps of a part. */
  int partRow(int part) {
    return part / columns.parts() * rows.taps();
  }

  /** The first column of taps of a part. */
  int partColumn(int part) {
    return part % columns.parts() * columns.taps();
  }

  /** Whether only one axis is transformed. */
  boolean isLine() {
    return rows.points() == 1 || columns.points() == 1;
  }
}
