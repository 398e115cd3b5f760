package dev.cnnsummary.cli;

import dev.cnnsummary.analyzer.Analyzer;
import dev.cnnsummary.analyzer.ModelInputs;
import dev.cnnsummary.analyzer.diff.Comparison;
import dev.cnnsummary.analyzer.diff.Portrait;
import dev.cnnsummary.cli.render.DiffJson;
import dev.cnnsummary.cli.render.DiffText;
import dev.cnnsummary.specs.graph.Graph;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code cnnsummary diff A B}: what became of a model. */
final class DiffCommand extends Command {
  private final Argument<@Nullable String> first =
      add(parameter("A", "1", "A model: a name of the zoo, or a file.").build());
  private final Argument<@Nullable String> second =
      add(parameter("B", "0..1", "Another; the same one if it is left out.").build());
  private final Argument<List<String>> inputs =
      options(
          "--input",
          "SHAPE",
          String.class,
          "What both take, if not what they declare: 3x224x224, 3xHxW.");
  private final Argument<List<String>> inputsOfSecond =
      options("--input-b", "SHAPE", String.class, "What B takes, if not the same as A.");
  private final Argument<@Nullable Long> batch =
      option("--batch", "SIZE", Long.class, "The batch of both.");
  private final Argument<@Nullable Long> batchOfSecond =
      option("--batch-b", "SIZE", Long.class, "The batch of B, if not the same.");
  private final Argument<List<String>> settings =
      options(
          "--set", "PARAMETER=VALUE", String.class, "Sets a parameter of both. Can be repeated.");
  private final Argument<List<String>> settingsOfSecond =
      options(
          "--set-b", "PARAMETER=VALUE", String.class, "Sets a parameter of B. Can be repeated.");
  private final Argument<@Nullable String> preset =
      option("--preset", "NAME", String.class, "For files: the variant of both.");
  private final Argument<@Nullable String> presetOfSecond =
      option("--preset-b", "NAME", String.class, "The variant of B.");
  private final Argument<Boolean> ascii = flag("--ascii", "The text in ASCII characters only.");
  private final Argument<DocumentFormat> format = format(DocumentFormat.TEXT);
  private final Argument<@Nullable Path> output = output();

  DiffCommand() {
    super(
        "diff",
        "Compares two models, or one at two settings: the layers that were added, removed, renamed"
            + " and changed, and the sums.",
        "",
        "Exit codes: 0 if they are equal, 1 if not.");
    usage().parameterListHeading("%n");
  }

  @Override
  public Integer call() {
    GivenModel before =
        new GivenModel(
            this,
            first.value(),
            preset.value(),
            settings.value(),
            inputs.value(),
            batch.value(),
            List.of());
    GivenModel after =
        new GivenModel(
            this,
            second.or(first),
            presetOfSecond.or(preset),
            settingsOfSecond(),
            inputsOfSecond.or(inputs),
            batchOfSecond.or(batch),
            List.of());
    Comparison comparison = comparison(before, after);
    Output.write(text(comparison), output.value(), out());
    return comparison.isEqual() ? 0 : 1;
  }

  private String text(Comparison comparison) {
    return switch (format.value()) {
      case TEXT -> DiffText.of(comparison, ascii.value());
      case MARKDOWN -> DiffText.markdown(comparison);
      case JSON -> DiffJson.of(comparison);
    };
  }

  /**
   * What is different. A file has a batch of its own, a number or by a name of its own, which is no
   * difference from one that is open.
   */
  private Comparison comparison(GivenModel before, GivenModel after) {
    Graph first = before.graph();
    Graph second = after.graph();
    ModelInputs ofFirst = before.inputs(first);
    ModelInputs ofSecond = after.inputs(second);
    boolean told =
        before.batch() != null || after.batch() != null || !inputsOfSecond.value().isEmpty();
    if ((first.wholeInputs() || second.wholeInputs()) && !told) {
      if (!ofSecond.batch().isConstant()) {
        ofSecond = withBatchOf(ofFirst, ofSecond);
      } else if (!ofFirst.batch().isConstant()) {
        ofFirst = withBatchOf(ofSecond, ofFirst);
      }
    }
    return Comparison.of(
        Portrait.of(Analyzer.analyze(first, ofFirst)),
        Portrait.of(Analyzer.analyze(second, ofSecond)));
  }

  private static ModelInputs withBatchOf(ModelInputs other, ModelInputs open) {
    boolean free = open.symbols().stream().noneMatch(other.batch().symbols()::contains);
    return free ? open.withBatch(other.batch()) : open;
  }

  /** B's parameters: those of both that are not set again. */
  private List<String> settingsOfSecond() {
    List<String> own = settingsOfSecond.value();
    List<String> all = new ArrayList<>(own);
    for (String setting : settings.value()) {
      String name = setting.substring(0, setting.indexOf('=') + 1);
      if (name.isEmpty() || own.stream().noneMatch(other -> other.startsWith(name))) {
        all.add(setting);
      }
    }
    return all;
  }
}
