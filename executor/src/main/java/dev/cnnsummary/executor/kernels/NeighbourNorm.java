package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.specs.op.Elementwise;
import dev.cnnsummary.specs.op.LocalResponseNorm;

/** Local response normalisation: squares are summed over neighbouring channels of a pixel. */
final class NeighbourNorm implements Kernel {
  private final Loops loops;
  private final LocalResponseNorm op;
  private final Storage input;
  private final Storage output;

  NeighbourNorm(Site site, LocalResponseNorm op) {
    this.loops = site.loops();
    this.op = op;
    input = site.plain(0);
    output = site.plainOutput(0);
  }

  @Override
  public String algorithm() {
    return "neighbouring channels";
  }

  @Override
  public void run(Workers workers) {
    workers.run(input.batch() * input.channels(), this::normalise);
  }

  private void normalise(int plane) {
    int pixels = input.pixels();
    int channel = plane % input.channels();
    int first = Math.max(0, channel - op.before());
    int last = Math.min(input.channels() - 1, channel - op.before() + op.size() - 1);
    float[] x = input.floats();
    float[] sums = new float[pixels];
    float[] squares = new float[pixels];
    for (int other = first; other <= last; other++) {
      int from = input.offset() + (plane - channel + other) * pixels;
      loops.combine(Elementwise.Kind.MUL, x, from, x, from, squares, 0, pixels);
      loops.accumulate((float) (op.alpha() / op.size()), squares, 0, sums, 0, pixels);
    }
    int from = input.offset() + plane * pixels;
    int to = output.offset() + plane * pixels;
    for (int i = 0; i < pixels; i++) {
      double divisor = Math.pow(sums[i] + op.k(), op.beta());
      output.floats()[to + i] = (float) (x[from + i] / divisor);
    }
  }
}
