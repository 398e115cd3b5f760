package dev.cnnsummary.executor;

import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.kernels.Loops;
import dev.cnnsummary.executor.kernels.ScalarLoops;
import dev.cnnsummary.executor.kernels.Workers;
import dev.cnnsummary.executor.reference.NotRunnable;
import dev.cnnsummary.executor.simd.VectorLoops;
import dev.cnnsummary.executor.weights.Weights;
import dev.cnnsummary.specs.function.TensorFunction;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.shape.DType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A graph that can be run: geometry, algorithms and memory are settled by {@link #prepare}, weights
 * packed by {@link #load}; {@link #run} only computes. Not for several threads at once.
 */
public final class Program implements AutoCloseable {
  private final Graph graph;
  private final Mode mode;
  private final Loops loops;
  private final Runner runner;
  private final Workers workers;
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
    runner =
        canBePlanned(graph, inputs)
            ? new Planned(graph, inputs, mode, loops, threads)
            : new Stepwise(graph, inputs, mode, loops, threads);
    workers = new Workers(threads);
  }

  /**
   * Whether all is known beforehand: there are no functions of tensors, and a graph from a file,
   * whose integers are of several lengths, has 32-bit floating-point numbers only.
   */
  private static boolean canBePlanned(Graph graph, List<Extent> inputs) {
    NotRunnable.check(graph);
    boolean plain = graph.nodes().stream().noneMatch(node -> node.op() instanceof TensorFunction);
    return plain
        && (!graph.wholeInputs()
            || (inputs.stream().allMatch(Program::isPlain)
                && graph.nodes().stream()
                    .flatMap(node -> node.inputs().stream())
                    .allMatch(input -> input.dtype() == null || input.dtype() == DType.F32)));
  }

  private static boolean isPlain(Extent extent) {
    return extent.dtype() == DType.F32 && extent.shape().stream().allMatch(size -> size >= 1);
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

  /** Measures what the machine can do at most on as many threads. */
  public Limits limits() {
    return Limits.of(loops, workers);
  }

  /**
   * The extents of values, as this program found them: of all, or where {@link #isPlanned} does not
   * hold, of inputs and weights, and of the others after a run.
   */
  public Geometry geometry() {
    return runner.geometry();
  }

  /**
   * Whether extents and memory are known before a run. They are not where functions of tensors or
   * numbers of other types than 32-bit floating-point ones occur, which are run node by node.
   */
  public boolean isPlanned() {
    return runner instanceof Planned;
  }

  /** The bytes that packed weights will take. */
  public long weightBytes() {
    return runner.weightBytes();
  }

  /**
   * The bytes of the arena that values take turns in; of all values in the other modes.
   *
   * @throws IllegalStateException if it is not {@linkplain #isPlanned planned}
   */
  public long arenaBytes() {
    if (!isPlanned()) {
      throw new IllegalStateException("only a run tells");
    }
    return runner.valueBytes();
  }

  /**
   * Allocates memory and packs the weights. What was loaded before is replaced.
   *
   * @throws ExecutionException if a weight is missing, or there is not enough memory
   */
  public void load(Weights weights) {
    loaded = false;
    ran = false;
    try {
      runner.load(weights);
    } catch (OutOfMemoryError e) {
      throw tooLarge(e);
    }
    loaded = true;
  }

  private ExecutionException tooLarge(OutOfMemoryError e) {
    return new ExecutionException(
        graph.name() + " does not fit in the memory of this Java machine", e);
  }

  /** The elements of parameters that a node's kernels read while they were packed. */
  public long paramsRead(Node node) {
    return runner.paramsRead(node);
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
     * @param work what it does
     * @param nanos the time that it took
     */
    void ran(Node node, Work work, long nanos);
  }

  /** As {@link #run(List)}, with the times of kernels. */
  public List<Tensor> run(List<Tensor> inputs, Timer timer) {
    if (!loaded) {
      throw new IllegalStateException("weights have not been loaded");
    }
    Inputs.requireTensors(graph, geometry(), inputs);
    ran = true; // a timer may look at what is done already
    try {
      runner.run(inputs, workers, timer);
    } catch (OutOfMemoryError e) {
      throw tooLarge(e);
    }
    return graph.outputs().stream().map(this::tensor).toList();
  }

  /** How a function of tensors was computed in the last run; null for any other node. */
  Runner.@Nullable Computation computation(Node node) {
    return runner.computation(node);
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
    return runner.tensor(value);
  }

  /** Ends its threads; it cannot be run afterwards. */
  @Override
  public void close() {
    workers.close();
  }
}
