package dev.cnnsummary.executor.weights;

import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.graph.Value;
import java.util.SplittableRandom;

/**
 * Random weights as for a network that is about to be trained with ReLU: a {@code weight} of two or
 * more axes is normal with variance {@code 2/fan_in} (He et al. 2015, equation 10), {@code fan_in}
 * being the product of all extents but the first; one of a single axis, a norm's, is 1; a {@code
 * bias} is 0; other parameters are normal with standard deviation 0.02. Buffers are as their
 * modules construct them. A weight's numbers depend on its state_dict name and the seed alone.
 *
 * @param seed which of the possible weights
 */
public record KaimingWeights(long seed) implements Weights {
  @Override
  public Tensor get(Value weight, Extent extent) {
    if (weight.kind() == Value.Kind.BUFFER || Constructed.isKept(weight, extent)) {
      return Constructed.tensor(weight, extent);
    }
    String attribute = Constructed.attribute(weight);
    if (attribute.endsWith("bias")) {
      return Constructed.constant(extent, 0);
    }
    if (!attribute.endsWith("weight")) {
      return normal(weight, extent, 0.02);
    }
    return extent.shape().size() < 2
        ? Constructed.constant(extent, 1)
        : normal(weight, extent, Math.sqrt(2 / SeededWeights.fanIn(extent)));
  }

  private Tensor normal(Value weight, Extent extent, double deviation) {
    float[] elements = new float[Math.toIntExact(extent.numel())];
    long start = Fill.mix(Fill.hash(weight.name()) + seed);
    Fill.inChunks(
        elements.length,
        (number, from, to) -> {
          SplittableRandom random = new SplittableRandom(Fill.mix(start + number));
          for (int i = from; i < to; i++) {
            elements[i] = (float) (deviation * random.nextGaussian());
          }
        });
    return Tensor.of(extent.array(), elements);
  }
}
