package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.graph.Node;
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
  private final double eps;
  private float @Nullable [] weight;
  private float @Nullable [] bias;

  private RowNorm(Site site, int size, int run, double eps) {
    this.loops = site.loops();
    this.node = site.node();
    this.size = size;
    this.run = run;
    this.eps = eps;
    input = site.plain(0);
    output = site.plainOutput(0);
  }

  static Kernel of(Site site, LayerNorm op) {
    if (op.channelsFirst()) {
      return new PixelNorm(site, op);
    }
    int size = 1;
    for (int extent : op.normalizedShape()) {
      size *= extent;
    }
    return new RowNorm(site, size, 1, op.eps());
  }

  static Kernel of(Site site, GroupNorm op) {
    int[] shape = site.operand(0).array();
    int pixels = Strides.product(shape, 2, shape.length);
    return new RowNorm(site, shape[1] / op.numGroups() * pixels, pixels, op.eps());
  }

  static Kernel of(Site site, InstanceNorm op) {
    int[] shape = site.operand(0).array();
    int pixels = Strides.product(shape, 2, shape.length);
    return new RowNorm(site, pixels, pixels, op.eps());
  }

  @Override
  public String algorithm() {
    return "row statistics";
  }

  @Override
  public long packedFloats() {
    return (long) node.weights().size() * channels();
  }

  private int channels() {
    return run == 1 && size > 1 ? size : input.dim(1);
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
    float mean = loops.sum(x, from, size) / size;
    float variance = loops.squares(x, from, mean, size) / size;
    float scale = (float) (1 / Math.sqrt(variance + eps));
    if (run == 1 && weight != null) {
      perElement(x, from, y, to, mean, scale);
      return;
    }
    int channels = input.rank() > 1 ? input.dim(1) : 1;
    for (int start = 0; start < size; start += run) {
      int channel = (row * (size / run) + start / run) % channels;
      float factor = weight == null ? scale : scale * weight[channel];
      float amount = (bias == null ? 0 : bias[channel]) - mean * factor;
      loops.scale(x, from + start, factor, amount, Float.NEGATIVE_INFINITY, y, to + start, run);
    }
  }

  private void perElement(float[] x, int from, float[] y, int to, float mean, float scale) {
    float[] factors = weight;
    float[] amounts = bias;
    for (int i = 0; i < size; i++) {
      float normal = (x[from + i] - mean) * scale;
      if (factors != null) {
        normal *= factors[i];
      }
      y[to + i] = amounts == null ? normal : normal + amounts[i];
    }
  }
}
