package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.op.Bilinear;
import dev.cnnsummary.specs.op.Linear;
import java.util.Set;

/** Affine maps of the last axis. */
final class Linears {
  private Linears() {}

  static Kernel of(Site site, Linear op) {
    return new Affine(site, op);
  }

  static Kernel of(Site site, Bilinear op) {
    return new OfTwo(site, op);
  }

  private static final class Affine implements Kernel {
    private final Loops loops;
    private final Node node;
    private final Storage input;
    private final Storage output;
    private final Epilogue epilogue;
    private final Projection projection;
    private final int rows;
    private final int inputs;

    Affine(Site site, Linear op) {
      this.loops = site.loops();
      this.node = site.node();
      input = site.plain(0);
      output = site.plainOutput(0);
      epilogue = site.epilogue(output);
      inputs = input.dim(input.rank() - 1);
      rows = Strides.product(input.shape(), 0, input.rank() - 1);
      projection = new Projection(site, rows, inputs, op.outFeatures());
    }

    @Override
    public String algorithm() {
      return projection.algorithm();
    }

    @Override
    public Set<MatrixKernel> matrixKernels() {
      return projection.matrixKernels();
    }

    @Override
    public long packedFloats() {
      return projection.packedFloats();
    }

    @Override
    public long load(WeightReader weights) {
      Value weight = node.weights().get(0);
      float[] matrix =
          projection.isPacked() ? weights.borrow(weight) : weights.read(weight).floats();
      long read = projection.load(matrix, 0);
      boolean hasBias = node.weights().size() > 1;
      return hasBias ? read + projection.loadBias(weights.borrow(node.weights().get(1)), 0) : read;
    }

    @Override
    public void run(Workers workers) {
      projection.apply(
          workers, input.floats(), input.offset(), inputs, rows, output.floats(), output.offset());
      if (!epilogue.isEmpty()) {
        Ranges.run(
            workers,
            (int) output.length(),
            16 * 1024,
            (from, to) ->
                epilogue.finishUnclamped(loops, output, output.offset() + from, to - from));
      }
    }
  }

  private static final class OfTwo implements Kernel {
    private final Loops loops;
    private final Node node;
    private final Bilinear op;
    private final Storage left;
    private final Storage right;
    private final Storage output;
    private float[] weights = {};
    private float[] bias = {};

    OfTwo(Site site, Bilinear op) {
      this.loops = site.loops();
      this.node = site.node();
      this.op = op;
      left = site.plain(0);
      right = site.plain(1);
      output = site.plainOutput(0);
    }

    @Override
    public String algorithm() {
      return "row products";
    }

    @Override
    public long packedFloats() {
      return (long) op.outFeatures() * (last(left) * (long) last(right) + 1);
    }

    private static int last(Storage storage) {
      return storage.dim(storage.rank() - 1);
    }

    @Override
    public long load(WeightReader reader) {
      Tensor matrices = reader.read(node.weights().get(0));
      weights = matrices.floats();
      bias = new float[op.outFeatures()];
      long read = matrices.numel();
      if (op.bias()) {
        bias = reader.read(node.weights().get(1)).floats();
        read += bias.length;
      }
      return read;
    }

    @Override
    public void run(Workers workers) {
      workers.run((int) output.length(), this::runElement);
    }

    private void runElement(int index) {
      int row = index / op.outFeatures();
      int feature = index % op.outFeatures();
      int n = last(left);
      int m = last(right);
      float sum = bias[feature];
      for (int i = 0; i < n; i++) {
        float product =
            loops.dot(weights, (feature * n + i) * m, right.floats(), right.offset() + row * m, m);
        sum = Math.fma(left.floats()[left.offset() + row * n + i], product, sum);
      }
      output.floats()[output.offset() + index] = sum;
    }
  }
}
