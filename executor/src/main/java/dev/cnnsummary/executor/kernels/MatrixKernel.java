package dev.cnnsummary.executor.kernels;

/**
 * One of the methods that {@link Loops#blocked} and {@link Loops#plain} choose from.
 *
 * @param blocked whether {@code a} is blocked
 * @param rows how many at once
 * @param vectors 1 or 2
 * @param bounded whether it minds an upper bound
 */
record MatrixKernel(boolean blocked, int rows, int vectors, boolean bounded) {
  static MatrixKernel of(boolean blocked, int rows, int vectors, Clamp clamp) {
    return new MatrixKernel(blocked, rows, vectors, clamp.isBounded());
  }
}
