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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code cnnsummary verify MODEL}: runs it, and holds the run against what the table says. */
final class VerifyCommand extends Command {
  private static final int SAMPLES = 128;

  private final ModelOptions model = new ModelOptions(this);
  private final EngineOptions engine = new EngineOptions(this);
  private final Argument<Long> inputSeed =
      option(
          "--input-seed",
          "NUMBER",
          Long.class,
          1L,
          "Which input, of those made from a seed. Default: ${DEFAULT-VALUE}.");
  private final Argument<Boolean> full =
      flag("--full", "Computes every element again, not only some of each layer.");
  private final Argument<TableFormat> format = format(TableFormat.TEXT);
  private final Argument<@Nullable Path> output = output();
  private final Argument<Boolean> probeField =
      flag(
          "--probe-field",
          "Proves receptive fields too: makes some pixels of the input NaN, one at a time, and"
              + " follows them.");
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
    super(
        "verify",
        "Runs a model on numbers and confirms its table, layer by layer: shapes, parameters,"
            + " multiply-accumulates, and the numbers themselves, some of which are computed again"
            + " by the definition of the layer. Exit code 1 where something differs.");
    this.prediction = prediction;
    this.preparation = preparation;
  }

  @Override
  public Integer call() {
    Analysis analysis = model.given().concreteAnalysis();
    if (probeField.value()
        && EngineOptions.extents(analysis).stream().noneMatch(FieldProbe::suits)) {
      throw refused("--probe-field: no input of " + analysis.graph().name() + " has pixels");
    }
    // Refuses what takes more memory than there is before anything is allocated.
    Geometry geometry;
    try (Program program = prepare(analysis, Program.Mode.TRACE)) {
      geometry = program.geometry();
    }
    List<Tensor> inputs = SeededInputs.of(analysis, inputSeed.value());
    VerificationTable table;
    try (EngineOptions.Source source = engine.weights(analysis.graph(), geometry)) {
      List<Tensor> fused = runFused(analysis, inputs, source.weights());
      table = trace(analysis, inputs, source.weights(), fused);
    }
    Path file = output.value();
    Screen screen = file == null ? Screen.ofStandardOutput() : Screen.NONE;
    Output.write(
        switch (format.value()) {
          case TEXT -> table.text(screen);
          case JSON -> table.json();
        },
        file,
        out());
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
    int pixels = probeField.value() ? probes(analysis) : 0;
    try (Progress progress = Progress.of("verify " + graph.name(), graph.nodes().size() + pixels)) {
      FieldProbe probe =
          probeField.value() ? probe(analysis, said, inputs, weights, progress) : null;
      try (Program program = prepare(analysis, Program.Mode.TRACE)) {
        program.load(weights);
        List<Tensor> outputs = program.run(inputs);
        VerificationTable table =
            new VerificationTable(graph.name(), Verification.difference(fused, outputs));
        Verification verification =
            new Verification(program, weights, full.value() ? Integer.MAX_VALUE : SAMPLES, 0);
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
