package dev.cnnsummary.specs.op;

/**
 * Divides by {@code (k + alpha/size · Σ x²)^beta}, the sum over {@code size} neighbouring channels
 * (Krizhevsky et al., 2012, in PyTorch's form).
 *
 * @param size neighbouring channels in a sum
 * @param alpha the sum's factor
 * @param beta the exponent
 * @param k what is added to the sum
 */
public record LocalResponseNorm(int size, double alpha, double beta, double k) implements Op {}
