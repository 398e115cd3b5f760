package dev.cnnsummary.specs.op;

/**
 * The product of two tensors as matrices.
 *
 * @param kind what may stand before the matrices' axes
 */
public record MatMul(Kind kind) implements Op {
  /** The forms. */
  public enum Kind {
    /** Vectors, matrices, and batches of them that broadcast: PyTorch's {@code matmul}. */
    BROADCAST,
    /** Two batches of the same length: PyTorch's {@code bmm}. */
    BATCH
  }
}
