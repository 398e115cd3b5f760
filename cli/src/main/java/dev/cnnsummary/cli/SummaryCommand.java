package dev.cnnsummary.cli;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.LayerReport;
import dev.cnnsummary.analyzer.convention.CountingRule;
import dev.cnnsummary.analyzer.memory.Optimizer;
import dev.cnnsummary.cli.render.Column;
import dev.cnnsummary.cli.render.Content;
import dev.cnnsummary.cli.render.CsvFormat;
import dev.cnnsummary.cli.render.JsonFormat;
import dev.cnnsummary.cli.render.LectureStyle;
import dev.cnnsummary.cli.render.MarkdownFormat;
import dev.cnnsummary.cli.render.Screen;
import dev.cnnsummary.cli.render.Style;
import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.Problem;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Dim;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cnnsummary MODEL}: the table. */
@Command(
    name = "cnnsummary",
    versionProvider = Version.class,
    sortOptions = false,
    customSynopsis = {
      "cnnsummary MODEL [OPTION]...",
      "       cnnsummary COMMAND [ARGUMENT]...",
    },
    description = {
      "",
      "Tells what a neural network is before it runs: every layer's output shape,"
          + " parameters, multiply-accumulates and memory.",
      "",
    },
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands ('cnnsummary COMMAND --help' tells more):%n",
    footer = {
      "",
      "Examples:",
      "  cnnsummary vgg16                          a model of the zoo",
      "  cnnsummary vgg16 --depth 1                what each of its parts sums to",
      "  cnnsummary resnet18 --input 3xHxW         sizes that stay open",
      "  cnnsummary net.yaml --set num_classes=10  a spec of your own",
      "",
      "Exit codes: 0 fine; 1 a check failed; 2 bad usage or bad input.",
    })
final class SummaryCommand implements Callable<Integer> {
  /** What is written. */
  enum Format {
    TEXT,
    JSON,
    CSV,
    MARKDOWN;

    @Override
    public String toString() {
      return Words.of(this);
    }
  }

  @Spec private @Nullable CommandSpec spec;
  @Mixin private ModelOptions model = new ModelOptions();

  @Option(
      names = "--style",
      paramLabel = "STYLE",
      description =
          "How the text looks: torchsummary and torchinfo are the tables of these programs, tree"
              + " shows modules within modules, repr is what Python's print(model) shows, shapes"
              + " each layer and the size of what it makes, lecture the table of lecture notes."
              + " Default: torchsummary; tree where sizes are symbols, or with --depth, --columns,"
              + " --count-as, --dtype, --training or --ascii.")
  private @Nullable Style style;

  @Option(
      names = "--depth",
      paramLabel = "LEVELS",
      description =
          "How many levels of modules are shown (tree: all; torchinfo: 3); what is deeper adds to"
              + " its parent.")
  private @Nullable Integer depth;

  @Option(
      names = "--columns",
      paramLabel = "NAME",
      split = ",",
      description =
          "Which columns the tree shows, with commas between: ${COMPLETION-CANDIDATES}. Default:"
              + " those that fit.")
  private List<Column> columns = List.of();

  @Option(
      names = "--count-as",
      paramLabel = "PROGRAM",
      description =
          "Shows what another program counts as well: ${COMPLETION-CANDIDATES}. For the style tree"
              + " and for json, csv and markdown.")
  private @Nullable CountingRule countAs;

  @Option(
      names = "--dtype",
      paramLabel = "TYPE",
      description =
          "Counts bytes as if all floating-point numbers, of weights too, were held in another"
              + " type: f64, f32, f16, bf16, i8 ...; integers keep theirs. For the style tree and"
              + " for json, csv and markdown.")
  private @Nullable DType dtype;

  @Option(
      names = "--training",
      description =
          "Adds what a step of training holds: weights, gradients, the optimizer's state and the"
              + " activations that the backward pass needs. For the style tree and for json and"
              + " markdown.")
  private boolean training;

  @Option(
      names = "--optimizer",
      paramLabel = "NAME",
      description = "For --training: ${COMPLETION-CANDIDATES}. Default: adam.")
  private @Nullable Optimizer optimizer;

  @Option(
      names = "--simplify",
      description =
          "Shows the network after folding: what hands its input on is gone, what is made of"
              + " constants alone is one, batch norms are part of the layer before them, and what no"
              + " output needs is gone.")
  private boolean simplify;

