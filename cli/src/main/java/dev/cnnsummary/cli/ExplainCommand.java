package dev.cnnsummary.cli;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.explain.Constraints;
import dev.cnnsummary.analyzer.explain.Explainer;
import dev.cnnsummary.analyzer.explain.Explanation;
import dev.cnnsummary.cli.render.ConstraintsJson;
import dev.cnnsummary.cli.render.ConstraintsText;
import dev.cnnsummary.cli.render.ExplanationJson;
import dev.cnnsummary.cli.render.ExplanationMarkdown;
import dev.cnnsummary.cli.render.ExplanationText;
import dev.cnnsummary.cli.render.LayerNames;
import dev.cnnsummary.cli.render.Screen;
import dev.cnnsummary.cli.render.WindowPicture;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Member;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.ScopeCall;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cnnsummary explain MODEL [LAYER]}: the arithmetic behind the table. */
@Command(
    name = "explain",
    sortOptions = false,
    description = {
      "Shows the arithmetic behind every number of a table, with the numbers in it: sizes,"
          + " parameters, multiply-accumulates, FLOPs, receptive field and bytes.",
    },
    optionListHeading = "%nOptions:%n")
final class ExplainCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private ModelOptions model = new ModelOptions();

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "LAYER",
      hideParamSyntax = true,
      description =
          "Which layer, by its path: layer1.0.conv1; a further call of it as relu:2; a module for"
              + " all that is in it. Default: the whole model.")
  private @Nullable String layer;

  @Option(
      names = "--constraints",
      description =
          "Which sizes the model takes: the smallest input, those with which branches fit, and"
              + " those at which no floor cuts anything off.")
  private boolean constraints;

  @Option(
      names = "--window",
      description =
          "Draws how the LAYER's kernel slides over its input, with padding, stride and dilation,"
              + " and what no window sees.")
  private boolean window;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "What is written: ${COMPLETION-CANDIDATES}; markdown has its formulas in LaTeX. Default:"
              + " ${DEFAULT-VALUE}.")
  private DocumentFormat format = DocumentFormat.TEXT;

  @Option(names = "--ascii", description = "ASCII characters only.")
  private boolean ascii;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Writes to a file, which is replaced as a whole, instead of standard output.")
  private @Nullable Path output;

  @Override
  public Integer call() {
    if (window && (layer == null || constraints || format != DocumentFormat.TEXT)) {
      throw refused("--window draws a LAYER, as text");
    }
    if (constraints && layer != null) {
      throw refused("--constraints is for a whole model: it takes no LAYER");
    }
    if (constraints) {
      Output.write(constraints(), output, Output.of(spec));
      return 0;
    }
    Analysis analysis = model.analysis(null);
    Output.write(text(analysis), output, Output.of(spec));
    return 0;
  }

  private String text(Analysis analysis) {
    List<Member> members =
        layer == null ? List.of(analysis.graph().root()) : LayerNames.find(analysis.graph(), layer);
    if (window) {
      return members.stream()
          .map(member -> picture(analysis, member))
          .collect(Collectors.joining("\n"));
    }
    Explainer explainer = new Explainer(analysis);
    List<Explanation> explanations =
        members.stream().flatMap(member -> explainer.explainAll(member).stream()).toList();
    return switch (format) {
      case TEXT -> ExplanationText.write(analysis, explanations, screen(), ascii);
      case MARKDOWN -> ExplanationMarkdown.write(analysis, explanations);
      case JSON -> ExplanationJson.write(analysis, explanations, ascii);
    };
  }

  private String picture(Analysis analysis, Member member) {
    return switch (member) {
      case Node node -> WindowPicture.write(analysis, node, screen(), ascii);
      case ScopeCall scope ->
          throw refused("--window draws one layer: '" + scope.path() + "' has layers in it");
    };
  }

  private String constraints() {
    Graph graph = model.graph();
    Constraints sizes = Constraints.of(graph, model.inputs(graph));
    return switch (format) {
      case TEXT -> ConstraintsText.write(sizes, ascii);
      case MARKDOWN -> ConstraintsText.markdown(sizes);
      case JSON -> ConstraintsJson.write(sizes);
    };
  }

  private ParameterException refused(String message) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
  }

  private Screen screen() {
    return output == null ? Screen.ofStandardOutput() : Screen.NONE;
  }
}
