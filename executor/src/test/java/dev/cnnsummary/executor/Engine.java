package dev.cnnsummary.executor;

import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.Program.Mode;
import dev.cnnsummary.specs.graph.Graph;
import java.util.List;

/** What computes the inner loops of a program under test. */
enum Engine {
  VECTORS,
  PLAIN_JAVA;

  Program prepare(Graph graph, List<Extent> inputs, Mode mode) {
    return switch (this) {
      case VECTORS -> Program.prepare(graph, inputs, mode, 2);
      case PLAIN_JAVA -> Program.prepareScalar(graph, inputs, mode, 3);
    };
  }
}
