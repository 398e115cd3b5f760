package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.op.BatchNorm;
import dev.cnnsummary.specs.op.InstanceNorm;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A batch or instance normalisation with running statistics as a factor and an amount for each
 * channel.
 *
 * @param scale {@code weight/√(running_var + eps)}
 * @param shift {@code bias − running_mean·scale}
 * @param read the elements of parameters that it was made of
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record FoldedNorm(float[] scale, float[] shift, long read) {
  /** Folds a normalisation of some channels; null for none at all. */
  static FoldedNorm of(@Nullable Node node, int channels, WeightReader weights) {
    float[] scale = new float[channels];
    float[] shift = new float[channels];
    if (node == null) {
      Arrays.fill(scale, 1);
      return new FoldedNorm(scale, shift, 0);
    }
    boolean affine;
    double eps;
    switch (node.op()) {
      case BatchNorm norm -> {
        affine = norm.affine();
        eps = norm.eps();
      }
      case InstanceNorm norm -> {
        affine = norm.affine();
        eps = norm.eps();
      }
      default -> throw new IllegalArgumentException(node.path() + " has no running statistics");
    }
    List<Value> slots = node.weights();
    int statistics = affine ? 2 : 0;
    Tensor mean = weights.read(slots.get(statistics));
    Tensor variance = weights.read(slots.get(statistics + 1));
    Tensor weight = affine ? weights.read(slots.get(0)) : null;
    Tensor bias = affine ? weights.read(slots.get(1)) : null;
    long read = 0;
    for (int channel = 0; channel < channels; channel++) {
      double factor = 1 / Math.sqrt(variance.get(channel) + eps);
      double amount = 0;
      if (weight != null && bias != null) {
        factor *= weight.get(channel);
        amount = bias.get(channel);
        read += 2;
      }
      scale[channel] = (float) factor;
      shift[channel] = (float) (amount - mean.get(channel) * factor);
    }
    return new FoldedNorm(scale, shift, read);
  }

  /**
   * The amounts of a convolution before it and this, for each channel.
   *
   * @param hasBias whether the convolution's second weight is a bias
   * @return the elements that were read
   */
  long amounts(Node convolution, boolean hasBias, WeightReader weights, float[] amounts) {
    System.arraycopy(shift, 0, amounts, 0, shift.length);
    if (!hasBias) {
      return 0;
    }
    float[] bias = weights.read(convolution.weights().get(1)).floats();
    for (int channel = 0; channel < shift.length; channel++) {
      amounts[channel] += bias[channel] * scale[channel];
    }
    return shift.length;
  }
}
