package dev.cnnsummary.executor;

import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.kernels.Fusion;
import dev.cnnsummary.executor.kernels.Loops;
import dev.cnnsummary.executor.kernels.Plan;
import dev.cnnsummary.executor.kernels.Plan.Part;
import dev.cnnsummary.executor.kernels.ScalarLoops;
import dev.cnnsummary.executor.kernels.Step;
import dev.cnnsummary.executor.kernels.Storage;
import dev.cnnsummary.executor.kernels.WeightReader;
import dev.cnnsummary.executor.kernels.Workers;
import dev.cnnsummary.executor.simd.VectorLoops;
import dev.cnnsummary.executor.weights.Weights;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.Value;
import java.util.ArrayList;
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
   * @throws ExecutionException if a layer cannot run on what it gets
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
    return plan.packedFloats() * Float.BYTES;
  }

  /** The bytes of the arena that values take turns in; of all values in the other modes. */
  public long arenaBytes() {
    return (mode == Mode.FAST ? plan.arenaFloats() : plan.eachFloats()) * Float.BYTES;
  }

  /**
   * Allocates memory and packs the weights.
   *
   * @throws ExecutionException if a weight is missing, or there is not enough memory
   */
  public void load(Weights weights) {
    WeightReader reader = new Reader(geometry, weights);
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
      return weights.get(weight, geometry.of(weight));
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
   * @return its outputs
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
    for (int i = 0; i < inputs.size(); i++) {
      Extent wanted = geometry.of(graph.inputs().get(i));
      Tensor given = inputs.get(i);
      if (!java.util.Arrays.equals(given.shape(), wanted.array())) {
        throw new ExecutionException(
            "input " + graph.inputs().get(i).name() + " is " + given + ", not " + wanted.shape());
      }
      plan.input(i).fill(given);
    }
    for (Part part : plan.parts()) {
      long start = System.nanoTime();
      part.kernel().run(workers);
      timer.ran(part.step().node(), part.kernel().algorithm(), System.nanoTime() - start);
    }
    List<Tensor> outputs = new ArrayList<>();
    for (Value output : graph.outputs()) {
      outputs.add(tensor(output));
    }
    return outputs;
  }

  /**
   * What a value was in the last run; in fast mode only outputs of the graph are there to be seen.
   */
  public Tensor tensor(Value value) {
    Storage storage = plan.storage(value);
    return storage.tensor();
  }

  @Override
  public void close() {
    workers.close();
  }
}
