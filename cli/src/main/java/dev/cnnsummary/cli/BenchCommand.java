package dev.cnnsummary.cli;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.LayerReport;
import dev.cnnsummary.cli.render.BenchTable;
import dev.cnnsummary.cli.render.Screen;
import dev.cnnsummary.executor.Program;
import dev.cnnsummary.executor.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cnnsummary bench MODEL}: how long it takes. */
@Command(
    name = "bench",
    sortOptions = false,
    description = {
      "Measures how long a model takes, layer by layer, after it has been warmed up. Layers that"
          + " are computed together stand in the row of the first."
    },
    optionListHeading = "%nOptions:%n")
final class BenchCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private ModelOptions model = new ModelOptions();
  @Mixin private EngineOptions engine = new EngineOptions();

  @Option(
      names = "--runs",
      paramLabel = "COUNT",
      description = "How many runs are measured. Default: ${DEFAULT-VALUE}.")
  private int runs = 20;

  @Option(
      names = "--warmup",
      paramLabel = "COUNT",
      description = "How many runs go before them. Default: ${DEFAULT-VALUE}.")
  private int warmup = 20;

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
    if (runs < 1 || warmup < 0) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "--runs: expected at least 1, --warmup: at least 0; got " + runs + " and " + warmup);
    }
    Analysis analysis = model.concreteAnalysis();
    long[] products =
        analysis.layers().stream()
            .map(LayerReport::macs)
            .mapToLong(macs -> macs.isConstant() ? macs.value() : 0) // those that data decides
            .toArray();
    try (Program program = engine.prepare(analysis, Program.Mode.FAST);
        EngineOptions.Source source = engine.weights(analysis.graph(), program.geometry());
        Progress progress = Progress.of("bench " + analysis.graph().name(), warmup + runs)) {
      program.load(source.weights());
      List<Tensor> inputs = SeededInputs.of(analysis, 1);
      for (int i = 0; i < warmup; i++) {
        program.run(inputs);
        progress.step();
      }
      BenchTable table =
          new BenchTable(
              analysis.graph().name(),
              program.threads(),
              analysis.inputs().batch().value(),
              program.peakMacsPerSecond(),
              products);
      for (int i = 0; i < runs; i++) {
        table.begin();
        long start = System.nanoTime();
        program.run(inputs, table::ran);
        table.end(System.nanoTime() - start);
        progress.step();
      }
      Screen screen = output == null ? Screen.ofStandardOutput() : Screen.NONE;
      Output.write(
          format == TableFormat.JSON ? table.json() : table.text(screen), output, Output.of(spec));
    }
    return 0;
  }
}
