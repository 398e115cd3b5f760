package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.op.Embedding;
import dev.cnnsummary.specs.op.IndexSelect;

/** Operators that take what integers point at. */
final class Lookups {
  private Lookups() {}

  static Kernel of(Site site, Embedding op) {
    return new OfRows(site, op);
  }

  static Kernel of(Site site, IndexSelect op) {
    return new OfElements(site, op);
  }

  /** What puts maxima back where they were found. */
  static Kernel unpool(Site site) {
    return new Unpool(site);
  }

  private static final class OfRows implements Kernel {
    private final Node node;
    private final Embedding op;
    private final Storage input;
    private final Storage output;
    private float[] table = {};

    OfRows(Site site, Embedding op) {
      this.node = site.node();
      this.op = op;
      input = site.plain(0);
      output = site.plainOutput(0);
    }

    @Override
    public String algorithm() {
      return "lookup";
    }

    @Override
    public long packedFloats() {
      return (long) op.numEmbeddings() * op.embeddingDim();
    }

    @Override
    public long load(WeightReader weights) {
      table = weights.read(node.weights().get(0)).floats();
      return table.length;
    }

    @Override
    public void run(Workers workers) {
      int size = op.embeddingDim();
      for (int i = 0; i < input.length(); i++) {
        long index = input.integers()[i];
        if (index < 0 || index >= op.numEmbeddings()) {
          throw new IllegalArgumentException(
              "there is no row " + index + " in a table of " + op.numEmbeddings());
        }
        int row = (int) index;
        float scale = scale(row);
        for (int j = 0; j < size; j++) {
          output.floats()[output.offset() + i * size + j] = table[row * size + j] * scale;
        }
      }
    }

    private float scale(int row) {
      Double limit = op.maxNorm();
      if (limit == null) {
        return 1;
      }
      double sum = 0;
      for (int j = 0; j < op.embeddingDim(); j++) {
        sum += Math.pow(Math.abs(table[row * op.embeddingDim() + j]), op.normType());
      }
      double norm = Math.pow(sum, 1 / op.normType());
      return norm > limit ? (float) (limit / (norm + 1e-7)) : 1; // PyTorch's guard
    }
  }

  private static final class OfElements implements Kernel {
    private final Storage input;
    private final Storage indices;
    private final Storage output;
    private final int axis;

    OfElements(Site site, IndexSelect op) {
      input = site.plain(0);
      indices = site.plain(1);
      output = site.plainOutput(0);
      axis = Strides.axis(op.dim(), input.rank());
    }

    @Override
    public String algorithm() {
      return "lookup";
    }

    @Override
    public void run(Workers workers) {
      int outer = Strides.product(input.shape(), 0, axis);
      int inner = Strides.product(input.shape(), axis + 1, input.rank());
      int extent = input.dim(axis);
      int count = (int) indices.length();
      for (int i = 0; i < outer * count; i++) {
        long index = indices.integers()[i % count];
        if (index < 0 || index >= extent) {
          throw new IllegalArgumentException("there is no element " + index + " among " + extent);
        }
        int from = (i / count * extent + (int) index) * inner;
        if (input.isFloating()) {
          System.arraycopy(
              input.floats(),
              input.offset() + from,
              output.floats(),
              output.offset() + i * inner,
              inner);
        } else {
          System.arraycopy(input.integers(), from, output.integers(), i * inner, inner);
        }
      }
    }
  }

  private static final class Unpool implements Kernel {
    private final Storage input;
    private final Storage places;
    private final Storage output;

    Unpool(Site site) {
      input = site.plain(0);
      places = site.plain(1);
      output = site.plainOutput(0);
    }

    @Override
    public String algorithm() {
      return "scatter";
    }

    @Override
    public void run(Workers workers) {
      java.util.Arrays.fill(
          output.floats(), output.offset(), output.offset() + (int) output.length(), 0);
      for (int i = 0; i < input.length(); i++) {
        int plane = i / input.pixels();
        long place = places.integers()[i];
        if (place < 0 || place >= output.pixels()) {
          throw new IllegalArgumentException(
              "there is no place " + place + " among " + output.pixels());
        }
        output.floats()[output.offset() + plane * output.pixels() + (int) place] =
            input.floats()[input.offset() + i];
      }
    }
  }
}
