package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.specs.op.LpPool;

/**
 * The power norm of each window. As PyTorch, which takes the mean of the powers, cut windows at the
 * edge weigh as much as whole ones.
 */
final class PowerPool implements Kernel {
  private final LpPool op;
  private final Storage input;
  private final Storage output;
  private final Spans[] spans;
  private final int[] extents;
  private final int[] results;

  PowerPool(Site site, LpPool op) {
    site.requireFloatingPool();
    this.op = op;
    spans = Spans.of(site, op.window(), true);
    input = site.plain(0);
    output = site.plainOutput(0);
    extents = Sliding.spatial(input);
    results = Sliding.spatial(output);
  }

  @Override
  public String algorithm() {
    return "window of powers";
  }

  @Override
  public void run(Workers workers) {
    workers.run(input.batch() * input.channels(), this::runChannel);
  }

  private void runChannel(int channel) {
    int target = output.offset() + channel * output.pixels();
    for (int d = 0; d < results[0]; d++) {
      for (int h = 0; h < results[1]; h++) {
        for (int w = 0; w < results[2]; w++, target++) {
          output.floats()[target] = norm(channel, d, h, w);
        }
      }
    }
  }

  private float norm(int channel, int d, int h, int w) {
    double sum = 0;
    for (int i = 0; i < spans[0].count(d); i++) {
      for (int j = 0; j < spans[1].count(h); j++) {
        int row =
            ((channel * extents[0] + spans[0].first(d) + i) * extents[1] + spans[1].first(h) + j)
                * extents[2];
        for (int k = 0; k < spans[2].count(w); k++) {
          float x = input.floats()[input.offset() + row + spans[2].first(w) + k];
          sum += Math.pow(x, op.normType());
        }
      }
    }
    int count = spans[0].divisor(d) * spans[1].divisor(h) * spans[2].divisor(w);
    double mean = sum / count;
    double whole = Math.signum(mean) * Math.max(0, Math.abs(mean)) * op.window().taps();
    return (float) Math.pow(whole, 1 / op.normType());
  }
}
