package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.op.Convolution;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A convolution of each channel by itself: lanes are channels. */
final class DepthwiseConvolution implements Kernel {
  /** Pixels that are finished together: they are still in the first cache. */
  private static final int FINISHED = 256;

  /** Rows that are worth a task of their own, which makes some of what another makes as well. */
  private static final int STRIP = 7;

  private final Loops loops;
  private final Node node;
  private final @Nullable Node norm;
  private final Convolution op;
  private final Sliding sliding;
  private final @Nullable Expansion expansion;
  private final @Nullable Storage input;
  private final @Nullable RowRing ring;
  private final @Nullable PaddedInput padded;
  private final Storage output;
  private final Epilogue epilogue;
  private final int[] taps;
  private final int tiles;
  private final int strips;
  private float[] data = {};
  private float[] bias = {};

  /**
   * Prepares.
   *
   * @param expansion what makes its input as it is needed; null where that is there
   */
  DepthwiseConvolution(Site site, Convolution op, @Nullable Expansion expansion) {
    this.loops = site.loops();
    this.node = site.node();
    this.norm = site.norm();
    this.op = op;
    this.expansion = expansion;
    input = expansion == null ? site.blocked(0) : null;
    output = site.blockedOutput(0);
    epilogue = site.epilogue(output);
    Storage seen = input == null ? Storage.blocked(site.operand(0), loops.lanes()) : input;
    sliding = Sliding.of(op.window(), seen, output);
    taps = new int[sliding.taps()];
    if (movesByRows(op)) {
      int vectors = expansion == null ? 1 : 2;
      ring = new RowRing(site, sliding, vectors);
      padded = null;
      tiles = Math.ceilDiv(output.blocks(), vectors);
      strips = strips(site.threads());
      return;
    }
    ring = null;
    padded = new PaddedInput(site, seen, sliding, op.paddingMode(), site.threads());
    for (int tap = 0; tap < taps.length; tap++) {
      taps[tap] = padded.tap(tap);
    }
    tiles = output.blocks();
    strips = 1;
  }

  /**
   * How many strips the rows are cut into, so that no thread waits long for another. Where they are
   * cut, rows between strips are made twice; but if each thread has strips of its own, it finds
   * most of what it reads in its own cache, which is worth a twentieth.
   */
  private int strips(int threads) {
    int best = 1;
    double least = longest(1, threads);
    for (int strips = 2; strips <= sliding.rows() / STRIP; strips++) {
      double longest = longest(strips, threads);
      if (longest < (strips == threads ? 1.05 * least : least)) {
        best = strips;
        least = longest;
      }
    }
    return best;
  }

  /** What the thread that has most to do makes: rows of outputs, and of inputs. */
  private double longest(int strips, int threads) {
    int each = tiles * strips;
    double rows = (double) sliding.rows() / strips;
    double seen = rows * sliding.stride()[1];
    double both = rows + seen + (strips == 1 ? 0 : sliding.kernel()[1] - sliding.stride()[1]);
    int most = 0;
    for (int thread = 0; thread < threads; thread++) {
      int blocks = 0;
      for (int task = Workers.first(thread, output.batch() * each, threads);
          task < Workers.first(thread + 1, output.batch() * each, threads);
          task++) {
        blocks += blocks(task % each % tiles);
      }
      most = Math.max(most, blocks);
    }
    return most * both;
  }

  /** The blocks of channels of a tile. */
  private int blocks(int tile) {
    return expansion == null ? 1 : expansion.vectors(tile);
  }

  /** Whether a convolution has one input and one output channel in each group. */
  static boolean suits(Convolution op, int inputChannels) {
    return op.groups() == inputChannels && op.outChannels() == inputChannels && inputChannels > 1;
  }

  /** Whether it is of two dimensions, and there are loops for its rows. */
  static boolean movesByRows(Convolution op) {
    if (op.window().kernel().size() != 2) {
      return false;
    }
    int width = op.window().kernel().get(1);
    return (width == 3 || width == 5 || width == 7)
        && op.window().stride().get(1) <= 2
        && op.window().dilation().equals(List.of(1, 1))
        && op.paddingMode() == Convolution.PaddingMode.ZEROS;
  }

  @Override
  public String algorithm() {
    return expansion == null ? "depthwise" : "pointwise, depthwise";
  }

  @Override
  public Set<MatrixKernel> matrixKernels() {
    return expansion == null || ring == null ? Set.of() : expansion.matrixKernels(ring);
  }

  @Override
  public long packedFloats() {
    long own = (long) output.blocks() * loops.lanes() * (taps.length + 1);
    return expansion == null ? own : own + expansion.packedFloats();
  }

