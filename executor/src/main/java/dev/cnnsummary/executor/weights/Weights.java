package dev.cnnsummary.executor.weights;

import dev.cnnsummary.executor.Geometry;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.graph.Value;

/** Where a network's parameters and buffers come from. */
public interface Weights {
  /**
   * The numbers of a parameter or buffer. Asked for while a program is loaded.
   *
   * @param weight which one; {@link Value#name} is its state_dict name
   * @param extent the type and extents that the network needs
   * @return a tensor of that type and those extents
   * @throws dev.cnnsummary.executor.ExecutionException if there are none
   */
  Tensor get(Value weight, Geometry.Extent extent);

  /**
   * As {@link #get}, into an array that the caller uses again: the numbers of a whole network pass
   * through it without any being held twice.
   *
   * @param weight one of a floating-point type
   * @param target at least as long as the weight has elements
   */
  default void fill(Value weight, Geometry.Extent extent, float[] target) {
    float[] elements = get(weight, extent).floats();
    System.arraycopy(elements, 0, target, 0, elements.length);
  }
}
