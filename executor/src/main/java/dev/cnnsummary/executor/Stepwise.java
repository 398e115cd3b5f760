package dev.cnnsummary.executor;

import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.functions.Functions;
import dev.cnnsummary.executor.functions.Lowered;
import dev.cnnsummary.executor.functions.Lowerings;
import dev.cnnsummary.executor.functions.Result;
import dev.cnnsummary.executor.kernels.Loops;
import dev.cnnsummary.executor.kernels.Section;
import dev.cnnsummary.executor.kernels.Workers;
import dev.cnnsummary.executor.weights.FileConstants;
import dev.cnnsummary.executor.weights.Weights;
import dev.cnnsummary.specs.function.TensorFunction;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Runs a graph node by node, each on what the ones before have really made: for values of any type,
 * and extents that only a run tells. Nodes that follow one another and work on 32-bit
 * floating-point numbers only are planned together, and again only when they get other extents.
 */
final class Stepwise implements Runner {
  private final Graph graph;
  private final List<Extent> inputs;
  private final Program.Mode mode;
  private final Loops loops;
  private final int threads;
  private final ParamsRead paramsRead;
  private final Map<Integer, FloatSection> sections = new HashMap<>();
  private final Map<Integer, Solo> solos = new HashMap<>();
  private final @Nullable Tensor[] fixed;
  private final @Nullable Tensor[] tensors;
  private final @Nullable FloatSection[] sources;
  private final @Nullable Computation[] computations;
  private final int[] lastUse;
  private Geometry geometry;
  private @Nullable Weights weights;

  Stepwise(Graph graph, List<Extent> inputs, Program.Mode mode, Loops loops, int threads) {
    this.graph = graph;
    this.inputs = List.copyOf(inputs);
    this.mode = mode;
    this.loops = loops;
    this.threads = threads;
    geometry = known();
    paramsRead = new ParamsRead(graph);
    fixed = new Tensor[graph.valueCount()];
    tensors = new Tensor[graph.valueCount()];
    sources = new FloatSection[graph.valueCount()];
    computations = new Computation[graph.nodes().size()];
    lastUse = lastUses(graph);
  }

  /** What is known before a run: a spec's extents do not depend on numbers. */
  private Geometry known() {
    return graph.wholeInputs() ? Geometry.before(graph, inputs) : Geometry.of(graph, inputs);
  }

  /** For each value the last node that takes it; those that are handed back are never let go. */
  private static int[] lastUses(Graph graph) {
    int[] last = new int[graph.valueCount()];
    for (Node node : graph.nodes()) {
      node.inputs().forEach(input -> last[input.index()] = node.index());
    }
    graph.outputs().forEach(output -> last[output.index()] = Integer.MAX_VALUE);
    return last;
  }

  @Override
  public Geometry geometry() {
    return geometry;
  }

  @Override
  public long weightBytes() {
    return graph.weights().stream()
        .mapToLong(weight -> geometry.has(weight) ? geometry.of(weight).numel() * Float.BYTES : 0)
        .sum();
  }

  @Override
  public long valueBytes() {
    return -1;
  }

  @Override
  public void load(Weights given) {
    weights = new FileConstants(graph, given);
    paramsRead.clear();
    sections.clear();
    solos.clear();
    Arrays.fill(fixed, null);
  }

  @Override
  public long paramsRead(Node node) {
    return paramsRead.of(node);
  }

  @Override
  public @Nullable Computation computation(Node node) {
    return computations[node.index()];
  }

  @Override
  public void run(List<Tensor> given, Workers workers, Program.Timer timer) {
    Arrays.fill(tensors, null);
    Arrays.fill(sources, null);
    Arrays.fill(computations, null);
    geometry = known();
    for (int i = 0; i < given.size(); i++) {
      tensors[graph.inputs().get(i).index()] = given.get(i).as(inputs.get(i).dtype());
    }
    List<Node> nodes = graph.nodes();
    int next = 0;
    while (next < nodes.size()) {
      FloatSection section = section(next);
      if (section == null) {
        evaluate(nodes.get(next), workers, timer);
        next++;
      } else {
        run(section, workers, timer);
        next += section.nodes().size();
      }
      if (mode == Program.Mode.FAST) {
        release(next);
      }
    }
  }

