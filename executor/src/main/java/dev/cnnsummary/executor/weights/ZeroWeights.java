package dev.cnnsummary.executor.weights;

import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.graph.Value;

/** Parameters that are all 0; buffers as their modules construct them. */
public final class ZeroWeights implements Weights {
  /** Weights of any network. */
  public ZeroWeights() {}

  @Override
  public Tensor get(Value weight, Extent extent) {
    return weight.kind() == Value.Kind.PARAMETER
        ? Constructed.constant(extent, 0)
        : Constructed.tensor(weight, extent);
  }
}
