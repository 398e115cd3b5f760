package dev.cnnsummary.executor;

import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.kernels.Fusion;
import dev.cnnsummary.executor.kernels.Loops;
import dev.cnnsummary.executor.kernels.Plan;
import dev.cnnsummary.executor.kernels.Plan.Part;
import dev.cnnsummary.executor.kernels.Section;
import dev.cnnsummary.executor.kernels.Step;
import dev.cnnsummary.executor.kernels.WarmUp;
import dev.cnnsummary.executor.kernels.WeightReader;
import dev.cnnsummary.executor.kernels.Workers;
import dev.cnnsummary.executor.weights.Weights;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** A section with its kernels, and the memory that they work in. */
final class PlannedSection {
  private final Section section;
  private final Geometry geometry;
  private final Program.Mode mode;
  private final Plan plan;
  private final List<Work> works;

  /**
   * Prepares kernels; nothing large is allocated yet.
   *
   * @param geometry of all values of the section
   * @param whole the same of the batch that it is run for, sample by sample or at once
   */
  PlannedSection(
      Section section,
      Geometry geometry,
      Geometry whole,
      Program.Mode mode,
      Loops loops,
      int threads) {
    this.section = section;
    this.geometry = geometry;
    this.mode = mode;
    List<Step> steps =
        mode == Program.Mode.FAST ? Fusion.of(section, geometry) : Fusion.none(section);
    plan = new Plan(section, geometry, steps, loops, threads, mode == Program.Mode.DIRECT);
    works = works(whole);
  }

  /** What each part does. */
  private List<Work> works(Geometry whole) {
    Map<Step, Long> weights = new HashMap<>();
    for (Part part : plan.parts()) {
      weights.merge(part.step(), part.kernel().packedFloats() * Float.BYTES, Long::sum);
    }
    List<Work> all = new ArrayList<>();
    for (Part part : plan.parts()) {
      Step step = part.step();
      long bytes =
          Work.bytes(
              step.node(),
              inputs(step, whole),
              step.outputs().stream().map(whole::of).toList(),
              Objects.requireNonNull(weights.get(step)));
      all.add(new Work(part.kernel().algorithm(), part.kernel().saving(), step.products(), bytes));
    }
    return all;
  }

  private static List<Extent> inputs(Step step, Geometry whole) {
    Step.Gate gate = step.gate();
    Stream<Value> factors = gate == null ? Stream.empty() : Stream.of(gate.factors());
    Stream<Value> others = Stream.concat(factors, Stream.ofNullable(step.addend()));
    return Stream.concat(step.inputs().stream(), others).distinct().map(whole::of).toList();
  }

  Section section() {
    return section;
  }

  Geometry geometry() {
    return geometry;
  }

  long weightBytes() {
    return plan.weightBytes();
  }

  long valueBytes() {
    return mode == Program.Mode.FAST ? plan.arenaBytes() : plan.eachBytes();
  }

  /**
   * Allocates memory and packs the weights.
   *
   * @return the elements of parameters that were read, by the nodes that they are weights of, and
   *     of those that are operands by their values
   */
  Read load(Weights weights) {
    WeightReader reader = new Reader(geometry, weights);
    if (mode == Program.Mode.FAST) {
      plan.allocateArena();
    } else {
      plan.allocateEach();
    }
    Read read = new Read(new HashMap<>(), new HashMap<>());
    plan.constants()
        .forEach((value, storage) -> {
          Tensor tensor = reader.read(value);
          storage.fill(tensor);
          read.byValue.put(value, (long) tensor.numel());
        });
    try (WarmUp _ = plan.warmUp()) {
      for (Part part : plan.parts()) {
        read.byNode.merge(part.step().node(), part.kernel().load(reader), Long::sum);
      }
    }
    return read;
  }

  /** The elements of parameters that were read. */
  record Read(Map<Node, Long> byNode, Map<Value, Long> byValue) {}

  /** Reads weights; those that are borrowed all into one array, which grows to the largest. */
  private static final class Reader implements WeightReader {
    private final Geometry geometry;
    private final Weights weights;
    private float[] lent = {};

    Reader(Geometry geometry, Weights weights) {
      this.geometry = geometry;
      this.weights = weights;
    }

    @Override
    public Tensor read(Value weight) {
      Extent extent = geometry.of(weight);
      Tensor tensor = weights.get(weight, extent);
      Inputs.requireExtent(weight.name(), tensor, extent);
      return tensor;
    }

    @Override
    public float[] borrow(Value weight) {
      Extent extent = geometry.of(weight);
      int length = Math.toIntExact(extent.numel());
      if (lent.length < length) {
        lent = new float[length];
      }
      weights.fill(weight, extent, lent);
      return lent;
    }
  }

  /** Runs it on its inputs. */
  void run(List<Tensor> inputs, Workers workers, Program.Timer timer) {
    for (int i = 0; i < inputs.size(); i++) {
      plan.input(i).fill(inputs.get(i));
    }
    List<Part> parts = plan.parts();
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      long start = System.nanoTime();
      run(part, workers);
      timer.ran(part.step().node(), works.get(i), System.nanoTime() - start);
    }
  }

  private static void run(Part part, Workers workers) {
    try {
      part.kernel().run(workers);
    } catch (IllegalArgumentException e) { // a number that points at what is not there
      throw new ExecutionException(part.step().node().path() + ": " + e.getMessage(), e);
    }
  }

  /** Whether a value can be asked for. */
  boolean keeps(Value value) {
    if (section.outputs().contains(value)) {
      return true;
    }
    return mode != Program.Mode.FAST
        && section.nodes().stream().anyMatch(node -> node.outputs().contains(value));
  }

  /** What a value was in the last run, as a copy. */
  Tensor tensor(Value value) {
    return plan.storage(value).tensor();
  }

  /** What it hands on. */
  List<Tensor> outputs() {
    List<Tensor> outputs = new ArrayList<>(section.outputs().size());
    section.outputs().forEach(output -> outputs.add(tensor(output)));
    return outputs;
  }
}
