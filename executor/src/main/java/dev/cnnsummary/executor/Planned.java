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
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Runs a graph that is planned beforehand, as all extents follow from the inputs': in one piece, or
 * in two of which the first runs for each sample of a batch.
 */
final class Planned implements Runner {
  private final Graph graph;
  private final Geometry geometry;
  private final @Nullable PlannedSection each;
  private final PlannedSection rest;
  private final ParamsRead paramsRead;

  /** What the first piece has made of all samples. */
  private final Map<Value, Tensor> made = new HashMap<>();

  Planned(Graph graph, List<Extent> inputs, Program.Mode mode, Loops loops, int threads) {
    this.graph = graph;
    geometry = Geometry.of(graph, inputs);
    Samples samples = mode == Program.Mode.FAST ? Samples.of(graph, inputs, geometry) : null;
    if (samples == null) {
      each = null;
      rest = new PlannedSection(Section.of(graph), geometry, geometry, mode, loops, threads);
    } else {
      each = new PlannedSection(samples.each(), samples.one(), geometry, mode, loops, threads);
      rest = new PlannedSection(samples.rest(), geometry, geometry, mode, loops, threads);
    }
    paramsRead = new ParamsRead(graph);
  }

  @Override
  public Geometry geometry() {
    return geometry;
  }

  @Override
  public long weightBytes() {
    return rest.weightBytes() + (each == null ? 0 : each.weightBytes());
  }

  @Override
  public long valueBytes() {
    if (each == null) {
      return rest.valueBytes();
    }
    long between =
        each.section().outputs().stream()
            .mapToLong(value -> geometry.of(value).numel() * Float.BYTES)
            .sum();
    return each.valueBytes() + between + rest.valueBytes();
  }

  @Override
  public void load(Weights weights) {
    FileConstants constants = new FileConstants(graph, weights);
    paramsRead.clear();
    if (each != null) {
      paramsRead.add(each.load(constants));
    }
    paramsRead.add(rest.load(constants));
  }

  @Override
  public long paramsRead(Node node) {
    return paramsRead.of(node);
  }

  @Override
  public void run(List<Tensor> inputs, Workers workers, Program.Timer timer) {
    if (each == null) {
      rest.run(inputs, workers, timer);
      return;
    }
    Map<Value, Tensor> given = new HashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      given.put(graph.inputs().get(i), inputs.get(i));
    }
    runEach(each, given, workers, timer);
    given.putAll(made);
    rest.run(all(rest.section().inputs(), given), workers, timer);
  }

  /** Runs the first piece for one sample after the other. */
  private void runEach(
      PlannedSection piece, Map<Value, Tensor> given, Workers workers, Program.Timer timer) {
    List<Tensor> inputs = all(piece.section().inputs(), given);
    int batch = inputs.get(0).shape()[0];
    for (Value output : piece.section().outputs()) {
      if (!made.containsKey(output)) {
        Extent extent = geometry.of(output);
        made.put(output, Tensor.of(extent.array(), new float[Math.toIntExact(extent.numel())]));
      }
    }
    for (int sample = 0; sample < batch; sample++) {
      int number = sample;
      piece.run(inputs.stream().map(input -> sample(input, number)).toList(), workers, timer);
      for (Value output : piece.section().outputs()) {
        Tensor one = piece.tensor(output);
        float[] all = Objects.requireNonNull(made.get(output)).floats();
        System.arraycopy(one.floats(), 0, all, sample * one.numel(), one.numel());
      }
    }
  }

  private static List<Tensor> all(List<Value> values, Map<Value, Tensor> tensors) {
    return values.stream().map(value -> Objects.requireNonNull(tensors.get(value))).toList();
  }

  private static Tensor sample(Tensor batch, int number) {
    int[] shape = batch.shape();
    int length = batch.numel() / shape[0];
    shape[0] = 1;
    return Tensor.of(
        shape, Arrays.copyOfRange(batch.floats(), number * length, (number + 1) * length));
  }

  @Override
  public Tensor tensor(Value value) {
    Tensor known = made.get(value);
    return known == null ? rest.tensor(value) : Tensor.of(known.shape(), known.floats().clone());
  }

  @Override
  public @Nullable Computation computation(Node node) {
    return null;
  }
}
