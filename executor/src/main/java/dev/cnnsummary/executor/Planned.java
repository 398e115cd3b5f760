package dev.cnnsummary.executor;

import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.kernels.Loops;
import dev.cnnsummary.executor.kernels.Section;
import dev.cnnsummary.executor.kernels.Workers;
import dev.cnnsummary.executor.weights.FileConstants;
import dev.cnnsummary.executor.weights.Weights;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs a graph in one piece that is planned beforehand: all extents follow from the inputs'. */
final class Planned implements Runner {
  private final Graph graph;
  private final PlannedSection section;
  private final ParamsRead paramsRead;

  Planned(Graph graph, List<Extent> inputs, Program.Mode mode, Loops loops, int threads) {
    this.graph = graph;
    section =
        new PlannedSection(Section.of(graph), Geometry.of(graph, inputs), mode, loops, threads);
    paramsRead = new ParamsRead(graph);
  }

  @Override
  public Geometry geometry() {
    return section.geometry();
  }

  @Override
  public long weightBytes() {
    return section.weightBytes();
  }

  @Override
  public long valueBytes() {
    return section.valueBytes();
  }

  @Override
  public void load(Weights weights) {
    paramsRead.clear();
    paramsRead.add(section.load(new FileConstants(graph, weights)));
  }

  @Override
  public long paramsRead(Node node) {
    return paramsRead.of(node);
  }

  @Override
  public void run(List<Tensor> inputs, Workers workers, Program.Timer timer) {
    section.run(inputs, workers, timer);
  }

  @Override
  public Tensor tensor(Value value) {
    return section.tensor(value);
  }

  @Override
  public @Nullable Computation computation(Node node) {
    return null;
  }
}
