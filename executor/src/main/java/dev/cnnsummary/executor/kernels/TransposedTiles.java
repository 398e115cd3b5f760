package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.op.TransposedConvolution;

/**
 * A transposed convolution: for each tap a product of matrices over all input pixels, which is
 * added to the output where the tap lands.
 */
final class TransposedTiles implements Kernel {
  private final Loops loops;
  private final Node node;
  private final TransposedConvolution op;
  private final Storage input;
  private final Storage output;
  private final Storage products;
  private final Epilogue epilogue;
  private final Sliding sliding; // of the convolution that this transposes: from output to input
  private final PackedMatrix[] taps;
  private final int inputChannels;
  private float[] bias = {};

  TransposedTiles(Site site, TransposedConvolution op) {
    this.loops = site.loops();
    this.node = site.node();
    this.op = op;
    input = site.blocked(0);
    output = site.blockedOutput(0);
    epilogue = site.epilogue(output);
    inputChannels = input.channels();
    sliding = Sliding.of(op.window(), output, input);
    taps = new PackedMatrix[sliding.taps()];
    int depth = input.blocks() * loops.lanes();
    for (int tap = 0; tap < taps.length; tap++) {
      taps[tap] = new PackedMatrix(loops.lanes(), op.outChannels(), _ -> depth);
    }
    products = site.scratch(output.batch() * output.blocks() * input.pixels() * loops.lanes());
  }

  @Override
  public String algorithm() {
    return "scattered products";
  }

  @Override
  public long packedFloats() {
    return taps.length * taps[0].length() + (long) output.blocks() * loops.lanes();
  }

  @Override
  public long load(WeightReader weights) {
    float[] source = weights.borrow(node.weights().get(0));
    int perGroup = op.outChannels() / op.groups();
    int inPerGroup = inputChannels / op.groups();
    long read = 0;
    for (int tap = 0; tap < taps.length; tap++) {
      taps[tap].allocate();
      for (int channel = 0; channel < inputChannels; channel++) {
        int first = channel / inPerGroup * perGroup;
        for (int i = 0; i < perGroup; i++) {
          taps[tap].data()[taps[tap].index(channel, first + i)] =
              source[(channel * perGroup + i) * taps.length + tap];
          read++;
        }
      }
    }
    bias = new float[output.blocks() * loops.lanes()];
    if (op.bias()) {
      float[] amounts = weights.read(node.weights().get(1)).floats();
      System.arraycopy(amounts, 0, bias, 0, amounts.length);
      read += amounts.length;
    }
    return read;
  }

  @Override
  public void run(Workers workers) {
    int tiles = taps[0].tiles();
    workers.run(output.batch() * tiles, task -> runTile(task / tiles, task % tiles));
  }

  private void runTile(int sample, int t) {
    int lanes = loops.lanes();
    int plane = output.pixels() * lanes;
    int vectors = taps[0].vectors(t);
    int first = output.offset() + (sample * output.blocks() + 2 * t) * plane;
    float[] y = output.floats();
    for (int v = 0; v < vectors; v++) {
      for (int i = 0; i < plane; i += lanes) {
        System.arraycopy(bias, (2 * t + v) * lanes, y, first + v * plane + i, lanes);
      }
    }
    int pixels = input.pixels();
    int scratch = products.offset() + (sample * output.blocks() + 2 * t) * pixels * lanes;
    for (int tap = 0; tap < taps.length; tap++) {
      multiply(sample, t, tap, scratch);
      for (int v = 0; v < vectors; v++) {
        scatter(tap, scratch + v * pixels * lanes, first + v * plane);
      }
    }
    for (int v = 0; v < vectors; v++) {
      int from = first + v * plane;
      epilogue.finishUnclamped(loops, output, from, plane);
    }
  }

  private void multiply(int sample, int t, int tap, int scratch) {
    int lanes = loops.lanes();
    int pixels = input.pixels();
    int[] table = Tile.table(input.blocks(), block -> block * pixels * lanes);
    Tile tile =
        new Tile(
            input.floats(),
            table,
            taps[tap].data(),
            taps[tap].bias(),
            Clamp.NONE,
            products.floats(),
            lanes,
            pixels * lanes);
    Pieces pieces = new Pieces(pixels, loops.blockedRows());
    int start = input.offset() + sample * input.blocks() * pixels * lanes;
    pieces.blocked(
        loops,
        tile,
        taps[tap].vectors(t),
        start,
        taps[tap].depth(t),
        taps[tap].start(t),
        taps[tap].biasStart(t),
        scratch);
  }

  /** Adds products to where a tap lands, row by row of the input. */
  private void scatter(int tap, int from, int to) {
    int lanes = loops.lanes();
    int[] taps3 = {
      tap / sliding.kernel()[2] / sliding.kernel()[1],
      tap / sliding.kernel()[2] % sliding.kernel()[1],
      tap % sliding.kernel()[2]
    };
    int[] small = sliding.output();
    int[] large = sliding.input();
    int stride = sliding.stride()[2];
    int shift = taps3[2] * sliding.dilation()[2] - sliding.before()[2];
    int firstColumn = shift >= 0 ? 0 : Math.ceilDiv(-shift, stride);
    int lastColumn = Math.min(small[2] - 1, Math.floorDiv(large[2] - 1 - shift, stride));
    if (lastColumn < firstColumn) {
      return;
    }
    for (int d = 0; d < small[0]; d++) {
      int plane = target(0, d, taps3[0]);
      for (int h = 0; h < small[1]; h++) {
        int row = target(1, h, taps3[1]);
        if (plane < 0 || plane >= large[0] || row < 0 || row >= large[1]) {
          continue;
        }
        int column = firstColumn * stride + shift;
        loops.scatterAdd(
            products.floats(),
            from + ((d * small[1] + h) * small[2] + firstColumn) * lanes,
            output.floats(),
            to + ((plane * large[1] + row) * large[2] + column) * lanes,
            stride * lanes,
            lastColumn - firstColumn + 1);
      }
    }
  }

  private int target(int axis, int place, int tap) {
    return place * sliding.stride()[axis] + tap * sliding.dilation()[axis] - sliding.before()[axis];
  }
}
