package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.graph.Value;

/** Hands a kernel its weights while a program is prepared. */
@FunctionalInterface
public interface WeightReader {
  /** The numbers of a parameter or buffer. */
  Tensor read(Value weight);
}
