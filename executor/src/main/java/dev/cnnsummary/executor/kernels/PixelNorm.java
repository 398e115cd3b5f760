package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.op.Elementwise;
import dev.cnnsummary.specs.op.LayerNorm;

/** Layer normalisation of the channels of each pixel of {@code [N, C, H, W]}. */
final class PixelNorm implements Kernel {
  private final Loops loops;
  private final Node node;
  private final LayerNorm op;
  private final Storage input;
  private final Storage output;
  private final int channels;
  private float[] weight = {};
  private float[] bias = {};

  PixelNorm(Site site, LayerNorm op) {
    this.loops = site.loops();
    this.node = site.node();
    this.op = op;
    input = site.blocked(0);
    output = site.blockedOutput(0);
    channels = input.channels();
  }

  @Override
  public String algorithm() {
    return "pixel statistics";
  }

  @Override
  public long packedFloats() {
    return 2L * channels;
  }

  @Override
  public long load(WeightReader weights) {
    weight = new float[channels];
    bias = new float[channels];
    java.util.Arrays.fill(weight, 1);
    long read = 0;
    if (op.elementwiseAffine()) {
      weight = weights.read(node.weights().get(0)).floats();
      read += weight.length;
    }
    if (op.elementwiseAffine() && op.bias()) {
      bias = weights.read(node.weights().get(1)).floats();
      read += bias.length;
    }
    return read;
  }

  @Override
  public void run(Workers workers) {
    int pixels = output.pixels();
    Ranges.run(
        workers,
        output.batch() * pixels,
        8192 / channels + 1,
        (from, to) -> {
          float[] row = new float[output.blocks() * loops.lanes()];
          for (int i = from; i < to; i++) {
            normalise(i / pixels, i % pixels, row);
          }
        });
  }

  private void normalise(int sample, int pixel, float[] row) {
    int lanes = loops.lanes();
    int step = output.pixels() * lanes;
    int start = (sample * output.blocks() * output.pixels() + pixel) * lanes;
    loops.gather(input.floats(), input.offset() + start, step, row, 0, output.blocks());
    Moments moments = Moments.of(loops, row, 0, channels);
    float scale = moments.scale(op.eps());
    loops.normalize(row, 0, moments.mean(), moments.rest(), scale, 0, row, 0, channels);
    loops.combine(Elementwise.Kind.MUL, row, 0, weight, 0, row, 0, channels);
    loops.combine(Elementwise.Kind.ADD, row, 0, bias, 0, row, 0, channels);
    for (int block = 0; block < output.blocks(); block++) {
      System.arraycopy(
          row, block * lanes, output.floats(), output.offset() + start + block * step, lanes);
    }
  }
}
