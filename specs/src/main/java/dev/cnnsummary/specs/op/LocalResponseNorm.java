package dev.cnnsummary.specs.op;

/**
 * Divides by {@code (k + alpha/size · Σ x²)^beta}, the sum over {@code size} neighbouring channels
 * (Krizhevsky et al., 2012, in PyTorch's form).
 *
 * @param size neighbouring channels in a sum
 * @param alpha the sum's factor
 * @param beta the exponent
 * @param k what is added to the sum
 * @param before how many of the channels stand before the own one: of an even size, PyTorch has one
 *     more before it than after it, ONNX one less
 */
public record LocalResponseNorm(int size, double alpha, double beta, double k, int before)
    implements Op {
  /** As PyTorch has it. */
  public LocalResponseNorm(int size, double alpha, double beta, double k) {
    this(size, alpha, beta, k, size / 2);
  }
}
