package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.graph.Value;

/** Hands a kernel its weights while a program is prepared. */
public interface WeightReader {
  /** The numbers of a parameter or buffer, for the kernel to keep. */
  Tensor read(Value weight);

  /**
   * The numbers of a floating-point parameter, in an array that may be longer and holds the next
   * one's numbers after the next call: for a kernel that packs them at once.
   */
  float[] borrow(Value weight);
}
