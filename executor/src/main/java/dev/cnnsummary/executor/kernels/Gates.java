package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.op.Glu;
import dev.cnnsummary.specs.op.PRelu;

/** Activations that are more than functions of single elements. */
final class Gates {
  private Gates() {}

  static Kernel of(Site site, Glu op) {
    return new Halves(site, op);
  }

  /** A ReLU with learnable slopes. */
  static Kernel of(Site site, PRelu op) {
    return new Slopes(site, op);
  }

  private static final class Halves implements Kernel {
    private final Storage input;
    private final Storage output;
    private final int half;

    Halves(Site site, Glu op) {
      input = site.plain(0);
      output = site.plainOutput(0);
      int axis = Strides.axis(op.dim(), input.rank());
      half = Strides.product(input.shape(), axis, input.rank()) / 2;
    }

    @Override
    public String algorithm() {
      return "elementwise";
    }

    @Override
    public void run(Workers workers) {
      Ranges.run(
          workers,
          (int) output.length(),
          4096,
          (from, to) -> {
            for (int i = from; i < to; i++) {
              int start = input.offset() + i / half * 2 * half + i % half;
              output.floats()[output.offset() + i] =
                  input.floats()[start] * Scalars.sigmoid(input.floats()[start + half]);
            }
          });
    }
  }

  private static final class Slopes implements Kernel {
    private final PRelu op;
    private final Node node;
    private final Storage input;
    private final Storage output;
    private final int channels;
    private final int inner;
    private float[] slopes = {};

    Slopes(Site site, PRelu op) {
      this.op = op;
      this.node = site.node();
      input = site.plain(0);
      output = site.plainOutput(0);
      channels = input.rank() < 2 ? 1 : input.dim(1);
      inner = input.rank() < 2 ? 1 : Strides.product(input.shape(), 2, input.rank());
    }

    @Override
    public String algorithm() {
      return "elementwise";
    }

    @Override
    public long packedFloats() {
      return op.numParameters();
    }

    @Override
    public long load(WeightReader weights) {
      slopes = weights.read(node.weights().get(0)).floats();
      return slopes.length;
    }

    @Override
    public void run(Workers workers) {
      Ranges.run(
          workers,
          (int) output.length(),
          16 * 1024,
          (from, to) -> {
            for (int i = from; i < to; i++) {
              float x = input.floats()[input.offset() + i];
              float slope = slopes[slopes.length == 1 ? 0 : i / inner % channels];
              output.floats()[output.offset() + i] = x >= 0 ? x : slope * x;
            }
          });
    }
  }
}
