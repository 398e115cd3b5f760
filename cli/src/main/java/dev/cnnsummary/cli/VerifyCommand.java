package dev.cnnsummary.cli;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.cli.render.Screen;
import dev.cnnsummary.cli.render.VerificationTable;
import dev.cnnsummary.executor.Geometry;
import dev.cnnsummary.executor.Program;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.executor.Verification;
import dev.cnnsummary.executor.weights.Weights;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Node;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cnnsummary verify MODEL}: runs it, and holds the run against what the table says. */
@Command(
    name = "verify",
    sortOptions = false,
    description = {
      "Runs a model on numbers and confirms its table, layer by layer: shapes, parameters,"
          + " multiply-accumulates, and the numbers themselves, some of which are computed again by"
          + " the definition of the layer. Exit code 1 where something differs.",
    },
    optionListHeading = "%nOptions:%n")
final class VerifyCommand implements Callable<Integer> {
  private static final int SAMPLES = 128;

  @Spec private @Nullable CommandSpec spec;
  @Mixin private ModelOptions model = new ModelOptions();
  @Mixin private EngineOptions engine = new EngineOptions();

  @Option(
      names = "--input-seed",
      paramLabel = "NUMBER",
      description = "Which input, of those made from a seed. Default: ${DEFAULT-VALUE}.")
  private long inputSeed = 1;

  @Option(
      names = "--full",
      description = "Computes every element again, not only some of each layer.")
  private boolean full;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "What is written: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private TableFormat format = TableFormat.TEXT;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Writes to a file, which is replaced as a whole, instead of standard output.")
  private @Nullable Path output;

  @Option(
      names = "--probe-field",
      description = {
        "Proves receptive fields too: makes some pixels of the input NaN, one at a time, and"
            + " follows them."
      })
  private boolean probeField;

  private final Function<Analysis, Prediction> prediction;
  private final EngineOptions.Preparation preparation;

  VerifyCommand() {
    this(Prediction::of, Program::prepare);
  }

  /**
   * Holds one thing against another, in a test with a fault in one of them.
   *
   * @param prediction what is said
   * @param preparation what runs
   */
  VerifyCommand(Function<Analysis, Prediction> prediction, EngineOptions.Preparation preparation) {
    this.prediction = prediction;
    this.preparation = preparation;
  }

  @Override
  public Integer call() {
    Analysis analysis = model.concreteAnalysis();
    if (probeField && EngineOptions.extents(analysis).stream().noneMatch(FieldProbe::suits)) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "--probe-field: no input of " + analysis.graph().name() + " has pixels");
    }
    // Refuses what takes more memory than there is before anything is allocated.
    Geometry geometry;
    try (Program program = prepare(analysis, Program.Mode.TRACE)) {
      geometry = program.geometry();
    }
    List<Tensor> inputs = SeededInputs.of(analysis, inputSeed);
    VerificationTable table;
    try (EngineOptions.Source source = engine.weights(analysis.graph(), geometry)) {
      List<Tensor> fused = runFused(analysis, inputs, source.weights());
      table = trace(analysis, inputs, source.weights(), fused);
    }
    Screen screen = output == null ? Screen.ofStandardOutput() : Screen.NONE;
    Output.write(
        switch (format) {
          case TEXT -> table.text(screen);
          case JSON -> table.json();
        },
        output,
        Output.of(spec));
    return table.passed() ? 0 : 1;
  }

  private Program prepare(Analysis analysis, Program.Mode mode) {
    return engine.prepare(analysis, mode, preparation);
  }

  /** By itself, so that its memory is free again before the next program takes some. */
  private List<Tensor> runFused(Analysis analysis, List<Tensor> inputs, Weights weights) {
    try (Program program = prepare(analysis, Program.Mode.FAST)) {
      program.load(weights);
      return program.run(inputs);
    }
  }

  private VerificationTable trace(
      Analysis analysis, List<Tensor> inputs, Weights weights, List<Tensor> fused) {
    Graph graph = analysis.graph();
    Prediction said = prediction.apply(analysis);
    int pixels = probeField ? probes(analysis) : 0;
    try (Progress progress = Progress.of("verify " + graph.name(), graph.nodes().size() + pixels)) {
      FieldProbe probe = probeField ? probe(analysis, said, inputs, weights, progress) : null;
      try (Program program = prepare(analysis, Program.Mode.TRACE)) {
        program.load(weights);
        List<Tensor> outputs = program.run(inputs);
        VerificationTable table =
            new VerificationTable(graph.name(), Verification.difference(fused, outputs));
        Verification verification =
            new Verification(program, weights, full ? Integer.MAX_VALUE : SAMPLES, 0);
        for (Node node : graph.nodes()) {
          table.add(
              said.layer(node),
              verification.verify(node),
              probe == null ? null : probe.finding(node));
          progress.step();
        }
        return table;
      }
    }
  }

  private static int probes(Analysis analysis) {
    return EngineOptions.extents(analysis).stream()
        .filter(FieldProbe::suits)
        .mapToInt(FieldProbe::pixels)
        .sum();
  }

  private FieldProbe probe(
      Analysis analysis, Prediction said, List<Tensor> inputs, Weights weights, Progress progress) {
    try (Program program = prepare(analysis, Program.Mode.DIRECT)) {
      program.load(weights);
      FieldProbe probe = new FieldProbe(said, program);
      for (int input = 0; input < inputs.size(); input++) {
        if (FieldProbe.suits(EngineOptions.extents(analysis).get(input))) {
          probe.probe(inputs, input, progress::step);
        }
      }
      return probe;
    }
  }
}
