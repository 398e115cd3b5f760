package dev.cnnsummary.executor.weights;

import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Literal;
import dev.cnnsummary.specs.graph.Value;
import org.jspecify.annotations.Nullable;

/**
 * Weights from somewhere, and constants from the model's file, which nothing else can tell.
 *
 * @param graph the model
 * @param weights where its parameters and buffers come from
 */
public record FileConstants(Graph graph, Weights weights) implements Weights {
  @Override
  public Tensor get(Value value, Extent extent) {
    Literal constant = constant(value);
    return constant == null ? weights.get(value, extent) : StoredWeights.tensor(constant);
  }

  @Override
  public void fill(Value value, Extent extent, float[] target) {
    if (constant(value) == null) {
      weights.fill(value, extent, target);
    } else {
      Weights.super.fill(value, extent, target);
    }
  }

  private @Nullable Literal constant(Value value) {
    return value.kind() == Value.Kind.CONSTANT ? graph.literal(value) : null;
  }
}
