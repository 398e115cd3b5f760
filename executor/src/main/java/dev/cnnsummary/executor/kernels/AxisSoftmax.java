package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.specs.op.Elementwise;
import dev.cnnsummary.specs.op.Softmax;

/** Softmax and its relatives along one axis. */
final class AxisSoftmax implements Kernel {
  private final Loops loops;
  private final Softmax.Kind kind;
  private final Storage input;
  private final Storage output;
  private final int size;
  private final int inner;

  AxisSoftmax(Site site, Softmax op) {
    this.loops = site.loops();
    this.kind = op.kind();
    input = site.plain(0);
    output = site.plainOutput(0);
    int rank = input.rank();
    int implicit = rank == 0 || rank == 1 || rank == 3 ? 0 : 1;
    int axis = op.dim() == null ? implicit : Strides.axis(op.dim(), rank);
    if (op.kind() == Softmax.Kind.SOFTMAX_2D) {
      axis = rank - 3;
    }
    size = rank == 0 ? 1 : input.dim(axis);
    inner = rank == 0 ? 1 : Strides.product(input.shape(), axis + 1, rank);
  }

  @Override
  public String algorithm() {
    return "softmax";
  }

  @Override
  public void run(Workers workers) {
    int rows = (int) (output.length() / Math.max(1, size));
    Ranges.run(
        workers,
        rows,
        2048 / Math.max(1, size) + 1,
        (from, to) -> {
          float[] row = new float[size];
          for (int i = from; i < to; i++) {
            runRow(i / inner * size * inner + i % inner, row);
          }
        });
  }

  private void runRow(int start, float[] row) {
    float[] x = input.floats();
    float sign = kind == Softmax.Kind.SOFTMIN ? -1 : 1;
    for (int i = 0; i < size; i++) {
      row[i] = sign * x[input.offset() + start + i * inner];
    }
    if (kind == Softmax.Kind.LOG_SOFTMAX) {
      float most = loops.maximum(row, 0, size);
      float[] powers = new float[size];
      float log = (float) Math.log(loops.exponentials(row, 0, most, powers, 0, size));
      for (int i = 0; i < size; i++) {
        row[i] = row[i] - most - log;
      }
    } else {
      softmax(loops, row, 0, size);
    }
    for (int i = 0; i < size; i++) {
      output.floats()[output.offset() + start + i * inner] = row[i];
    }
  }

  /** Makes a row of numbers exponentials that sum to one. */
  static void softmax(Loops loops, float[] row, int from, int n) {
    float most = loops.maximum(row, from, n);
    float sum = loops.exponentials(row, from, most, row, from, n);
    loops.combine(Elementwise.Kind.MUL, row, from, 1 / sum, false, row, from, n);
  }
}
