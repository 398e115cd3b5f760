package dev.cnnsummary.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.executor.Program.Mode;
import dev.cnnsummary.executor.reference.Fill;
import dev.cnnsummary.executor.reference.TorchCase;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Node;
import java.util.List;

/** Holds small networks, whose weights and inputs follow from names, against the definitions. */
final class LayerChecks {
  private LayerChecks() {}

  /** Every element of every layer is what its definition says. */
  static void layersAreTheirDefinitions(TorchCase network, Engine engine) {
    Graph graph = network.graph();
    try (Program program = engine.prepare(graph, network.inputs(), Mode.TRACE)) {
      program.load(Fill::weight);
      program.run(inputs(graph, program.geometry()));
      Verification verification = new Verification(program, Fill::weight, Integer.MAX_VALUE, 0);
      for (Node node : graph.nodes()) {
        Verification.Layer layer = verification.verify(node);
        assertThat(layer.maxError())
            .as("%s of %s on %s", node.op(), network, program.engine())
            .isLessThanOrEqualTo(layer.bound());
      }
    }
  }

  static List<Tensor> inputs(Graph graph, Geometry geometry) {
    return graph.inputs().stream().map(input -> Fill.input(input, geometry.of(input))).toList();
  }
}
