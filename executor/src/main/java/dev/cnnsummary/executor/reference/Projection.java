package dev.cnnsummary.executor.reference;

import dev.cnnsummary.executor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Features of an operand's rows: some rows of a weight, and elements of a bias, of their own.
 *
 * @param input what is projected, along its last axis
 * @param weight a matrix
 * @param bias an amount for each row of the matrix; null without
 * @param weightRow the first row of the matrix that counts
 * @param biasRow the first element of the bias that counts
 * @param features how many count
 */
record Projection(
    Tensor input, Tensor weight, @Nullable Tensor bias, int weightRow, int biasRow, int features) {
  /** The features of a row. */
  double[] of(int row) {
    int width = weight.dim(1);
    double[] projected = new double[features];
    for (int feature = 0; feature < features; feature++) {
      double sum = bias == null ? 0 : bias.get(biasRow + feature);
      for (int i = 0; i < width; i++) {
        sum += weight.get((weightRow + feature) * width + i) * input.get(row * width + i);
      }
      projected[feature] = sum;
    }
    return projected;
  }
}
