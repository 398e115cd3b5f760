package dev.cnnsummary.executor.kernels;

import java.util.Set;

/** One step of a program: everything is settled, it only loads its weights and computes. */
public interface Kernel {
  /** What a table of timings calls it. */
  String algorithm();

  /** How many times fewer multiplications it makes than the definition of what it computes. */
  default double saving() {
    return 1;
  }

  /** The matrix kernels that do most of its work. */
  default Set<MatrixKernel> matrixKernels() {
    return Set.of();
  }

  /** The floats that its packed weights take. */
  default long packedFloats() {
    return 0;
  }

  /**
   * Packs its weights.
   *
   * @return the elements of parameters that were read
   */
  default long load(WeightReader weights) {
    return 0;
  }

  /** Computes its outputs from its inputs, where their storages stand. */
  void run(Workers workers);
}