  @Option(names = "--ascii", description = "The tree in ASCII characters only.")
  private boolean ascii;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "What is written: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Format format = Format.TEXT;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Writes to a file, which is replaced as a whole, instead of standard output.")
  private @Nullable Path output;

  @Override
  public Integer call() {
    checkColumns();
    checkDepth();
    checkTableOnly();
    Analysis whole = model.analysis(dtype);
    Analysis analysis = simplify ? whole.simplified() : whole;
    Output.write(text(analysis), output, Output.of(spec));
    warn(analysis.unknown());
    return 0;
  }

  /** Says what is not in the sums, each reason once. */
  private void warn(List<LayerReport> unknown) {
    Map<String, List<String>> layers = new LinkedHashMap<>();
    for (LayerReport layer : unknown) {
      layers
          .computeIfAbsent(String.valueOf(layer.unknown()), _ -> new ArrayList<>())
          .add(layer.node().path().text());
    }
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    layers.forEach((reason, paths) ->
        err.println("cnnsummary: not counted: " + String.join(", ", paths) + ": " + reason));
    err.flush();
  }

  private String text(Analysis analysis) {
    try {
      return write(analysis);
    } catch (ArithmeticException e) { // what a table adds up can be larger than what it is of
      throw new InvalidSpecException(
          List.of(new Problem(null, "", "a number is too large to show: " + e.getMessage())));
    }
  }

  private String write(Analysis analysis) {
    Content content = new Content(analysis, depth, columns, countAs, dtype, training());
    return switch (format) {
      case JSON -> JsonFormat.write(content);
      case CSV -> CsvFormat.write(content);
      case MARKDOWN ->
          style == Style.LECTURE
              ? LectureStyle.table(analysis).markdown()
              : MarkdownFormat.write(content);
      case TEXT -> style(analysis).write(content, screen(), ascii);
    };
  }

  private @Nullable Optimizer training() {
    if (!training) {
      return null;
    }
    return optimizer == null ? Optimizer.ADAM : optimizer;
  }

  private Screen screen() {
    return output == null ? Screen.ofStandardOutput() : Screen.NONE;
  }

  private void checkColumns() {
    boolean tree = style == null || style == Style.TREE;
    if (!columns.isEmpty() && (!tree || format == Format.JSON || format == Format.CSV)) {
      throw refused("--columns is for the style tree and for markdown");
    }
  }

  private void checkDepth() {
    if (depth == null) {
      return;
    }
    if (depth < 0) {
      throw refused("--depth: expected a number of levels, 0 or more, got " + depth);
    }
    if (format == Format.JSON || (style != null && !style.hasDepth())) {
      throw refused("--depth is for the styles tree, torchinfo and shapes, for csv and markdown");
    }
  }

  /** Refuses what the tables of other programs do not have. */
  private void checkTableOnly() {
    boolean table = style == null || style == Style.TREE;
    if (!table && countAs != null) {
      throw refused("--count-as is for the style tree, for json, csv and markdown");
    }
    if ((!table || format == Format.CSV) && training) {
      throw refused("--training is for the style tree, for json and markdown");
    }
    if (optimizer != null && !training) {
      throw refused("--optimizer is for --training");
    }
    if (!table && dtype != null) {
      throw refused("--dtype is for the style tree, for json, csv and markdown");
    }
    if (countAs == null && columns.contains(Column.COUNT_AS)) {
      throw refused("the column count_as is for --count-as");
    }
  }

  private ParameterException refused(String message) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
  }

  private Style style(Analysis analysis) {
    if (style != null) {
      return style;
    }
    return depth != null
            || ascii
            || training
            || countAs != null
            || dtype != null
            || !columns.isEmpty()
            || hasSymbols(analysis)
            || !analysis.unknown().isEmpty()
        ? Style.TREE
        : Style.TORCHSUMMARY;
  }

  /** Whether a size beside the batch is a symbol. */
  private static boolean hasSymbols(Analysis analysis) {
    return analysis.layers().stream().map(LayerReport::outputBytes).anyMatch(b -> !b.isConstant())
        || analysis.inputs().types().stream()
            .map(type -> type.shape().dims())
            .anyMatch(dims -> !dims.stream().skip(1).allMatch(Dim::isConstant));
  }
}
