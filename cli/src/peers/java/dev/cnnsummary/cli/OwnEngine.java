package dev.cnnsummary.cli;

import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.Program;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.executor.weights.Weights;
import dev.cnnsummary.specs.graph.Graph;
import java.util.List;

/** This program's engine in fast mode. */
final class OwnEngine implements PeerEngine {
  private final Program program;
  private final List<Tensor> inputs;

  /** Prepares a network and loads its weights. */
  OwnEngine(Graph graph, List<Tensor> inputs, Weights weights, int threads) {
    this.inputs = List.copyOf(inputs);
    List<Extent> extents = inputs.stream().map(Tensor::extent).toList();
    program = Program.prepare(graph, extents, Program.Mode.FAST, threads);
    program.load(weights);
  }

  @Override
  public List<Tensor> run() {
    return program.run(inputs);
  }

  @Override
  public void close() {
    program.close();
  }
}
