package dev.cnnsummary.analyzer.memory;

import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * A call in a step of training, of one sample where the batch is a symbol.
 *
 * @param node the call
 * @param inputs the shapes of its data operands
 * @param outputs the shapes of what it makes
 * @param learns which operands need a gradient
 */
record Step(Node node, List<Shape> inputs, List<Shape> outputs, List<Boolean> learns) {
  Shape input() {
    return inputs.getFirst();
  }

  Dim in() {
    return input().numel();
  }

  Dim out() {
    return outputs.getFirst().numel();
  }

  /** The product of the first extents of the input: samples, or samples and channels. */
  Dim leading(int axes) {
    return Shape.of(input().dims().subList(0, Math.min(axes, input().rank()))).numel();
  }

  /** Whether a weight needs a gradient. */
  boolean trains() {
    return node.weights().stream().anyMatch(Value::trainable);
  }

  /** Both factors of a product, each needed for the other's gradient. */
  Saved factors() {
    List<Integer> saved = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      if (learns.get(1 - i)) {
        saved.add(i);
      }
    }
    return Saved.inputs(saved);
  }
}
