package dev.cnnsummary.executor;

import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.kernels.Fusion;
import dev.cnnsummary.executor.kernels.Loops;
import dev.cnnsummary.executor.kernels.Plan;
import dev.cnnsummary.executor.kernels.Plan.Part;
import dev.cnnsummary.executor.kernels.ScalarLoops;
import dev.cnnsummary.executor.kernels.Step;
import dev.cnnsummary.executor.kernels.WeightReader;
import dev.cnnsummary.executor.kernels.Workers;
import dev.cnnsummary.executor.simd.VectorLoops;
import dev.cnnsummary.executor.weights.Weights;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.Value;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * A graph that can be run: geometry, algorithms and memory are settled by {@link #prepare}, weights
 * packed by {@link #load}; {@link #run} only computes. Not for several threads at once.
 */
public final class Program implements AutoCloseable {
  private static final int PEAK_RUNS = 40;
  private static final int PEAK_ROUNDS = 1_000_000;

  private final Graph graph;
  private final Geometry geometry;
  private final Mode mode;
  private final Loops loops;
  private final Plan plan;
  private final Workers workers;
  private final long[] paramsRead;
  private boolean loaded;
  private boolean ran;

  /** What a program keeps. */
  public enum Mode {
    /** Every layer's output; nothing is fused. */
    TRACE,
    /**
     * As TRACE, and an element is computed from those that it depends on by definition and no
     * others. Winograd's tiles mix neighbours, and whatever is multiplied by zero still counts.
     */
    DIRECT,
    /** The outputs only: layers are fused, and values take turns in memory. */
    FAST
  }

  private Program(Graph graph, List<Extent> inputs, Mode mode, int threads, Loops loops) {
    if (threads < 1) {
      throw new IllegalArgumentException("at least 1 thread is needed, not " + threads);
    }
    this.graph = graph;
    this.mode = mode;
    this.loops = loops;
    geometry = Geometry.of(graph, inputs);
    List<Step> steps = mode == Mode.FAST ? Fusion.of(graph, geometry) : Fusion.none(graph);
    plan = new Plan(graph, geometry, steps, loops, threads, mode == Mode.DIRECT);
    workers = new Workers(threads);
    paramsRead = new long[graph.nodes().size()];
  }

  /**
   * Settles everything but the weights. Nothing large is allocated yet.
   *
   * @param inputs one for each input of the graph, the batch axis included
   * @param threads how many work at once, at least 1
   * @throws ExecutionException if the graph takes other inputs, or a layer cannot run on what it
   *     gets
   * @throws IllegalArgumentException if there is no thread
   */
  public static Program prepare(Graph graph, List<Extent> inputs, Mode mode, int threads) {
    return new Program(graph, inputs, mode, threads, bestLoops());
  }

  /** As {@link #prepare}, without vectors even where the machine has them. */
  public static Program prepareScalar(Graph graph, List<Extent> inputs, Mode mode, int threads) {
    return new Program(graph, inputs, mode, threads, new ScalarLoops());
  }

  private static Loops bestLoops() {
    boolean present = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    return present && VectorLoops.isSupported() ? new VectorLoops() : new ScalarLoops();
  }

  /** What computes the inner loops, for a person to read. */
  public String engine() {
    return loops.name();
  }

  /** What it runs. */
  public Graph graph() {
    return graph;
  }

  /** How many threads work at once. */
  public int threads() {
    return workers.count();
  }

  /**
   * Multiply-accumulates per second that the machine can do at most: the best of some runs of a
   * loop that works in registers only, on all threads at once.
   */
  public double peakMacsPerSecond() {
    double best = 0;
    for (int i = 0; i < PEAK_RUNS; i++) {
      LongAdder done = new LongAdder();
      long start = System.nanoTime();
      workers.run(workers.count(), _ -> done.add(loops.multiplyAdds(PEAK_ROUNDS)));
      best = Math.max(best, done.sum() * 1e9 / (System.nanoTime() - start));
    }
    return best;
  }

  /** The extents of every value, as this program found them. */
  public Geometry geometry() {
    return geometry;
  }

  /** The bytes that packed weights will take. */
  public long weightBytes() {
    return plan.weightBytes();
  }

  /** The bytes of the arena that values take turns in; of all values in the other modes. */
  public long arenaBytes() {
    return mode == Mode.FAST ? plan.arenaBytes() : plan.eachBytes();
  }

  /**
   * Allocates memory and packs the weights. What was loaded before is replaced.
   *
   * @throws ExecutionException if a weight is missing, or there is not enough memory
   */
  public void load(Weights weights) {
    WeightReader reader = new Reader(geometry, weights);
    loaded = false;
    ran = false;
    Arrays.fill(paramsRead, 0);
    try {
      if (mode == Mode.FAST) {
        plan.allocateArena();
      } else {
        plan.allocateEach();
      }
      plan.constants().forEach((weight, storage) -> storage.fill(reader.read(weight)));
      for (Part part : plan.parts()) {
        paramsRead[part.step().node().index()] += part.kernel().load(reader);
      }
    } catch (OutOfMemoryError e) {
      throw new ExecutionException(
          graph.name() + " does not fit in the memory of this Java machine", e);
    }
    loaded = true;
  }

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

  /** The elements of parameters that a node's kernels read while they were packed. */
  public long paramsRead(Node node) {
    return paramsRead[node.index()];
  }

  /**
   * Runs it.
   *
   * @param inputs one for each input of the graph, of the extents that it was prepared for
   * @return its outputs, with memory of their own
   * @throws IllegalStateException if no weights have been loaded, or it is closed
   * @throws ExecutionException if inputs are missing or of other extents or types, and where an
   *     integer points at what is not there
   */
  public List<Tensor> run(List<Tensor> inputs) {
    return run(inputs, Timer.NONE);
  }

  /** Is told when each kernel has run. */
  public interface Timer {
    /** Does nothing. */
    Timer NONE = (_, _, _) -> {};

    /**
     * A kernel has run.
     *
     * @param node the first node that it computes
     * @param algorithm what it does
     * @param nanos the time that it took
     */
    void ran(Node node, String algorithm, long nanos);
  }

  /** As {@link #run(List)}, with the times of kernels. */
  public List<Tensor> run(List<Tensor> inputs, Timer timer) {
    if (!loaded) {
      throw new IllegalStateException("weights have not been loaded");
    }
    Inputs.requireTensors(graph, geometry, inputs);
    for (int i = 0; i < inputs.size(); i++) {
      plan.input(i).fill(inputs.get(i));
    }
    ran = true; // a timer may look at what is done already
    for (Part part : plan.parts()) {
      long start = System.nanoTime();
      run(part);
      timer.ran(part.step().node(), part.kernel().algorithm(), System.nanoTime() - start);
    }
    return graph.outputs().stream().map(this::tensor).toList();
  }

  private void run(Part part) {
    try {
      part.kernel().run(workers);
    } catch (IllegalArgumentException e) { // a number that points at what is not there
      throw new ExecutionException(part.step().node().path() + ": " + e.getMessage(), e);
    }
  }

  /**
   * What a value was in the last run, as a copy. In fast mode only the graph's outputs can be asked
   * for, in the others every input, output of a layer and weight that is an operand. While it runs,
   * a timer may ask for what has been computed by then.
   *
   * @throws IllegalStateException if nothing was run yet
   * @throws IllegalArgumentException if the value is not kept
   */
  public Tensor tensor(Value value) {
    if (!ran) {
      throw new IllegalStateException("nothing has been run yet");
    }
    if (mode == Mode.FAST && !graph.outputs().contains(value)) {
      throw new IllegalArgumentException(
          value.name() + " is not kept in fast mode, only outputs are; trace mode keeps all");
    }
    return plan.storage(value).tensor();
  }

  /** Ends its threads; it cannot be run afterwards. */
  @Override
  public void close() {
    workers.close();
  }
}
