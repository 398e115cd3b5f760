package dev.cnnsummary.cli;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.LayerReport;
import dev.cnnsummary.cli.render.JsonFormat;
import dev.cnnsummary.cli.render.LectureStyle;
import dev.cnnsummary.cli.render.ShapesStyle;
import dev.cnnsummary.cli.render.TorchinfoStyle;
import dev.cnnsummary.cli.render.TorchsummaryStyle;
import dev.cnnsummary.cli.render.TreeStyle;
import dev.cnnsummary.specs.shape.Dim;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cnnsummary MODEL}: the table. */
@Command(
    name = "cnnsummary",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Tells what a neural network is before it runs: every layer's output shape,"
            + " parameters, multiply-accumulates and memory.",
    footer = {"", "Exit codes: 0 fine; 1 a check failed; 2 bad usage or bad input."})
final class SummaryCommand implements Callable<Integer> {
  /** How the table looks. */
  enum Style {
    TORCHSUMMARY,
    TREE,
    TORCHINFO,
    SHAPES,
    LECTURE
  }

  /** What is written. */
  enum Format {
    TEXT,
    JSON
  }

  @Spec private @Nullable CommandSpec spec;
  @Mixin private ModelOptions model = new ModelOptions();

  @Option(
      names = "--style",
      paramLabel = "STYLE",
      description =
          "Looks of the text: ${COMPLETION-CANDIDATES}. Default: torchsummary, or tree"
              + " where sizes are symbols or --depth is given.")
  private @Nullable Style style;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "What is written: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Format format = Format.TEXT;

  @Option(
      names = "--depth",
      paramLabel = "LEVELS",
      description = "How many levels of modules the tree shows; deeper ones count in their parent.")
  private @Nullable Integer depth;

  @Option(names = "--ascii", description = "The tree with ASCII characters only.")
  private boolean ascii;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Writes to a file, which is replaced as a whole, instead of standard output.")
  private @Nullable Path output;

  @Override
  public Integer call() {
    Analysis analysis = model.analysis();
    String text =
        switch (format) {
          case JSON -> JsonFormat.write(analysis);
          case TEXT ->
              switch (style(analysis)) {
                case TORCHSUMMARY -> TorchsummaryStyle.write(analysis);
                case TORCHINFO -> TorchinfoStyle.write(analysis, depth);
                case SHAPES -> ShapesStyle.write(analysis, depth);
                case LECTURE -> LectureStyle.table(analysis).print();
                case TREE -> TreeStyle.write(analysis, depth, ascii);
              };
        };
    Output.write(text, output, Output.of(spec));
    return 0;
  }

  private Style style(Analysis analysis) {
    if (style != null) {
      return style;
    }
    return depth != null || ascii || hasSymbols(analysis) ? Style.TREE : Style.TORCHSUMMARY;
  }

  /** Whether a size beside the batch is a symbol. */
  private static boolean hasSymbols(Analysis analysis) {
    return analysis.layers().stream().map(LayerReport::outputBytes).anyMatch(b -> !b.isConstant())
        || analysis.inputs().types().stream()
            .anyMatch(type -> !type.shape().with(0, Dim.ONE).isConstant());
  }
}
