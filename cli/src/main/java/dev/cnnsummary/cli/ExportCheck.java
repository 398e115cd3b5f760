package dev.cnnsummary.cli;

import dev.cnnsummary.executor.ExecutionException;
import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.Program;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.executor.weights.StoredWeights;
import dev.cnnsummary.executor.weights.Weights;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.onnx.OnnxFile;
import java.nio.file.Path;
import java.util.List;

/**
 * Holds a network that was simplified and written to the one that it was made of, by running both.
 *
 * @param graph the network
 * @param weights its weights
 * @param extents those of its inputs
 * @param inputs what it is given
 * @param threads how many compute
 */
record ExportCheck(
    Graph graph, Weights weights, List<Extent> extents, List<Tensor> inputs, int threads) {
  /** What may be between outputs that rounded differently, by their size. */
  private static final double TOLERANCE = 1e-4;

  /**
   * How far the file's outputs are from the network's, by their size.
   *
   * @throws ExecutionException if they differ
   */
  double difference(Path file) {
    List<Tensor> expected = run(graph, weights);
    Graph written = OnnxFile.read(file).graph();
    List<Tensor> actual = run(written, new StoredWeights(written));
    double most = 0;
    for (int i = 0; i < expected.size(); i++) {
      most = Math.max(most, difference(expected.get(i), actual.get(i)));
    }
    if (most > TOLERANCE) {
      throw new ExecutionException(
          "--simplify: the outputs differ by " + most + " of their size, so nothing is written");
    }
    return most;
  }

  private List<Tensor> run(Graph network, Weights numbers) {
    try (Program program = Program.prepare(network, extents, Program.Mode.FAST, threads)) {
      program.load(numbers);
      return program.run(inputs);
    }
  }

  /** Elements that are not finite in both are no distance apart. */
  private static double difference(Tensor expected, Tensor actual) {
    double distance = 0;
    double size = 0;
    for (int i = 0; i < expected.numel(); i++) {
      double wanted = expected.get(i);
      if (Double.isFinite(wanted) || Double.isFinite(actual.get(i))) {
        distance += Math.pow(wanted - actual.get(i), 2);
        size += Math.pow(wanted, 2);
      }
    }
    return distance == 0 ? 0 : Math.sqrt(distance / size);
  }
}
