package dev.cnnsummary.cli;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.LayerReport;
import dev.cnnsummary.cli.render.BenchTable;
import dev.cnnsummary.cli.render.Screen;
import dev.cnnsummary.executor.Program;
import dev.cnnsummary.executor.Tensor;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code cnnsummary bench MODEL}: how long it takes. */
final class BenchCommand extends Command {
  private static final int WARMUP_RUNS = 20;
  private static final long WARMUP_NANOS = 3_000_000_000L;

  private final ModelOptions model = new ModelOptions(this);
  private final EngineOptions engine = new EngineOptions(this);
  private final Argument<Integer> runs =
      option(
          "--runs",
          "COUNT",
          Integer.class,
          20,
          "How many runs are measured. Default: ${DEFAULT-VALUE}.");
  private final Argument<@Nullable Integer> warmup =
      option(
          "--warmup",
          "COUNT",
          Integer.class,
          "How many runs go before them. Default: 20, and as many more as 3 seconds have room for,"
              + " in which Java's compiler is at work on another core.");
  private final Argument<TableFormat> format = format(TableFormat.TEXT);
  private final Argument<@Nullable Path> output = output();

  BenchCommand() {
    super(
        "bench",
        "Measures how long a model takes, layer by layer, after it has been warmed up. Layers that"
            + " are computed together stand in the row of the first.");
  }

  @Override
  public Integer call() {
    int runs = this.runs.value();
    Integer asked = warmup.value();
    int before = asked == null ? WARMUP_RUNS : asked;
    Path file = output.value();
    if (runs < 1 || before < 0) {
      throw refused(
          "--runs: expected at least 1, --warmup: at least 0; got " + runs + " and " + before);
    }
    Analysis analysis = model.given().concreteAnalysis();
    long[] products =
        analysis.layers().stream()
            .map(LayerReport::macs)
            .mapToLong(macs -> macs.isConstant() ? macs.value() : 0) // those that data decides
            .toArray();
    try (Program program = engine.prepare(analysis, Program.Mode.FAST);
        EngineOptions.Source source = engine.weights(analysis.graph(), program.geometry());
        Progress progress = Progress.of("bench " + analysis.graph().name(), before + runs)) {
      program.load(source.weights());
      List<Tensor> inputs = SeededInputs.of(analysis, 1);
      long end = System.nanoTime() + (asked == null ? WARMUP_NANOS : 0);
      for (int i = 0; i < before || System.nanoTime() < end; i++) {
        program.run(inputs);
        if (i < before) {
          progress.step();
        }
      }
      BenchTable table =
          new BenchTable(
              analysis.graph().name(),
              program.threads(),
              analysis.inputs().batch().value(),
              program.limits(),
              products);
      for (int i = 0; i < runs; i++) {
        table.begin();
        long start = System.nanoTime();
        program.run(inputs, table::ran);
        table.end(System.nanoTime() - start);
        progress.step();
      }
      Screen screen = file == null ? Screen.ofStandardOutput() : Screen.NONE;
      Output.write(
          format.value() == TableFormat.JSON ? table.json() : table.text(screen), file, out());
    }
    return 0;
  }
}
