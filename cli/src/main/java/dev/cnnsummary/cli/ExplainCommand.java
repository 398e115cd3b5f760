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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code cnnsummary explain MODEL [LAYER]}: the arithmetic behind the table. */
final class ExplainCommand extends Command {
  private final ModelOptions model = new ModelOptions(this);
  private final Argument<@Nullable String> layer =
      add(
          parameter(
                  "LAYER",
                  "0..1",
                  "Which layer, by its path: layer1.0.conv1; a further call of it as relu:2; a"
                      + " module for all that is in it. Default: the whole model.")
              .hideParamSyntax(true)
              .build());
  private final Argument<Boolean> constraints =
      flag(
          "--constraints",
          "Which sizes the model takes: the smallest input, those with which branches fit, and"
              + " those at which no floor cuts anything off.");
  private final Argument<Boolean> window =
      flag(
          "--window",
          "Draws how the LAYER's kernel slides over its input, with padding, stride and dilation,"
              + " and what no window sees.");
  private final Argument<DocumentFormat> format =
      option(
          "--format",
          "FORMAT",
          DocumentFormat.class,
          DocumentFormat.TEXT,
          "What is written: ${COMPLETION-CANDIDATES}; markdown has its formulas in LaTeX. Default:"
              + " ${DEFAULT-VALUE}.");
  private final Argument<Boolean> ascii = flag("--ascii", "ASCII characters only.");
  private final Argument<@Nullable Path> output = output();

  ExplainCommand() {
    super(
        "explain",
        "Shows the arithmetic behind every number of a table, with the numbers in it: sizes,"
            + " parameters, multiply-accumulates, FLOPs, receptive field and bytes.");
  }

  @Override
  public Integer call() {
    String path = layer.value();
    boolean sizes = constraints.value();
    if (window.value() && (path == null || sizes || format.value() != DocumentFormat.TEXT)) {
      throw refused("--window draws a LAYER, as text");
    }
    if (sizes && path != null) {
      throw refused("--constraints is for a whole model: it takes no LAYER");
    }
    String text = sizes ? constraints() : text(model.given().analysis(null), path);
    Output.write(text, output.value(), out());
    return 0;
  }

  private String text(Analysis analysis, @Nullable String path) {
    List<Member> members =
        path == null ? List.of(analysis.graph().root()) : LayerNames.find(analysis.graph(), path);
    if (window.value()) {
      return members.stream()
          .map(member -> picture(analysis, member))
          .collect(Collectors.joining("\n"));
    }
    Explainer explainer = new Explainer(analysis);
    List<Explanation> explanations =
        members.stream().flatMap(member -> explainer.explainAll(member).stream()).toList();
    return switch (format.value()) {
      case TEXT -> ExplanationText.write(analysis, explanations, screen(), ascii.value());
      case MARKDOWN -> ExplanationMarkdown.write(analysis, explanations);
      case JSON -> ExplanationJson.write(analysis, explanations, ascii.value());
    };
  }

  private String picture(Analysis analysis, Member member) {
    return switch (member) {
      case Node node -> WindowPicture.write(analysis, node, screen(), ascii.value());
      case ScopeCall scope ->
          throw refused("--window draws one layer: '" + scope.path() + "' has layers in it");
    };
  }

  private String constraints() {
    GivenModel given = model.given();
    Graph graph = given.graph();
    Constraints sizes = Constraints.of(graph, given.inputs(graph));
    return switch (format.value()) {
      case TEXT -> ConstraintsText.write(sizes, ascii.value());
      case MARKDOWN -> ConstraintsText.markdown(sizes);
      case JSON -> ConstraintsJson.write(sizes);
    };
  }

  private Screen screen() {
    return output.value() == null ? Screen.ofStandardOutput() : Screen.NONE;
  }
}
