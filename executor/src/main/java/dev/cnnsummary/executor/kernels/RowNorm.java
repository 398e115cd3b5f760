package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.op.Elementwise;
import dev.cnnsummary.specs.op.GroupNorm;
import dev.cnnsummary.specs.op.InstanceNorm;
import dev.cnnsummary.specs.op.LayerNorm;
import org.jspecify.annotations.Nullable;

/**
 * Normalises rows of neighbouring elements by their own mean and variance: layer, group and
 * instance normalisation. Afterwards each element of a row has a factor and an amount of its own,
 * or runs of them share one (a channel's pixels).
 */
final class RowNorm implements Kernel {
  private final Loops loops;
  private final Node node;
  private final Storage input;
  private final Storage output;
  private final int size;
  private final int run;
  private final int channels;
  private final double eps;
  private float @Nullable [] weight;
  private float @Nullable [] bias;

  /**
   * Plans a normalisation.
   *
   * @param size the elements of a row
   * @param run how many neighbours share a factor and an amount; 0 where each element of a row has
   *     its own
   * @param channels how many factors there are
   */
  private RowNorm(Site site, int size, int run, int channels, double eps) {
    this.loops = site.loops();
    this.node = site.node();
    this.size = size;
    this.run = run;
    this.channels = channels;
    this.eps = eps;
    input = site.plain(0);
    output = site.plainOutput(0);
  }

  static Kernel of(Site site, LayerNorm op) {
    if (op.channelsFirst()) {
      return op.normalizedShape().size() == 1 ? new PixelNorm(site, op) : new SliceNorm(site, op);
    }
    int size = 1;
    for (int extent : op.normalizedShape()) {
      size = Math.multiplyExact(size, extent);
    }
    return new RowNorm(site, size, 0, size, op.eps());
  }

  static Kernel of(Site site, GroupNorm op) {
    int[] shape = site.operand(0).array();
    int pixels = Strides.product(shape, 2, shape.length);
    return new RowNorm(site, shape[1] / op.numGroups() * pixels, pixels, shape[1], op.eps());
  }

  static Kernel of(Site site, InstanceNorm op) {
    int[] shape = site.operand(0).array();
    int pixels = Strides.product(shape, 2, shape.length);
    return new RowNorm(site, pixels, pixels, shape[1], op.eps());
  }

  @Override
  public String algorithm() {
    return "row statistics";
  }

  @Override
  public long packedFloats() {
    return (long) node.weights().size() * channels;
  }

  @Override
  public long load(WeightReader weights) {
    long read = 0;
    if (!node.weights().isEmpty()) {
      Tensor factors = weights.read(node.weights().get(0));
      weight = factors.floats();
      read += factors.numel();
    }
    if (node.weights().size() > 1) {
      Tensor amounts = weights.read(node.weights().get(1));
      bias = amounts.floats();
      read += amounts.numel();
    }
    return read;
  }

  @Override
  public void run(Workers workers) {
    int rows = (int) (output.length() / size);
    Ranges.run(
        workers,
        rows,
        8192 / size + 1,
        (from, to) -> {
          for (int row = from; row < to; row++) {
            normalise(row);
          }
        });
  }

  private void normalise(int row) {
    float[] x = input.floats();
    float[] y = output.floats();
    int from = input.offset() + row * size;
    int to = output.offset() + row * size;
    Moments moments = Moments.of(loops, x, from, size);
    float scale = moments.scale(eps);
    if (run == 0) {
      loops.normalize(x, from, moments.mean(), moments.rest(), scale, 0, y, to, size);
      perElement(y, to);
      return;
    }
    for (int start = 0; start < size; start += run) {
      int channel = (row * (size / run) + start / run) % channels;
      float factor = weight == null ? scale : scale * weight[channel];
      float amount = bias == null ? 0 : bias[channel];
      loops.normalize(
          x, from + start, moments.mean(), moments.rest(), factor, amount, y, to + start, run);
    }
  }

  private void perElement(float[] y, int to) {
    if (weight != null) {
      loops.combine(Elementwise.Kind.MUL, y, to, weight, 0, y, to, size);
    }
    if (bias != null) {
      loops.combine(Elementwise.Kind.ADD, y, to, bias, 0, y, to, size);
    }
  }
}
