package dev.cnnsummary.cli.repl;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.executor.Geometry;
import dev.cnnsummary.executor.Program;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.executor.weights.Fill;
import dev.cnnsummary.executor.weights.FittingWeights;
import dev.cnnsummary.executor.weights.SeededWeights;
import dev.cnnsummary.executor.weights.StoredWeights;
import dev.cnnsummary.executor.weights.Weights;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Seeded weights and inputs, in plain Java on one thread: the same numbers everywhere. */
final class Fixture implements Engine {
  @Override
  public Program program(Analysis analysis, Consumer<List<String>> unlike) {
    List<Geometry.Extent> extents = extents(analysis);
    Program program = Program.prepareScalar(analysis.graph(), extents, Program.Mode.TRACE, 1);
    Weights weights = new SeededWeights(0, 2);
    if (StoredWeights.areIn(analysis.graph())) {
      FittingWeights fitting = new FittingWeights(analysis.graph(), program.geometry(), weights);
      unlike.accept(fitting.unlike());
      weights = fitting;
    }
    program.load(weights);
    return program;
  }

  @Override
  public List<Tensor> inputs(Analysis analysis) {
    List<Tensor> inputs = new ArrayList<>();
    for (int i = 0; i < analysis.inputs().types().size(); i++) {
      String name = analysis.graph().inputs().get(i).name();
      inputs.add(Fill.input(name, extents(analysis).get(i), 1));
    }
    return inputs;
  }

  private static List<Geometry.Extent> extents(Analysis analysis) {
    List<Geometry.Extent> extents = new ArrayList<>();
    for (TensorType type : analysis.inputs().types()) {
      extents.add(
          new Geometry.Extent(
              type.dtype(),
              type.shape().dims().stream().map(Dim::value).map(Math::toIntExact).toList()));
    }
    return extents;
  }
}
