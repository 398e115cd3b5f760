package dev.cnnsummary.cli.render;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.WeightReport;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sizes that a module's options may leave out, as analysis finds them. */
final class InferredSizes {
  private final Analysis analysis;
  private final Map<Integer, Shape> weights = new HashMap<>();

  InferredSizes(Analysis analysis) {
    this.analysis = analysis;
    for (WeightReport weight : analysis.weights()) {
      weights.put(weight.value().index(), weight.shape());
    }
  }

  /** The extent of a module's first weight along an axis. */
  Dim ofWeight(Node node, int axis) {
    Shape shape = weights.get(node.weights().getFirst().index());
    if (shape == null) {
      throw new IllegalStateException(node.path() + " without weights");
    }
    return shape.dim(axis);
  }

  /** The channels that a module was told, or else takes. */
  Dim channels(Node node, @Nullable Integer told) {
    return told == null ? analysis.type(node.inputs().getFirst()).shape().dim(1) : Dim.of(told);
  }
}
