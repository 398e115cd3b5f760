package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.specs.graph.Node;

/** A batch normalisation that keeps no running statistics and takes those of what it gets. */
final class BatchStatistics implements Kernel {
  private final Loops loops;
  private final Node node;
  private final double eps;
  private final Storage input;
  private final Storage output;
  private final int channels;
  private float[] weight = {};
  private float[] bias = {};

  BatchStatistics(Site site, double eps) {
    this.loops = site.loops();
    this.node = site.node();
    this.eps = eps;
    input = site.plain(0);
    output = site.plainOutput(0);
    channels = input.dim(1);
  }

  @Override
  public String algorithm() {
    return "batch statistics";
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
    if (!node.weights().isEmpty()) {
      weight = weights.read(node.weights().get(0)).floats();
      bias = weights.read(node.weights().get(1)).floats();
      return (long) weight.length + bias.length;
    }
    return 0;
  }

  @Override
  public void run(Workers workers) {
    workers.run(channels, this::normalise);
  }

  private void normalise(int channel) {
    int pixels = input.pixels();
    int batch = input.batch();
    double count = (double) batch * pixels;
    double sum = 0;
    for (int n = 0; n < batch; n++) {
      sum += loops.sum(input.floats(), place(input, n, channel), pixels);
    }
    float mean = (float) (sum / count);
    double distances = 0;
    double squares = 0;
    for (int n = 0; n < batch; n++) {
      distances += loops.deviation(input.floats(), place(input, n, channel), mean, pixels);
      squares += loops.squares(input.floats(), place(input, n, channel), mean, pixels);
    }
    double rest = distances / count;
    Moments moments = new Moments(mean, (float) rest, Math.max(0, squares / count - rest * rest));
    float factor = weight[channel] * moments.scale(eps);
    for (int n = 0; n < batch; n++) {
      loops.normalize(
          input.floats(),
          place(input, n, channel),
          moments.mean(),
          moments.rest(),
          factor,
          bias[channel],
          output.floats(),
          place(output, n, channel),
          pixels);
    }
  }

  private int place(Storage storage, int sample, int channel) {
    return storage.offset() + (sample * channels + channel) * storage.pixels();
  }
}
