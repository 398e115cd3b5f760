package dev.cnnsummary.specs.onnx;

import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.op.Op;
import java.util.List;

/**
 * A node in PyTorch's words.
 *
 * @param op what it computes
 * @param inputs its data operands
 * @param weights its weights, one for each of the operator's slots
 */
record Mapped(Op op, List<Value> inputs, List<Value> weights) {
  static Mapped function(Op op, List<Value> inputs) {
    return new Mapped(op, inputs, List.of());
  }
}
