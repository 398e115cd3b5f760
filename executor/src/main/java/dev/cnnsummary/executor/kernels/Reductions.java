package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.specs.op.Reduce;
import java.util.ArrayList;
import java.util.List;

/** One element of all along some axes. */
final class Reductions implements Kernel {
  private final Loops loops;
  private final Reduce.Kind kind;
  private final Storage input;
  private final List<Storage> outputs = new ArrayList<>();
  private final int[] kept;
  private final int[] reduced;
  private final boolean run;

  private Reductions(Site site, Reduce op) {
    this.loops = site.loops();
    this.kind = op.kind();
    input = site.plain(0);
    for (int i = 0; i < op.outputs(); i++) {
      outputs.add(site.plainOutput(i));
    }
    boolean[] named = Strides.named(op.dims(), input.rank());
    int[] strides = Strides.of(input.shape());
    List<int[]> keptAxes = new ArrayList<>();
    List<int[]> reducedAxes = new ArrayList<>();
    for (int axis = 0; axis < input.rank(); axis++) {
      (named[axis] ? reducedAxes : keptAxes).add(Strides.steps(input.dim(axis), strides[axis]));
    }
    kept = Strides.offsets(keptAxes);
    reduced = Strides.offsets(reducedAxes);
    run = reduced.length > 0 && reduced[reduced.length - 1] == reduced.length - 1;
  }

  static Kernel of(Site site, Reduce op) {
    return new Reductions(site, op);
  }

  @Override
  public String algorithm() {
    return "reduction";
  }

  @Override
  public void run(Workers workers) {
    Ranges.run(
        workers,
        kept.length,
        4096 / Math.max(1, reduced.length) + 1,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            reduce(i);
          }
        });
  }

  private void reduce(int i) {
    switch (kind) {
      case MEAN -> put(i, sum(kept[i]) / reduced.length);
      case SUM -> put(i, sum(kept[i]));
      case AMAX, MAX -> putExtreme(i, 1);
      case AMIN, MIN -> putExtreme(i, -1);
    }
  }

  private double sum(int start) {
    if (run && input.isFloating()) {
      return loops.sum(input.floats(), input.offset() + start, reduced.length);
    }
    double sum = 0;
    for (int offset : reduced) {
      sum += element(start + offset);
    }
    return sum;
  }

  private double element(int index) {
    return input.isFloating() ? input.floats()[input.offset() + index] : input.integers()[index];
  }

  private void putExtreme(int i, int sign) {
    int best = 0;
    double most = element(kept[i] + reduced[0]);
    for (int j = 1; j < reduced.length; j++) {
      double value = element(kept[i] + reduced[j]);
      if (sign * value > sign * most || (Double.isNaN(value) && !Double.isNaN(most))) {
        most = value;
        best = j;
      }
    }
    put(i, most);
    if (outputs.size() > 1) {
      outputs.get(1).integers()[i] = best;
    }
  }

  private void put(int i, double value) {
    Storage output = outputs.get(0);
    if (output.isFloating()) {
      output.floats()[output.offset() + i] = (float) value;
    } else {
      output.integers()[i] = (long) value;
    }
  }
}
