package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.specs.graph.Node;

/** A batch normalisation by running statistics: a factor and an amount for each channel. */
final class ChannelScale implements Kernel {
  private final Loops loops;
  private final Node node;
  private final Storage input;
  private final Storage output;
  private final Epilogue epilogue;
  private final int channels;
  private float[] scale = {};
  private float[] shift = {};

  ChannelScale(Site site) {
    this.loops = site.loops();
    this.node = site.node();
    boolean inBlocks = site.isBlocked(0) && !site.isPlain(0);
    input = inBlocks ? site.blocked(0) : site.plain(0);
    output = inBlocks ? site.blockedOutput(0) : site.plainOutput(0);
    epilogue = site.epilogue(output);
    channels = input.dim(1);
  }

  @Override
  public String algorithm() {
    return "scale";
  }

  @Override
  public long packedFloats() {
    return 2L * Math.ceilDiv(channels, loops.lanes()) * loops.lanes();
  }

  @Override
  public long load(WeightReader weights) {
    FoldedNorm folded = FoldedNorm.of(node, channels, weights);
    int padded = Math.ceilDiv(channels, loops.lanes()) * loops.lanes();
    scale = java.util.Arrays.copyOf(folded.scale(), padded);
    shift = java.util.Arrays.copyOf(folded.shift(), padded);
    return folded.read();
  }

  @Override
  public void run(Workers workers) {
    int planes = input.isBlocked() ? input.batch() * input.blocks() : input.batch() * channels;
    int size = input.isBlocked() ? input.pixels() * loops.lanes() : input.pixels();
    Ranges.run(
        workers,
        planes,
        4096 / Math.max(1, size) + 1,
        (from, to) -> {
          for (int plane = from; plane < to; plane++) {
            runPlane(plane, size);
          }
        });
  }

  private void runPlane(int plane, int size) {
    int x = input.offset() + plane * size;
    int y = output.offset() + plane * size;
    Clamp clamp = epilogue.clamp();
    if (input.isBlocked()) {
      int first = plane % input.blocks() * loops.lanes();
      loops.scale(
          input.floats(), x, scale, shift, first, clamp, output.floats(), y, input.pixels());
    } else {
      int channel = plane % channels;
      loops.scale(
          input.floats(), x, scale[channel], shift[channel], clamp, output.floats(), y, size);
    }
    epilogue.finish(loops, output, y, size);
  }
}
