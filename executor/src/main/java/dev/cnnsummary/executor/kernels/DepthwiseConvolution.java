package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.op.Convolution;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A convolution of each channel by itself: lanes are channels. */
final class DepthwiseConvolution implements Kernel {
  /** Pixels that are finished together: they are still in the first cache. */
  private static final int FINISHED = 256;

  private final Loops loops;
  private final Node node;
  private final @Nullable Node norm;
  private final Convolution op;
  private final Sliding sliding;
  private final Storage input;
  private final @Nullable RowRing ring;
  private final @Nullable PaddedInput padded;
  private final Storage output;
  private final Epilogue epilogue;
  private final int[] taps;
  private float[] data = {};
  private float[] bias = {};

  DepthwiseConvolution(Site site, Convolution op) {
    this.loops = site.loops();
    this.node = site.node();
    this.norm = site.norm();
    this.op = op;
    input = site.blocked(0);
    output = site.blockedOutput(0);
    epilogue = site.epilogue(output);
    sliding = Sliding.of(op.window(), input, output);
    taps = new int[sliding.taps()];
    if (movesByRows()) {
      ring = new RowRing(site, input, sliding, site.threads());
      padded = null;
      return;
    }
    ring = null;
    padded = new PaddedInput(site, input, sliding, op.paddingMode(), site.threads());
    for (int tap = 0; tap < taps.length; tap++) {
      taps[tap] = padded.tap(tap);
    }
  }

  /** Whether a convolution has one input and one output channel in each group. */
  static boolean suits(Convolution op, int inputChannels) {
    return op.groups() == inputChannels && op.outChannels() == inputChannels && inputChannels > 1;
  }

  /** Whether it is of two dimensions, and there are loops for its rows. */
  private boolean movesByRows() {
    int width = sliding.kernel()[2];
    return op.window().kernel().size() == 2
        && (width == 3 || width == 5 || width == 7)
        && sliding.stride()[2] <= 2
        && op.window().dilation().equals(List.of(1, 1))
        && op.paddingMode() == Convolution.PaddingMode.ZEROS;
  }

  @Override
  public String algorithm() {
    return "depthwise";
  }

  @Override
  public long packedFloats() {
    return (long) output.blocks() * loops.lanes() * (taps.length + 1);
  }

  @Override
  public long load(WeightReader weights) {
    int lanes = loops.lanes();
    data = new float[output.blocks() * lanes * taps.length];
    bias = new float[output.blocks() * lanes];
    FoldedNorm folded = FoldedNorm.of(norm, op.outChannels(), weights);
    float[] source = weights.borrow(node.weights().get(0));
    Tensor amounts = op.bias() ? weights.read(node.weights().get(1)) : null;
    long read = folded.read();
    for (int channel = 0; channel < op.outChannels(); channel++) {
      float scale = folded.scale()[channel];
      for (int tap = 0; tap < taps.length; tap++) {
        data[(channel / lanes * taps.length + tap) * lanes + channel % lanes] =
            source[channel * taps.length + tap] * scale;
        read++;
      }
      bias[channel] = folded.shift()[channel];
      if (amounts != null) {
        bias[channel] += amounts.floats()[channel] * scale;
        read++;
      }
    }
    return read;
  }

  @Override
  public void run(Workers workers) {
    AtomicInteger next = new AtomicInteger();
    int blocks = output.batch() * output.blocks();
    workers.run(
        Math.min(workers.count(), blocks),
        slot -> {
          for (int b = next.getAndIncrement(); b < blocks; b = next.getAndIncrement()) {
            if (ring != null) {
              runRows(ring, b, slot);
            } else if (padded != null) {
              runBlock(padded, b, slot);
            }
          }
        });
  }

  private void runRows(RowRing ring, int block, int slot) {
    int lanes = loops.lanes();
    int channels = block % output.blocks();
    int height = sliding.kernel()[1];
    int width = sliding.kernel()[2];
    int columns = sliding.output()[2];
    int[] rows = new int[height];
    int copied = 0;
    ring.clear(slot);
    for (int row = 0; row < sliding.rows(); row++) {
      int above = row * sliding.stride()[1] - sliding.before()[1];
      int first = Math.max(0, above);
      int last = Math.min(sliding.input()[1], above + height);
      for (copied = Math.max(copied, first); copied < last; copied++) {
        ring.copy(slot, block, copied);
      }
      for (int i = first; i < last; i++) {
        rows[i - first] = ring.row(slot, i);
      }
      loops.depthwiseRow(
          ring.floats(),
          rows,
          Math.max(0, last - first),
          width,
          sliding.stride()[2],
          data,
          (channels * height + first - above) * width * lanes,
          bias,
          channels * lanes,
          epilogue.clamp(),
          output.floats(),
          output.offset() + (block * output.pixels() + row * columns) * lanes,
          columns);
      finish(block, row);
    }
  }

  /** Finishes the rows up to one, where there are enough of them. */
  private void finish(int block, int row) {
    int width = sliding.output()[2];
    int lines = Math.max(1, FINISHED / width);
    if ((row + 1) % lines == 0 || row + 1 == sliding.rows()) {
      int first = row / lines * lines;
      int from = output.offset() + (block * output.pixels() + first * width) * loops.lanes();
      epilogue.finish(loops, output, from, (row + 1 - first) * width * loops.lanes());
    }
  }

  private void runBlock(PaddedInput padded, int block, int slot) {
    int from = padded.copyBlock(loops, block, slot);
    int lanes = loops.lanes();
    int channels = block % output.blocks();
    int width = sliding.output()[2];
    int to = output.offset() + block * output.pixels() * lanes;
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
      finish(block, row);
    }
  }
}
