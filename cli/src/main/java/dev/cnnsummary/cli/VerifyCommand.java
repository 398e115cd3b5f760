package dev.cnnsummary.cli;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.cli.render.VerificationTable;
import dev.cnnsummary.executor.Program;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.executor.Verification;
import dev.cnnsummary.specs.graph.Node;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

  @Override
  public Integer call() {
    Analysis analysis = model.concreteAnalysis();
    List<Tensor> inputs = SeededInputs.of(analysis, inputSeed);
    VerificationTable table;
    try (Program fast = engine.prepare(analysis, Program.Mode.FAST);
        EngineOptions.Source source = engine.weights(analysis.graph(), fast.geometry())) {
      fast.load(source.weights());
      List<Tensor> fused = fast.run(inputs);
      table = trace(analysis, inputs, source, fused);
    }
    Output.write(
        switch (format) {
          case TEXT -> table.text();
          case JSON -> table.json();
        },
        output,
        Output.of(spec));
    return table.passed() ? 0 : 1;
  }

  private VerificationTable trace(
      Analysis analysis, List<Tensor> inputs, EngineOptions.Source source, List<Tensor> fused) {
    try (Program program = engine.prepare(analysis, Program.Mode.TRACE);
        Progress progress =
            Progress.of("verify " + analysis.graph().name(), analysis.graph().nodes().size())) {
      program.load(source.weights());
      List<Tensor> outputs = program.run(inputs);
      VerificationTable table =
          new VerificationTable(analysis, Verification.difference(fused, outputs));
      Verification verification =
          new Verification(program, source.weights(), full ? Integer.MAX_VALUE : SAMPLES, 0);
      for (Node node : analysis.graph().nodes()) {
        table.add(analysis.layers().get(node.index()), verification.verify(node));
        progress.step();
      }
      return table;
    }
  }
}
