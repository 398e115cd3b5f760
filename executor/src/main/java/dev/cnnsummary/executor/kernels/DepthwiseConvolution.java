package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.op.Convolution;
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
  private final PaddedInput input;
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
    Storage source = site.blocked(0);
    output = site.blockedOutput(0);
    epilogue = site.epilogue(output);
    sliding = Sliding.of(op.window(), source, output);
    input = new PaddedInput(site, source, sliding, op.paddingMode(), site.threads());
    taps = new int[sliding.taps()];
    for (int tap = 0; tap < taps.length; tap++) {
      taps[tap] = input.tap(tap);
    }
  }

  /** Whether a convolution has one input and one output channel in each group. */
  static boolean suits(Convolution op, int inputChannels) {
    return op.groups() == inputChannels && op.outChannels() == inputChannels && inputChannels > 1;
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
            runBlock(b, slot);
          }
        });
  }

  private void runBlock(int block, int slot) {
    int from = input.copyBlock(loops, block, slot);
    int lanes = loops.lanes();
    int channels = block % output.blocks();
    int width = sliding.output()[2];
    int to = output.offset() + block * output.pixels() * lanes;
    int lines = Math.max(1, FINISHED / width);
    for (int row = 0; row < sliding.rows(); row++) {
      loops.depthwise(
          input.memory().floats(),
          from + input.row(row),
          taps,
          data,
          channels * taps.length * lanes,
          bias,
          channels * lanes,
          epilogue.floor(),
          output.floats(),
          to + row * width * lanes,
          width);
      if ((row + 1) % lines == 0 || row + 1 == sliding.rows()) {
        int first = row / lines * lines;
        epilogue.finish(
            loops, output, to + first * width * lanes, (row + 1 - first) * width * lanes);
      }
    }
  }
}
