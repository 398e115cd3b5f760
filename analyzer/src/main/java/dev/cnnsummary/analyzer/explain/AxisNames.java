package dev.cnnsummary.analyzer.explain;

import dev.cnnsummary.specs.function.FunctionalConvolution;
import dev.cnnsummary.specs.function.FunctionalTransposedConvolution;
import dev.cnnsummary.specs.op.AdaptivePool;
import dev.cnnsummary.specs.op.Convolution;
import dev.cnnsummary.specs.op.Interpolate;
import dev.cnnsummary.specs.op.LpPool;
import dev.cnnsummary.specs.op.MaxUnpool;
import dev.cnnsummary.specs.op.Op;
import dev.cnnsummary.specs.op.PixelShuffle;
import dev.cnnsummary.specs.op.Pool;
import dev.cnnsummary.specs.op.TransposedConvolution;
import java.util.List;

/** What axes are called: by letters where an operator gives them a meaning, else by numbers. */
final class AxisNames {
  private static final List<List<String>> SPATIAL =
      List.of(List.of(), List.of("L"), List.of("H", "W"), List.of("D", "H", "W"));

  private AxisNames() {}

  /** A spatial axis of so many. */
  static String spatial(int count, int axis) {
    return count < SPATIAL.size() ? SPATIAL.get(count).get(axis) : "axis " + (axis + 2);
  }

  /** An axis of an operator's output. */
  static String of(Op op, int axis, int rank) {
    boolean image =
        op instanceof Convolution
            || op instanceof TransposedConvolution
            || op instanceof FunctionalConvolution
            || op instanceof FunctionalTransposedConvolution
            || op instanceof Pool
            || op instanceof LpPool
            || op instanceof MaxUnpool
            || op instanceof AdaptivePool
            || op instanceof Interpolate
            || (op instanceof PixelShuffle && rank == 4);
    if (!image) {
      return "axis " + axis;
    }
    return axis == 0 ? "N" : axis == 1 ? "C" : spatial(rank - 2, axis - 2);
  }
}
