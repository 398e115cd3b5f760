package dev.cnnsummary.cli;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.ModelInputs;
import dev.cnnsummary.executor.Geometry;
import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.Program;
import dev.cnnsummary.executor.weights.FittingWeights;
import dev.cnnsummary.executor.weights.KaimingWeights;
import dev.cnnsummary.executor.weights.Safetensors;
import dev.cnnsummary.executor.weights.SafetensorsWeights;
import dev.cnnsummary.executor.weights.SeededWeights;
import dev.cnnsummary.executor.weights.StoredWeights;
import dev.cnnsummary.executor.weights.Weights;
import dev.cnnsummary.executor.weights.ZeroWeights;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.shape.TensorType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a model is run: its weights, and on how many threads. Arguments that many commands take. */
final class EngineOptions {
  /**
   * The bytes that Java takes beside a network, measured on eleven of them: 66 to 134 million, the
   * compiler's memory foremost.
   */
  private static final long JAVA = 100_000_000;

  /** Where weights come from if not from a file. */
  enum Init {
    SEEDED,
    KAIMING,
    ZEROS;

    @Override
    public String toString() {
      return Words.of(this);
    }
  }

  private final Command command;
  private final Argument<@Nullable Path> file;
  private final Argument<@Nullable Init> init;
  private final Argument<Long> seed;
  private final Argument<Double> gain;
  private final Argument<@Nullable Integer> threads;
  private final Argument<Boolean> verbose;

  /** Adds them to a command. */
  EngineOptions(Command command) {
    this.command = command;
    file =
        command.option(
            "--weights",
            "FILE",
            Path.class,
            "A .safetensors file with every weight under its state_dict name.");
    init =
        command.option(
            "--init",
            "WAY",
            Init.class,
            "What weights are without a file: ${COMPLETION-CANDIDATES}. Seeded ones are functions"
                + " of their names, the same on every machine. Default: those of an ONNX file,"
                + " otherwise seeded.");
    seed =
        command.option(
            "--seed",
            "NUMBER",
            Long.class,
            0L,
            "Which seeded or kaiming weights. Default: ${DEFAULT-VALUE}.");
    gain =
        command.option(
            "--gain",
            "NUMBER",
            Double.class,
            2.0,
            "How large seeded weights are: the variance of a weight times the inputs that an output"
                + " sums. Default: ${DEFAULT-VALUE}.");
    threads =
        command.option(
            "--threads", "COUNT", Integer.class, "How many threads compute. Default: all cores.");
    verbose = command.flag("--verbose", "Says what computes, and in how much memory.");
  }

  /**
   * What weights are taken, and what is to be closed after that.
   *
   * @param unlike what the model's own file has no numbers for, although it has them for the rest
   */
  record Source(Weights weights, List<String> unlike, @Nullable Safetensors file)
      implements AutoCloseable {
    @Override
    public void close() {
      if (file != null) {
        file.close();
      }
    }
  }

  /** The weights of a model. */
  Source weights(Graph graph, Geometry geometry) {
    Path stored = file.value();
    if (stored == null) {
      if (init.value() != null || !StoredWeights.areIn(graph)) {
        return new Source(initial(), List.of(), null);
      }
      FittingWeights fitting = new FittingWeights(graph, geometry, initial());
      return new Source(fitting, fitting.unlike(), null);
    }
    if (init.value() != null) {
      throw command.refused("--weights and --init: weights come from one or the other");
    }
    Safetensors open = Safetensors.open(stored);
    try {
      return new Source(SafetensorsWeights.of(open, graph, geometry), List.of(), open);
    } catch (RuntimeException e) {
      open.close();
      throw e;
    }
  }

  /** Whether nothing says where weights come from. */
  boolean areMadeUp() {
    return file.value() == null && init.value() == null;
  }

  private Weights initial() {
    double gain = this.gain.value();
    if (!Double.isFinite(gain) || gain < 0) {
      throw command.refused("--gain: expected a number of at least 0, got " + gain);
    }
    Init way = init.value();
    return switch (way == null ? Init.SEEDED : way) {
      case SEEDED -> new SeededWeights(seed.value(), gain);
      case KAIMING -> new KaimingWeights(seed.value());
      case ZEROS -> new ZeroWeights();
    };
  }

  /** Makes a graph ready; a test makes one ready that has a fault. */
  @FunctionalInterface
  interface Preparation {
    /** As {@link Program#prepare}. */
    Program prepare(Graph graph, List<Extent> inputs, Program.Mode mode, int threads);
  }

  /** A model made ready, all but its weights. */
  Program prepare(Analysis analysis, Program.Mode mode) {
    return prepare(analysis, mode, Program::prepare);
  }

  /** As above, in a given way. */
  Program prepare(Analysis analysis, Program.Mode mode, Preparation preparation) {
    int count = threads();
    Program program = preparation.prepare(analysis.graph(), extents(analysis), mode, count);
    checkMemory(program);
    if (verbose.value()) {
      command
          .err()
          .println(
              "cnnsummary: "
                  + program.engine()
                  + ", "
                  + count
                  + (count == 1 ? " thread; " : " threads; ")
                  + memory(program)
                  + ", Java itself about "
                  + megabytes(JAVA)
                  + ": "
                  + megabytes(needed(program) + JAVA));
    }
    return program;
  }

  /** How many threads compute. */
  int threads() {
    Integer given = threads.value();
    int count = given == null ? Runtime.getRuntime().availableProcessors() : given;
    if (count < 1 || count > 1024) {
      throw command.refused("--threads: expected a number from 1 to 1024, got " + count);
    }
    return count;
  }

  /** What a run takes, for a person to read. */
  static String memory(Program program) {
    return "weights "
        + megabytes(program.weightBytes())
        + ", values "
        + (program.isPlanned() ? megabytes(program.arenaBytes()) : "one by one");
  }

  private static long needed(Program program) {
    return program.weightBytes() + (program.isPlanned() ? program.arenaBytes() : 0);
  }

  private static String megabytes(long bytes) {
    return String.format(java.util.Locale.ROOT, "%,.1f MB", bytes / 1e6);
  }

  private static void checkMemory(Program program) {
    long needed = needed(program);
    long available = Runtime.getRuntime().maxMemory();
    if (needed > available) {
      throw new dev.cnnsummary.executor.ExecutionException(
          "this takes "
              + megabytes(needed)
              + " ("
              + memory(program)
              + "), and there are "
              + megabytes(available)
              + " for it on this machine: a smaller --input or --batch takes less");
    }
  }

  /** The extents that an analysis was made for. */
  static List<Extent> extents(Analysis analysis) {
    return extents(analysis.inputs());
  }

  /** The extents of inputs without symbols. */
  static List<Extent> extents(ModelInputs inputs) {
    List<Extent> extents = new ArrayList<>();
    for (TensorType type : inputs.types()) {
      List<Integer> shape = new ArrayList<>();
      type.shape().dims().forEach(dim -> shape.add(Math.toIntExact(dim.value())));
      extents.add(new Extent(type.dtype(), shape));
    }
    return extents;
  }
}
