package dev.cnnsummary.executor.weights;

import dev.cnnsummary.executor.Geometry;
import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Literal;
import dev.cnnsummary.specs.graph.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that a model's own file holds, as far as they fit the model, which may have been
 * changed; others where they do not.
 *
 * @param graph the model
 * @param geometry the shapes that its weights need
 * @param others what the rest is
 */
public record FittingWeights(Graph graph, Geometry geometry, Weights others) implements Weights {
  /**
   * The weights that the file has no numbers for: each as the model needs it and, if the shape is
   * all that is wrong, as the file has it. Counters are not among them: they have no part in
   * inference.
   */
  public List<String> unlike() {
    List<String> unlike = new ArrayList<>();
    for (Value weight : graph.weights()) {
      Literal literal = graph.literal(weight);
      Extent needed = geometry.of(weight);
      if (!fits(literal, needed) && needed.dtype().isFloating()) {
        unlike.add(
            weight.name()
                + " "
                + needed.shape()
                + (literal == null ? "" : " (" + literal.shape() + " in the file)"));
      }
    }
    return unlike;
  }

  private Weights of(Value weight, Extent extent) {
    return fits(graph.literal(weight), extent) ? new StoredWeights(graph) : others;
  }

  private static boolean fits(@Nullable Literal literal, Extent extent) {
    return literal != null
        && literal.dtype().isFloating() == extent.dtype().isFloating()
        && literal.shape().equals(extent.shape().stream().map(Integer::longValue).toList());
  }

  @Override
  public Tensor get(Value weight, Extent extent) {
    return of(weight, extent).get(weight, extent);
  }

  @Override
  public void fill(Value weight, Extent extent, float[] target) {
    of(weight, extent).fill(weight, extent, target);
  }
}