  @Override
  public long load(WeightReader weights) {
    int lanes = loops.lanes();
    data = new float[output.blocks() * lanes * taps.length];
    bias = new float[output.blocks() * lanes];
    FoldedNorm folded = FoldedNorm.of(norm, op.outChannels(), weights);
    float[] source = weights.borrow(node.weights().get(0));
    for (int channel = 0; channel < op.outChannels(); channel++) {
      for (int tap = 0; tap < taps.length; tap++) {
        data[(channel / lanes * taps.length + tap) * lanes + channel % lanes] =
            source[channel * taps.length + tap] * folded.scale()[channel];
      }
    }
    long read = folded.read() + (long) op.outChannels() * taps.length;
    read += folded.amounts(node, op.bias(), weights, bias);
    return expansion == null ? read : read + expansion.load(weights);
  }

  @Override
  public void run(Workers workers) {
    workers.run(
        output.batch() * tiles * strips,
        (task, slot) -> {
          if (ring != null) {
            int sample = task / (tiles * strips);
            int strip = task / tiles % strips;
            runStrip(ring, sample * tiles + task % tiles, strip, slot);
          } else if (padded != null) {
            runBlock(padded, task, slot);
          }
        });
  }

  /** Some rows of one tile of channels. */
  private void runStrip(RowRing ring, int task, int strip, int slot) {
    int height = sliding.kernel()[1];
    int t = task % tiles;
    int vectors = blocks(t);
    int firstBlock = expansion == null ? task : task / tiles * output.blocks() + 2 * t;
    Tile tile = expansion == null ? null : expansion.tile(ring);
    int[] rows = new int[height];
    int begin = strip * sliding.rows() / strips;
    int end = (strip + 1) * sliding.rows() / strips;
    int made = 0;
    int finished = begin;
    ring.clear(slot);
    for (int row = begin; row < end; row++) {
      int above = row * sliding.stride()[1] - sliding.before()[1];
      int first = Math.max(0, above);
      int last = Math.min(sliding.input()[1], above + height);
      for (made = Math.max(made, first); made < last; made++) {
        if (tile != null && expansion != null) {
          expansion.make(tile, ring, slot, task / tiles, t, made);
        } else if (input != null) {
          copy(input, ring, slot, task, made);
        }
      }
      boolean finish = row + 1 == end || (row + 1 - finished) * sliding.output()[2] >= FINISHED;
      for (int v = 0; v < vectors; v++) {
        for (int i = first; i < last; i++) {
          rows[i - first] = ring.row(slot, v, i);
        }
        runRow(ring, rows, first - above, Math.max(0, last - first), firstBlock + v, row);
        if (finish) {
          finish(firstBlock + v, finished, row + 1);
        }
      }
      finished = finish ? row + 1 : finished;
    }
  }

  private void copy(Storage from, RowRing ring, int slot, int block, int row) {
    int[] extents = sliding.input();
    int start = from.offset() + (block * extents[1] + row) * extents[2] * loops.lanes();
    System.arraycopy(
        from.floats(), start, ring.memory().floats(), ring.seenRow(slot, 0, row), ring.seen());
  }

  /** A row of a block of the output, of those rows of the window that see the input. */
  private void runRow(RowRing ring, int[] rows, int first, int count, int block, int row) {
    int lanes = loops.lanes();
    int width = sliding.kernel()[2];
    int channels = block % output.blocks();
    int columns = sliding.output()[2];
    loops.depthwiseRow(
        ring.memory().floats(),
        rows,
        count,
        width,
        sliding.stride()[2],
        data,
        (channels * sliding.kernel()[1] + first) * width * lanes,
        bias,
        channels * lanes,
        epilogue.clamp(),
        output.floats(),
        output.offset() + (block * output.pixels() + row * columns) * lanes,
        columns);
  }

  private void finish(int block, int first, int last) {
    int width = sliding.output()[2] * loops.lanes();
    int from = output.offset() + block * output.pixels() * loops.lanes() + first * width;
    epilogue.finish(loops, output, from, (last - first) * width);
  }

  private void runBlock(PaddedInput padded, int block, int slot) {
    int from = padded.copyBlock(loops, block, slot);
    int lanes = loops.lanes();
    int channels = block % output.blocks();
    int width = sliding.output()[2];
    int to = output.offset() + block * output.pixels() * lanes;
    int finished = 0;
    for (int row = 0; row < sliding.rows(); row++) {
      loops.depthwise(
          padded.memory().floats(),
          from + padded.row(row),
          taps,
          data,
          channels * taps.length * lanes,
          bias,
          channels * lanes,
          epilogue.clamp(),
          output.floats(),
          to + row * width * lanes,
          width);
      if (row + 1 == sliding.rows() || (row + 1 - finished) * width >= FINISHED) {
        finish(block, finished, row + 1);
        finished = row + 1;
      }
    }
  }
}
