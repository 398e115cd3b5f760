package dev.cnnsummary.executor.weights;

import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.graph.Value;

/**
 * Weights from a seed: each is a function of its state_dict name, by {@link Fill}.
 *
 * <p>With {@code v} from −1 to 1: a {@code weight} of two or more axes is {@code
 * v·sqrt(3·gain/fan_in)}, {@code fan_in} being the product of all extents but the first, so that
 * its variance is {@code gain/fan_in}; one of a single axis, a norm's, {@code 1 + 0.25·v}; a {@code
 * bias} {@code 0.1·v}; {@code running_mean} {@code 0.1·v}; {@code running_var} {@code 1 + 0.5·v};
 * {@code layer_scale} {@code 0.5 + 0.25·v}; {@code num_batches_tracked} 0. Integer buffers and
 * {@code logit_scale} keep the numbers they are constructed with. Anything else is {@code 0.1·v}.
 *
 * @param seed which of the possible fills
 * @param gain the variance of a weight times its {@code fan_in}; 2 keeps the scale of activations
 *     under ReLU
 */
public record SeededWeights(long seed, double gain) implements Weights {
  @Override
  public Tensor get(Value weight, Extent extent) {
    if (Constructed.isKept(weight, extent)) {
      return Constructed.tensor(weight, extent);
    }
    float[] elements = new float[Math.toIntExact(extent.numel())];
    fill(weight, extent, elements);
    return Tensor.of(extent.array(), elements);
  }

  @Override
  public void fill(Value weight, Extent extent, float[] target) {
    if (Constructed.isKept(weight, extent)) {
      Weights.super.fill(weight, extent, target);
      return;
    }
    int length = Math.toIntExact(extent.numel());
    Range range = range(weight, extent);
    Fill.affine(weight.name(), seed, range.center, range.reach, target, length);
  }

  /** Numbers from {@code center − reach} to {@code center + reach}. */
  private record Range(double center, double reach) {}

  private Range range(Value weight, Extent extent) {
    String attribute = Constructed.attribute(weight);
    if (attribute.endsWith("weight") && extent.shape().size() == 1) {
      return new Range(1, 0.25);
    }
    if (attribute.endsWith("weight") && extent.shape().size() > 1) {
      return new Range(0, Math.sqrt(gain * 3 / fanIn(extent)));
    }
    return switch (attribute) {
      case "running_var" -> new Range(1, 0.5);
      case "layer_scale" -> new Range(0.5, 0.25);
      default -> new Range(0, 0.1);
    };
  }

  /** How many inputs each output sums: the product of all extents but the first. */
  static double fanIn(Extent extent) {
    return extent.shape().stream()
        .skip(1)
        .mapToDouble(Integer::doubleValue)
        .reduce(1, (a, b) -> a * b);
  }
}