  /** Lets go of what no node from a place on takes. */
  private void release(int place) {
    for (int i = 0; i < tensors.length; i++) {
      if (tensors[i] != null && lastUse[i] < place) {
        tensors[i] = null;
      }
    }
  }

  private @Nullable FloatSection section(int start) {
    FloatSection known = sections.get(start);
    if (known != null && known.fits(geometry)) {
      return known;
    }
    sections.remove(start);
    FloatSection planned = FloatSection.from(graph, start, geometry, mode, loops, threads);
    if (planned != null) {
      paramsRead.add(planned.load(weights()));
      sections.put(start, planned);
    }
    return planned;
  }

  private void run(FloatSection section, Workers workers, Program.Timer timer) {
    for (Node node : section.nodes()) {
      node.outputs().forEach(output -> sources[output.index()] = section);
    }
    section.putExtents(geometry);
    section.run(section.inputs().stream().map(this::tensor).toList(), workers, timer);
    for (Value output : section.outputs()) {
      tensors[output.index()] = section.tensor(output);
    }
  }

  private void evaluate(Node node, Workers workers, Program.Timer timer) {
    List<Tensor> operands = node.inputs().stream().map(this::tensor).toList();
    List<Tensor> outputs;
    try {
      outputs = compute(node, operands, workers, timer);
    } catch (IllegalArgumentException e) {
      throw new ExecutionException(node.path() + ": " + e.getMessage(), e);
    } catch (ArithmeticException e) {
      throw new ExecutionException(node.path() + ": a size does not fit in 32 bits", e);
    }
    for (int i = 0; i < node.outputs().size(); i++) {
      tensors[node.outputs().get(i).index()] = outputs.get(i);
      geometry.put(node.outputs().get(i), outputs.get(i).extent());
    }
  }

  private List<Tensor> compute(
      Node node, List<Tensor> operands, Workers workers, Program.Timer timer) {
    if (node.op() instanceof TensorFunction function) {
      Lowered lowered = Lowerings.of(function, operands);
      if (lowered != null) {
        computations[node.index()] =
            new Computation(lowered.op(), lowered.operands(), lowered.weights(), 0);
        return lowered.finished(solo(node, lowered).run(lowered, node, workers, timer));
      }
    }
    List<Tensor> fixed = weights(node);
    long start = System.nanoTime();
    Result result = Functions.of(node.op(), operands, fixed);
    long nanos = System.nanoTime() - start;
    computations[node.index()] = Computation.defined(result.macs());
    timer.ran(node, Work.byDefinition(node, operands, fixed, result.outputs()), nanos);
    return result.outputs();
  }

  private Solo solo(Node node, Lowered lowered) {
    Solo known = solos.get(node.index());
    if (known != null && known.fits(lowered)) {
      return known;
    }
    Solo planned = new Solo(node, lowered, mode, loops, threads);
    solos.put(node.index(), planned);
    return planned;
  }

  private List<Tensor> weights(Node node) {
    List<Tensor> tensors = new ArrayList<>();
    long read = 0;
    for (Value weight : node.weights()) {
      tensors.add(fixed(weight));
      read += weight.kind() == Value.Kind.PARAMETER ? tensors.getLast().numel() : 0;
    }
    paramsRead.add(node, read);
    return tensors;
  }

  private Weights weights() {
    return Objects.requireNonNull(weights, "weights have been loaded");
  }

  private Tensor fixed(Value value) {
    Tensor known = fixed[value.index()];
    if (known == null) {
      Extent extent = geometry.of(value);
      known = weights().get(value, extent);
      Inputs.requireExtent(value.name(), known, extent);
      known = known.as(extent.dtype());
      fixed[value.index()] = known;
      paramsRead.add(value, known.numel());
    }
    return known;
  }

  @Override
  public Tensor tensor(Value value) {
    if (Section.isFixed(value)) {
      return fixed(value);
    }
    Tensor known = tensors[value.index()];
    if (known != null) {
      return known;
    }
    FloatSection source = sources[value.index()];
    if (source == null || mode == Program.Mode.FAST) {
      throw new IllegalArgumentException(value.name() + " is not kept");
    }
    return source.tensor(value);
  }
}
