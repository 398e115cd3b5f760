package dev.cnnsummary.executor.weights;

import dev.cnnsummary.executor.Geometry;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.graph.Value;

/** Where a network's parameters and buffers come from. */
public interface Weights {
  /**
   * The numbers of a parameter or buffer. Called once for each while a program is prepared.
   *
   * @param weight which one; {@link Value#name} is its state_dict name
   * @param extent the type and extents that the network needs
   * @return a tensor of that type and those extents
   * @throws dev.cnnsummary.executor.ExecutionException if there are none
   */
  Tensor get(Value weight, Geometry.Extent extent);
}
