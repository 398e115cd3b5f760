package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.op.Convolution;
import org.jspecify.annotations.Nullable;

/** A convolution of each channel by itself: lanes are channels. */
final class DepthwiseConvolution implements Kernel {
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
    input = new PaddedInput(site, source, sliding, op.paddingMode());
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
    workers.run(output.batch() * output.blocks(), this::runBlock);
  }

  private void runBlock(int block) {
    input.copyBlock(loops, block);
    int lanes = loops.lanes();
    int channels = block % output.blocks();
    int width = sliding.output()[2];
    int from = input.memory().offset() + block * input.blockPitch();
    int to = output.offset() + block * output.pixels() * lanes;
    for (int row = 0; row < sliding.rows(); row++, to += width * lanes) {
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
          to,
          width);
      epilogue.finish(loops, output, to, width * lanes);
    }
  }
}
