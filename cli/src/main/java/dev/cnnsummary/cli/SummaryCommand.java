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
import org.jspecify.annotations.Nullable;

/** {@code cnnsummary MODEL}: the table. */
final class SummaryCommand extends Command {
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

  private final ModelOptions model = new ModelOptions(this);
  private final Argument<@Nullable Style> style =
      option(
          "--style",
          "STYLE",
          Style.class,
          "How the text looks: torchsummary and torchinfo are the tables of these programs, tree"
              + " shows modules within modules, repr is what Python's print(model) shows, shapes"
              + " each layer and the size of what it makes, lecture the table of lecture notes."
              + " Default: torchsummary; tree where sizes are symbols, or with --depth, --columns,"
              + " --count-as, --dtype, --training or --ascii.");
  private final Argument<@Nullable Integer> depth =
      option(
          "--depth",
          "LEVELS",
          Integer.class,
          "How many levels of modules are shown (tree: all; torchinfo: 3); what is deeper adds to"
              + " its parent.");
  private final Argument<List<Column>> columns =
      separated(
          "--columns",
          "NAME",
          Column.class,
          "Which columns the tree shows, with commas between: ${COMPLETION-CANDIDATES}. Default:"
              + " those that fit.");
  private final Argument<@Nullable CountingRule> countAs =
      option(
          "--count-as",
          "PROGRAM",
          CountingRule.class,
          "Shows what another program counts as well: ${COMPLETION-CANDIDATES}. For the style tree"
              + " and for json, csv and markdown.");
  private final Argument<@Nullable DType> dtype =
      option(
          "--dtype",
          "TYPE",
          DType.class,
          "Counts bytes as if all floating-point numbers, of weights too, were held in another"
              + " type: f64, f32, f16, bf16, i8 ...; integers keep theirs. For the style tree and"
              + " for json, csv and markdown.");
  private final Argument<Boolean> training =
      flag(
          "--training",
          "Adds what a step of training holds: weights, gradients, the optimizer's state and the"
              + " activations that the backward pass needs. For the style tree and for json and"
              + " markdown.");
  private final Argument<@Nullable Optimizer> optimizer =
      option(
          "--optimizer",
          "NAME",
          Optimizer.class,
          "For --training: ${COMPLETION-CANDIDATES}. Default: adam.");
  private final Argument<Boolean> simplify =
      flag(
          "--simplify",
          "Shows the network after folding: what hands its input on is gone, what is made of"
              + " constants alone is one, batch norms are part of the layer before them, and what no"
              + " output needs is gone.");
  private final Argument<Boolean> ascii = flag("--ascii", "The tree in ASCII characters only.");
  private final Argument<Format> format = format(Format.TEXT);
  private final Argument<@Nullable Path> output = output();

  SummaryCommand() {
    super(
        "cnnsummary",
        "",
        "Tells what a neural network is before it runs: every layer's output shape,"
            + " parameters, multiply-accumulates and memory.",
        "");
    usage()
        .customSynopsis("cnnsummary MODEL [OPTION]...", "       cnnsummary COMMAND [ARGUMENT]...")
        .commandListHeading("%nCommands ('cnnsummary COMMAND --help' tells more):%n")
        .footer(
            "",
            "Examples:",
            "  cnnsummary vgg16                          a model of the zoo",
            "  cnnsummary vgg16 --depth 1                what each of its parts sums to",
            "  cnnsummary resnet18 --input 3xHxW         sizes that stay open",
            "  cnnsummary net.yaml --set num_classes=10  a spec of your own",
            "",
            "Exit codes: 0 fine; 1 a check failed; 2 bad usage or bad input.");
  }

  @Override
  public Integer call() {
    checkColumns();
    checkDepth();
    checkTableOnly();
    Analysis whole = model.given().analysis(dtype.value());
    Analysis analysis = simplify.value() ? whole.simplified() : whole;
    Output.write(text(analysis), output.value(), out());
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
    PrintWriter err = err();
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
    Content content =
        new Content(
            analysis, depth.value(), columns.value(), countAs.value(), dtype.value(), training());
    return switch (format.value()) {
      case JSON -> JsonFormat.write(content);
      case CSV -> CsvFormat.write(content);
      case MARKDOWN ->
          style.value() == Style.LECTURE
              ? LectureStyle.table(analysis).markdown()
              : MarkdownFormat.write(content);
      case TEXT -> style(analysis).write(content, screen(), ascii.value());
    };
  }

  private @Nullable Optimizer training() {
    if (!training.value()) {
      return null;
    }
    Optimizer given = optimizer.value();
    return given == null ? Optimizer.ADAM : given;
  }

  private Screen screen() {
    return output.value() == null ? Screen.ofStandardOutput() : Screen.NONE;
  }

  /** Whether the style is one that has all that there is to show. */
  private boolean isTree() {
    return style.value() == null || style.value() == Style.TREE;
  }

  private void checkColumns() {
    boolean table = format.value() == Format.TEXT || format.value() == Format.MARKDOWN;
    if (!columns.value().isEmpty() && (!isTree() || !table)) {
      throw refused("--columns is for the style tree and for markdown");
    }
  }

  private void checkDepth() {
    Integer levels = depth.value();
    Style chosen = style.value();
    if (levels == null) {
      return;
    }
    if (levels < 0) {
      throw refused("--depth: expected a number of levels, 0 or more, got " + levels);
    }
    if (format.value() == Format.JSON || (chosen != null && !chosen.hasDepth())) {
      throw refused("--depth is for the styles tree, torchinfo and shapes, for csv and markdown");
    }
  }

  /** Refuses what the tables of other programs do not have. */
  private void checkTableOnly() {
    if (!isTree() && countAs.value() != null) {
      throw refused("--count-as is for the style tree, for json, csv and markdown");
    }
    if ((!isTree() || format.value() == Format.CSV) && training.value()) {
      throw refused("--training is for the style tree, for json and markdown");
    }
    if (optimizer.value() != null && !training.value()) {
      throw refused("--optimizer is for --training");
    }
    if (!isTree() && dtype.value() != null) {
      throw refused("--dtype is for the style tree, for json, csv and markdown");
    }
    if (countAs.value() == null && columns.value().contains(Column.COUNT_AS)) {
      throw refused("the column count_as is for --count-as");
    }
  }

  private Style style(Analysis analysis) {
    Style chosen = style.value();
    if (chosen != null) {
      return chosen;
    }
    return depth.value() != null
            || ascii.value()
            || training.value()
            || countAs.value() != null
            || dtype.value() != null
            || !columns.value().isEmpty()
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
